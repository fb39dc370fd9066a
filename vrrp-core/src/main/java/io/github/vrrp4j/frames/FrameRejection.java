package io.github.vrrp4j.frames;

/**
 * Why a frame holds nothing of use. What a VRRP packet says is not looked at here, nor is its TTL: that is the router's
 * business. A frame is rejected for the first check that fails, in the order of this list.
 */
public enum FrameRejection implements FrameContent {
    /** Ends within the Ethernet or the IP header. */
    TOO_SHORT,
    /** Has a VLAN tag: it belongs to another interface. */
    VLAN_TAG,
    /** Carries something else than IPv4 or IPv6. */
    NOT_IP,
    /** The version in the IP header is not the one of the EtherType. */
    IP_VERSION,
    /** An IPv4 header length below 20 bytes, or beyond the end of the frame or of the packet. */
    HEADER_LENGTH,
    /** The length in the IP header reaches beyond the end of the frame. */
    TOTAL_LENGTH,
    /** The checksum of the IPv4 header is wrong. A capture sees packets that the kernel has yet to check. */
    HEADER_CHECKSUM,
    /** A fragment: VRRP packets are never fragmented. */
    FRAGMENT,
    /** Not protocol 112. IPv6 packets with extension headers, which VRRP does not use, are among these. */
    PROTOCOL,
    /** ARP, Neighbor Discovery or UDP whose fields are cut off, contradict each other, or break RFC 4861 section 7.1. */
    MALFORMED,
    /** Neighbor Discovery or UDP with a wrong checksum. */
    PAYLOAD_CHECKSUM
}
