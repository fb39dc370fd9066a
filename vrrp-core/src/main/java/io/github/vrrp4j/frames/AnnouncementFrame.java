package io.github.vrrp4j.frames;

import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Announcement;

/**
 * Frames that tell a link where a virtual address now is (RFC 9568 section 6.4.2). Stateless; any
 * thread may use it.
 */
public final class AnnouncementFrame {
    private AnnouncementFrame() {}

    /**
     * Builds the frame of an announcement.
     *
     * <p>A gratuitous ARP is a request in which sender and target protocol address are the virtual address (errata 7947 and
     * 7949), which makes every host update an entry that it has. Requests are taken where replies are not: Linux ignores a
     * gratuitous reply within a second of the last update. An unsolicited Neighbor Advertisement has the Router flag as asked,
     * the Override flag set and the Solicited flag clear; its source is the virtual address itself.
     *
     * @param interfaceMac the MAC address of the interface, for announcements that name no other one
     * @param announcement what to announce
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if its address is of the wrong family
     */
    public static byte[] build(MacAddress interfaceMac, Announcement announcement) {
        MacAddress hardware = announcement.hardware().orElse(interfaceMac);
        if (announcement instanceof Announcement.GratuitousArp arp) {
            return ArpFrame.gratuitous(hardware, arp.target().orElse(hardware), arp.address());
        }
        var advertisement = (Announcement.UnsolicitedNeighborAdvertisement) announcement;
        return NeighborFrame.unsolicited(hardware, advertisement.address(), advertisement.router());
    }
}
