package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.ETHERNET_HEADER;
import static io.github.vrrp4j.frames.Layout.get16;
import static io.github.vrrp4j.frames.Layout.get8;
import static io.github.vrrp4j.frames.Layout.put16;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;

/** ARP for IPv4 over Ethernet (RFC 826). Stateless; any thread may use it. */
public final class ArpFrame {
    private static final int PACKET = 28;
    private static final int HARDWARE_ETHERNET = 1;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private ArpFrame() {}

    /**
     * Builds a request, to everybody.
     *
     * @param source the MAC address of the sender
     * @param sender the IPv4 address of the sender
     * @param target the IPv4 address that is asked for
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if an address is not an IPv4 address
     */
    public static byte[] request(MacAddress source, IpAddress sender, IpAddress target) {
        return request(MacAddress.BROADCAST, source, sender, target);
    }

    /**
     * Builds a request to one host, to confirm what is known of it (RFC 1122 section 2.3.2.1).
     *
     * @param destination the MAC address that is to be confirmed
     * @param source the MAC address of the sender
     * @param sender the IPv4 address of the sender
     * @param target the IPv4 address that is asked for
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if an address is not an IPv4 address
     */
    public static byte[] request(MacAddress destination, MacAddress source, IpAddress sender, IpAddress target) {
        return build(destination, REQUEST, source, sender, new MacAddress(0), target);
    }

    /**
     * Builds the reply to a request.
     *
     * @param answering the MAC address that answers, also the one that the frame comes from
     * @param request what was asked
     * @return the frame, without padding and frame check sequence
     */
    public static byte[] reply(MacAddress answering, FrameContent.Arp request) {
        MacAddress asking = request.senderMac();
        IpAddress asked = request.target();
        IpAddress asker = request.sender();
        return build(asking, REPLY, answering, asked, asking, asker);
    }

    /** A request in which sender and target are the same address. */
    static byte[] gratuitous(MacAddress sender, MacAddress targetMac, IpAddress address) {
        return build(MacAddress.BROADCAST, REQUEST, sender, address, targetMac, address);
    }

    private static byte[] build(
            MacAddress destination,
            int operation,
            MacAddress senderMac,
            IpAddress sender,
            MacAddress targetMac,
            IpAddress target) {
        Layout.requireFamily(Family.IPV4, sender);
        Layout.requireFamily(Family.IPV4, target);
        byte[] frame = Layout.frame(ETHERNET_HEADER + PACKET, destination, senderMac, Layout.ETHERTYPE_ARP);
        int at = ETHERNET_HEADER;
        put16(frame, at, HARDWARE_ETHERNET);
        put16(frame, at + 2, Layout.ETHERTYPE_IPV4);
        frame[at + 4] = MacAddress.BYTES;
        frame[at + 5] = (byte) Family.IPV4.addressBytes();
        put16(frame, at + 6, operation);
        senderMac.write(frame, at + 8);
        sender.write(frame, at + 14);
        targetMac.write(frame, at + 18);
        target.write(frame, at + 24);
        return frame;
    }

    /** Reads a frame whose EtherType is that of ARP. */
    static FrameContent parse(byte[] frame) {
        int at = ETHERNET_HEADER;
        if (frame.length < at + PACKET) {
            return FrameRejection.TOO_SHORT;
        }
        int operation = get16(frame, at + 6);
        boolean ipv4OverEthernet = get16(frame, at) == HARDWARE_ETHERNET
                && get16(frame, at + 2) == Layout.ETHERTYPE_IPV4
                && get8(frame, at + 4) == MacAddress.BYTES
                && get8(frame, at + 5) == Family.IPV4.addressBytes();
        if (!ipv4OverEthernet || (operation != REQUEST && operation != REPLY)) {
            return FrameRejection.MALFORMED;
        }
        return new FrameContent.Arp(
                operation == REQUEST,
                MacAddress.read(frame, at + 8),
                IpAddress.read(Family.IPV4, frame, at + 14),
                MacAddress.read(frame, at + 18),
                IpAddress.read(Family.IPV4, frame, at + 24));
    }
}
