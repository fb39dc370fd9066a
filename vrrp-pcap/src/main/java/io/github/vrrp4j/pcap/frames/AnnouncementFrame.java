package io.github.vrrp4j.pcap.frames;

import static io.github.vrrp4j.pcap.frames.Layout.ETHERNET_HEADER;
import static io.github.vrrp4j.pcap.frames.Layout.IPV6_HEADER;
import static io.github.vrrp4j.pcap.frames.Layout.put16;
import static io.github.vrrp4j.pcap.frames.Layout.put32;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Announcement;

/**
 * Frames that tell a link where a virtual address now is (RFC 9568 section 6.4.2). Stateless; any
 * thread may use it.
 */
public final class AnnouncementFrame {
    private static final int ARP_PACKET = 28;
    private static final int NEIGHBOR_ADVERTISEMENT = 32;
    private static final int ICMPV6 = 58;
    private static final int ROUTER = 0x8000_0000;
    private static final int OVERRIDE = 0x2000_0000;
    private static final IpAddress ALL_NODES = IpAddress.of("ff02::1");

    private AnnouncementFrame() {}

    /**
     * Builds the frame of an announcement.
     *
     * @param interfaceMac the MAC address of the interface, for announcements that name no other one
     * @param announcement what to announce
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if its address is of the wrong family
     */
    public static byte[] build(MacAddress interfaceMac, Announcement announcement) {
        MacAddress hardware = announcement.hardware().orElse(interfaceMac);
        if (announcement instanceof Announcement.GratuitousArp arp) {
            return gratuitousArp(hardware, arp.target().orElse(hardware), arp.address());
        }
        return neighborAdvertisement(hardware, (Announcement.UnsolicitedNeighborAdvertisement) announcement);
    }

    /**
     * Builds a gratuitous ARP request: sender and target protocol address are the virtual address (errata 7947 and 7949), which
     * makes every host update an entry that it has. Requests are taken where replies are not: Linux ignores a gratuitous reply
     * within a second of the last update.
     */
    private static byte[] gratuitousArp(MacAddress sender, MacAddress targetHardware, IpAddress address) {
        requireFamily(Family.IPV4, address);
        byte[] frame = Layout.frame(ETHERNET_HEADER + ARP_PACKET, MacAddress.BROADCAST, sender, Layout.ETHERTYPE_ARP);
        int at = ETHERNET_HEADER;
        put16(frame, at, 1); // hardware type: Ethernet
        put16(frame, at + 2, Layout.ETHERTYPE_IPV4);
        frame[at + 4] = MacAddress.BYTES;
        frame[at + 5] = (byte) Family.IPV4.addressBytes();
        put16(frame, at + 6, 1); // operation: request
        sender.write(frame, at + 8);
        address.write(frame, at + 14);
        targetHardware.write(frame, at + 18);
        address.write(frame, at + 24);
        return frame;
    }

    /**
     * Builds an unsolicited Neighbor Advertisement to all nodes (RFC 4861 section 4.4) with the Router and Override flags set
     * and the Solicited flag clear. Its source is the virtual address itself.
     */
    private static byte[] neighborAdvertisement(
            MacAddress sender, Announcement.UnsolicitedNeighborAdvertisement announcement) {
        IpAddress address = announcement.address();
        requireFamily(Family.IPV6, address);
        byte[] frame = Layout.frame(
                ETHERNET_HEADER + IPV6_HEADER + NEIGHBOR_ADVERTISEMENT,
                MacAddress.ofMulticast(ALL_NODES),
                sender,
                Layout.ETHERTYPE_IPV6);
        int ip = ETHERNET_HEADER;
        put16(frame, ip, 6 << 12);
        put16(frame, ip + 4, NEIGHBOR_ADVERTISEMENT);
        frame[ip + 6] = ICMPV6;
        frame[ip + 7] = (byte) 255; // RFC 4861 section 7.1.2: receivers ask for it
        address.write(frame, ip + 8);
        ALL_NODES.write(frame, ip + 24);

        int at = ip + IPV6_HEADER;
        frame[at] = (byte) 136;
        put32(frame, at + 4, announcement.router() ? ROUTER | OVERRIDE : OVERRIDE);
        address.write(frame, at + 8);
        frame[at + 24] = 2; // option: target link-layer address, of one unit of 8 bytes
        frame[at + 25] = 1;
        sender.write(frame, at + 26);

        int addressesSum = Layout.sum(frame, ip + 8, 2 * Family.IPV6.addressBytes());
        int messageSum = Layout.sum(frame, at, NEIGHBOR_ADVERTISEMENT);
        put16(frame, at + 2, Layout.checksum(addressesSum + NEIGHBOR_ADVERTISEMENT + ICMPV6 + messageSum));
        return frame;
    }

    private static void requireFamily(Family family, IpAddress address) {
        if (address.family() != family) {
            throw new IllegalArgumentException("address " + address + ": must be of " + family);
        }
    }
}
