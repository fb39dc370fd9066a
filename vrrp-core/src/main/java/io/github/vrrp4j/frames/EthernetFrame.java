package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.get16;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Arrays;

/** A frame of any kind that this package knows. Stateless; any thread may use it. */
public final class EthernetFrame {
    private static final int TAG = 4;
    private static final int VLAN_IDENTIFIER = 0xfff;

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
     * Takes off a tag that says only a priority (IEEE 802.1Q: VLAN identifier 0): such a frame belongs to this very interface.
     *
     * @param frame the frame from its destination address on
     * @return the frame without that tag; the same array if it has none, or one of a VLAN
     */
    public static byte[] withoutPriorityTag(byte[] frame) {
        boolean onlyPriority = frame.length >= Layout.ETHERNET_HEADER + TAG
                && get16(frame, Layout.ETHERTYPE) == Layout.ETHERTYPE_VLAN
                && (get16(frame, Layout.ETHERTYPE + 2) & VLAN_IDENTIFIER) == 0;
        if (!onlyPriority) {
            return frame;
        }
        byte[] untagged = Arrays.copyOf(frame, frame.length - TAG);
        int type = Layout.ETHERTYPE;
        System.arraycopy(frame, type + TAG, untagged, type, untagged.length - type);
        return untagged;
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
