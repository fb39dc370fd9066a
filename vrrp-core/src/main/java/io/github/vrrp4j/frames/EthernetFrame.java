package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.get16;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;

/** A frame of any kind that this package knows. Stateless; any thread may use it. */
public final class EthernetFrame {
    private EthernetFrame() {}

    /**
     * Reads a frame. Never throws, whatever the bytes are.
     *
     * @param frame the frame from its destination address on
     * @return what is in it, or why that is nothing of use
     */
    public static FrameContent parse(byte[] frame) {
        if (frame.length >= Layout.ETHERNET_HEADER && get16(frame, Layout.ETHERTYPE) == Layout.ETHERTYPE_ARP) {
            return ArpFrame.parse(frame);
        }
        FrameRejection rejection = IpHeader.check(frame);
        if (rejection != null) {
            return rejection;
        }
        IpHeader header = IpHeader.read(frame);
        if (header.protocol() == IpHeader.UDP) {
            return UdpFrame.parse(frame, header);
        }
        boolean icmpv6 = header.protocol() == IpHeader.ICMPV6 && header.source().family() == Family.IPV6;
        return icmpv6 ? NeighborFrame.parse(frame, header) : VrrpFrame.parse(frame, header);
    }

    /**
     * The address that a frame goes to.
     *
     * @param frame of at least 14 bytes
     * @return a unicast, multicast or broadcast address
     * @throws IndexOutOfBoundsException if the frame is shorter
     */
    public static MacAddress destination(byte[] frame) {
        return MacAddress.read(frame, 0);
    }

    /**
     * The address that a frame comes from.
     *
     * @param frame of at least 14 bytes
     * @return what the sender says
     * @throws IndexOutOfBoundsException if the frame is shorter
     */
    public static MacAddress source(byte[] frame) {
        return MacAddress.read(frame, MacAddress.BYTES);
    }
}
