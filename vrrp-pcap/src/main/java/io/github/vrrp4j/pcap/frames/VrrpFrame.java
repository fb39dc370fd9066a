package io.github.vrrp4j.pcap.frames;

import static io.github.vrrp4j.pcap.frames.Layout.ETHERNET_HEADER;
import static io.github.vrrp4j.pcap.frames.Layout.ETHERTYPE_IPV4;
import static io.github.vrrp4j.pcap.frames.Layout.ETHERTYPE_IPV6;
import static io.github.vrrp4j.pcap.frames.Layout.IPV4_HEADER;
import static io.github.vrrp4j.pcap.frames.Layout.IPV6_HEADER;
import static io.github.vrrp4j.pcap.frames.Layout.checksum;
import static io.github.vrrp4j.pcap.frames.Layout.get16;
import static io.github.vrrp4j.pcap.frames.Layout.get8;
import static io.github.vrrp4j.pcap.frames.Layout.put16;
import static io.github.vrrp4j.pcap.frames.Layout.sum;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;

/**
 * Between a {@link Datagram} and the Ethernet frame that carries it (RFC 9568 sections 5.1.1 and 5.1.2). Stateless; any thread
 * may use it.
 */
public final class VrrpFrame {
    /** DSCP CS6, network control: what other implementations send; no RFC asks for it. */
    private static final int TRAFFIC_CLASS = 0xc0;

    private static final int MORE_FRAGMENTS_AND_OFFSET = 0x3fff;
    private static final int NEXT_HEADER_FRAGMENT = 44;

    private VrrpFrame() {}

    /**
     * Builds the frame for a packet to a multicast group.
     *
     * @param source the MAC address of the sender
     * @param datagram the packet, whose destination is a multicast address
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if the destination is not a multicast address or the payload is too long
     */
    public static byte[] build(MacAddress source, Datagram datagram) {
        return build(source, MacAddress.ofMulticast(datagram.destination()), datagram);
    }

    /**
     * Builds the frame for a packet.
     *
     * @param source the MAC address of the sender
     * @param destination the MAC address of the group, of the receiver, or of the next hop
     * @param datagram the packet
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if the payload is too long for an IP packet
     */
    public static byte[] build(MacAddress source, MacAddress destination, Datagram datagram) {
        byte[] payload = datagram.payload();
        boolean ipv4 = datagram.source().family() == Family.IPV4;
        int header = ETHERNET_HEADER + (ipv4 ? IPV4_HEADER : IPV6_HEADER);
        if (payload.length > 0xffff - IPV4_HEADER) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length + " bytes: must be at most " + (0xffff - IPV4_HEADER));
        }
        byte[] frame =
                Layout.frame(header + payload.length, destination, source, ipv4 ? ETHERTYPE_IPV4 : ETHERTYPE_IPV6);
        if (ipv4) {
            writeIpv4Header(frame, datagram);
        } else {
            writeIpv6Header(frame, datagram);
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        return frame;
    }

    private static void writeIpv4Header(byte[] frame, Datagram datagram) {
        int at = ETHERNET_HEADER;
        frame[at] = 0x45;
        frame[at + 1] = (byte) TRAFFIC_CLASS;
        put16(frame, at + 2, IPV4_HEADER + datagram.payload().length);
        put16(frame, at + 4, datagram.identification());
        frame[at + 8] = (byte) datagram.timeToLive();
        frame[at + 9] = (byte) datagram.protocol();
        datagram.source().write(frame, at + 12);
        datagram.destination().write(frame, at + 16);
        put16(frame, at + 10, checksum(sum(frame, at, IPV4_HEADER)));
    }

    private static void writeIpv6Header(byte[] frame, Datagram datagram) {
        int at = ETHERNET_HEADER;
        put16(frame, at, 6 << 12 | TRAFFIC_CLASS << 4);
        put16(frame, at + 4, datagram.payload().length);
        frame[at + 6] = Datagram.VRRP;
        frame[at + 7] = (byte) datagram.timeToLive();
        datagram.source().write(frame, at + 8);
        datagram.destination().write(frame, at + 24);
    }

    /**
     * Reads a frame. Never throws, whatever the bytes are. What follows the IP packet is padding and left out.
     *
     * @param frame the frame from its destination address on
     * @return the packet in it, or why there is none
     */
    public static FrameContent parse(byte[] frame) {
        if (frame.length < ETHERNET_HEADER) {
            return FrameRejection.TOO_SHORT;
        }
        return switch (get16(frame, Layout.ETHERTYPE)) {
            case ETHERTYPE_IPV4 -> parseIpv4(frame);
            case ETHERTYPE_IPV6 -> parseIpv6(frame);
            case 0x8100, 0x88a8, 0x9100 -> FrameRejection.VLAN_TAG;
            default -> FrameRejection.NOT_IP;
        };
    }

    private static FrameContent parseIpv4(byte[] frame) {
        int at = ETHERNET_HEADER;
        int available = frame.length - at;
        if (available < IPV4_HEADER) {
            return FrameRejection.TOO_SHORT;
        }
        if (get8(frame, at) >> 4 != 4) {
            return FrameRejection.IP_VERSION;
        }
        int headerLength = (get8(frame, at) & 0xf) * 4;
        int totalLength = get16(frame, at + 2);
        if (headerLength < IPV4_HEADER || headerLength > available || headerLength > totalLength) {
            return FrameRejection.HEADER_LENGTH;
        }
        if (totalLength > available) {
            return FrameRejection.TOTAL_LENGTH;
        }
        if (checksum(sum(frame, at, headerLength)) != 0) {
            return FrameRejection.HEADER_CHECKSUM;
        }
        if ((get16(frame, at + 6) & MORE_FRAGMENTS_AND_OFFSET) != 0) {
            return FrameRejection.FRAGMENT;
        }
        int protocol = get8(frame, at + 9);
        if (protocol != Datagram.VRRP && protocol != Datagram.AUTHENTICATION_HEADER) {
            return FrameRejection.PROTOCOL;
        }
        if (protocol == Datagram.AUTHENTICATION_HEADER && headerLength != IPV4_HEADER) {
            // The header authenticates options, too, which nobody sends with VRRP.
            return FrameRejection.HEADER_LENGTH;
        }
        IpAddress source = IpAddress.read(Family.IPV4, frame, at + 12);
        IpAddress destination = IpAddress.read(Family.IPV4, frame, at + 16);
        byte[] payload = Arrays.copyOfRange(frame, at + headerLength, at + totalLength);
        return new FrameContent.Packet(
                new Datagram(source, destination, get8(frame, at + 8), protocol, get16(frame, at + 4), payload));
    }

    private static FrameContent parseIpv6(byte[] frame) {
        int at = ETHERNET_HEADER;
        int available = frame.length - at;
        if (available < IPV6_HEADER) {
            return FrameRejection.TOO_SHORT;
        }
        if (get8(frame, at) >> 4 != 6) {
            return FrameRejection.IP_VERSION;
        }
        int totalLength = IPV6_HEADER + get16(frame, at + 4);
        if (totalLength > available) {
            return FrameRejection.TOTAL_LENGTH;
        }
        int nextHeader = get8(frame, at + 6);
        if (nextHeader != Datagram.VRRP) {
            return nextHeader == NEXT_HEADER_FRAGMENT ? FrameRejection.FRAGMENT : FrameRejection.PROTOCOL;
        }
        IpAddress source = IpAddress.read(Family.IPV6, frame, at + 8);
        IpAddress destination = IpAddress.read(Family.IPV6, frame, at + 24);
        byte[] payload = Arrays.copyOfRange(frame, at + IPV6_HEADER, at + totalLength);
        return new FrameContent.Packet(new Datagram(source, destination, get8(frame, at + 7), payload));
    }
}
