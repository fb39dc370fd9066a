package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Optional;

/**
 * The fields of a frame that tells the hosts on a link which Ethernet address now answers for a virtual address. It is sent from
 * that same Ethernet address.
 */
public sealed interface Announcement {
    /**
     * The Ethernet address that answers.
     *
     * @return the virtual router MAC address; empty for that of the interface
     */
    Optional<MacAddress> hardware();

    /**
     * The virtual address.
     *
     * @return sender and target, or target, of the announcement
     */
    IpAddress address();

    /**
     * A gratuitous ARP request (RFC 9568 section 6.4.2, errata 7947 and 7949): broadcast, with the virtual address as sender and
     * as target.
     *
     * @param hardware sender hardware address, and Ethernet source
     * @param address an IPv4 address
     * @param target target hardware address; empty for the same as {@code hardware}
     */
    record GratuitousArp(Optional<MacAddress> hardware, IpAddress address, Optional<MacAddress> target)
            implements Announcement {}

    /**
     * An unsolicited Neighbor Advertisement to ff02::1 (RFC 9568 section 6.4.2) with Solicited 0, Override 1 and a target
     * link-layer address option. The host joins the solicited-node group of the address first.
     *
     * @param hardware target link-layer address, and Ethernet source
     * @param address an IPv6 address: the target
     * @param router the R flag
     */
    record UnsolicitedNeighborAdvertisement(Optional<MacAddress> hardware, IpAddress address, boolean router)
            implements Announcement {}
}
