package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The addresses that are answered for on one interface, and what is said of them. Any thread may use it. */
final class AnswerTable {
    private static final long GROUP_BIT = 0x0100_0000_0000L;

    private final Map<IpAddress, Entry> entries = new ConcurrentHashMap<>();

    /** The MAC address is empty for that of the interface. */
    private record Entry(VirtualRouterId router, Optional<MacAddress> virtualMac, boolean routerFlag) {}

    void add(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        Optional<MacAddress> virtualMac = router.policies().sourceMac() == SourceMac.VIRTUAL
                ? Optional.of(router.id().vrid().virtualMac(router.id().family()))
                : Optional.empty();
        boolean routerFlag = router.policies().announcements().routerFlag();
        for (VirtualAddress each : addresses) {
            entries.put(each.address(), new Entry(router.id(), virtualMac, routerFlag));
        }
    }

    void remove(VirtualRouterId router, List<VirtualAddress> addresses) {
        for (VirtualAddress each : addresses) {
            entries.computeIfPresent(
                    each.address(), (address, entry) -> entry.router().equals(router) ? null : entry);
        }
    }

    /** The groups that questions for IPv6 addresses go to. */
    Set<IpAddress> groups() {
        Set<IpAddress> groups = new HashSet<>();
        for (IpAddress address : entries.keySet()) {
            if (address.family() == Family.IPV6) {
                groups.add(NeighborFrame.solicitedNode(address));
            }
        }
        return groups;
    }

    /** The MAC addresses that are not those of the interface. */
    Set<MacAddress> virtualMacs() {
        Set<MacAddress> macs = new HashSet<>();
        entries.values().forEach(entry -> entry.virtualMac().ifPresent(macs::add));
        return macs;
    }

    /** The answer to a frame; null if it is not a question for one of these addresses. */
    byte @Nullable [] answer(MacAddress interfaceMac, byte[] frame) {
        FrameContent content = EthernetFrame.parse(frame);
        if (content instanceof FrameContent.Arp arp) {
            return answer(interfaceMac, arp);
        }
        return content instanceof FrameContent.NeighborSolicitation solicitation
                ? answer(interfaceMac, frame, solicitation)
                : null;
    }

    private byte @Nullable [] answer(MacAddress interfaceMac, FrameContent.Arp arp) {
        Entry entry = arp.request() ? entries.get(arp.target()) : null;
        if (entry == null) {
            return null;
        }
        MacAddress mac = entry.virtualMac().orElse(interfaceMac);
        return mayBeAnswered(arp.senderMac(), mac) ? ArpFrame.reply(mac, arp) : null;
    }

    private byte @Nullable [] answer(
            MacAddress interfaceMac, byte[] frame, FrameContent.NeighborSolicitation solicitation) {
        Entry entry = entries.get(solicitation.target());
        if (entry == null) {
            return null;
        }
        MacAddress mac = entry.virtualMac().orElse(interfaceMac);
        MacAddress asking = solicitation.sourceMac().orElse(EthernetFrame.source(frame));
        return mayBeAnswered(asking, mac)
                ? NeighborFrame.advertisement(mac, asking, solicitation, entry.routerFlag())
                : null;
    }

    /**
     * Not to groups, which no host is (RFC 1812 section 3.3.2), and not to the address that answers: with a virtual MAC address
     * that is a router of the same kind, which is just taking over.
     */
    private static boolean mayBeAnswered(MacAddress asking, MacAddress answering) {
        return (asking.value() & GROUP_BIT) == 0 && !asking.equals(answering);
    }
}
