package io.github.vrrp4j.pcap.linux;

import static io.github.vrrp4j.pcap.linux.NetlinkRequest.CREATE;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.DUMP;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.EXCLUSIVE;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.REPLACE;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.protocol.VirtualAddress;
import java.io.IOException;
import java.util.List;

/** The addresses of interfaces. Not safe for use by several threads. */
final class Addresses {
    /** The interfaces of all numbers. */
    static final int EVERYWHERE = 0;

    /** The IPv4 dummy address (RFC 7600): nobody can send to it. */
    static final VirtualAddress DUMMY = VirtualAddress.of("192.0.0.8/32");

    /** As addresses are that may be used everywhere, and those that are not to be used as a source beyond their link. */
    private static final int SCOPE_GLOBAL = 0;

    private static final int SCOPE_LINK = 253;

    private final Rtnetlink netlink;

    /**
     * Where an address is to be.
     *
     * @param route whether it brings the route for its prefix
     */
    record Place(int interfaceIndex, VirtualAddress address, boolean route) {}

    Addresses(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /** The addresses of an interface, of both families, in the order of the kernel; none if there is no such interface. */
    List<AddressEntry> list(int interfaceIndex) throws IOException {
        Rtnetlink.Answer<AddressEntry> answer = netlink.list(
                "addresses",
                () -> netlink.begin(NetlinkRequest.RTM_GETADDR, DUMP).u32(0).u32(interfaceIndex),
                AddressEntry::read);
        if (answer.errno == Libc.ENODEV) {
            return List.of();
        }
        // Kernels before 4.20 tell of all interfaces.
        List<AddressEntry> entries = answer.check("addresses").entries;
        entries.removeIf(entry -> interfaceIndex != EVERYWHERE && entry.interfaceIndex() != interfaceIndex);
        return entries;
    }

    /**
     * Installs addresses or renews their lifetime; returns 0 or the reason of the failure for each. They are used without
     * duplicate address detection (RFC 9568 section 8.2.2), since the last holder may just be leaving.
     */
    int[] install(List<Place> places, int lifetimeSeconds) throws NetlinkException {
        return install(places, lifetimeSeconds, CREATE | REPLACE);
    }

    /** The same for addresses that should not be there; for one that is, returns {@link Libc#EEXIST}, and leaves it as it is. */
    int[] installNew(List<Place> places, int lifetimeSeconds) throws NetlinkException {
        return install(places, lifetimeSeconds, CREATE | EXCLUSIVE);
    }

    private int[] install(List<Place> places, int lifetimeSeconds, int mode) throws NetlinkException {
        return netlink.tellEach(places.size(), i -> {
            Place place = places.get(i);
            int flags = (place.route() ? 0 : AddressEntry.IFA_F_NOPREFIXROUTE)
                    | (place.address().address().family() == Family.IPV6 ? AddressEntry.IFA_F_NODAD : 0);
            append(NetlinkRequest.RTM_NEWADDR, mode, place)
                    .attribute(AddressEntry.IFA_FLAGS, flags)
                    .attribute(AddressEntry.IFA_CACHEINFO, lifetimeSeconds, lifetimeSeconds, 0, 0);
        });
    }

    /** Removes addresses; returns 0 or the reason of the failure for each. */
    int[] remove(List<Place> places) throws NetlinkException {
        int[] errnos = netlink.tellEach(places.size(), i -> append(NetlinkRequest.RTM_DELADDR, 0, places.get(i)));
        for (int i = 0; i < errnos.length; i++) {
            // Gone already: lapsed, or removed with its interface.
            if (errnos[i] == Libc.EADDRNOTAVAIL || errnos[i] == Libc.ENODEV) {
                errnos[i] = 0;
            }
        }
        return errnos;
    }

    private NetlinkRequest append(int type, int flags, Place place) {
        byte[] bytes = place.address().address().bytes();
        return netlink.append(type, flags)
                .u8(place.address().address().family() == Family.IPV4 ? AddressEntry.AF_INET : AddressEntry.AF_INET6)
                .u8(place.address().prefixLength())
                .u8(0)
                .u8(place.address().equals(DUMMY) ? SCOPE_LINK : SCOPE_GLOBAL)
                .u32(place.interfaceIndex())
                .attribute(AddressEntry.IFA_LOCAL, bytes)
                .attribute(AddressEntry.IFA_ADDRESS, bytes);
    }
}
