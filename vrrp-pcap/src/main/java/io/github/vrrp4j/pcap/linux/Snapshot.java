package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some interfaces and their addresses at one moment. */
final class Snapshot {
    /** Beyond so many, all of them together are read faster than one after the other. */
    private static final int FEW = 3;

    private final Map<String, LinkEntry> links = new HashMap<>();
    private final Map<Integer, Map<IpAddress, AddressEntry>> addresses = new HashMap<>();

    static Snapshot of(Set<String> interfaceNames, Links links, Addresses addresses) throws IOException {
        Snapshot snapshot = new Snapshot();
        if (interfaceNames.size() > FEW) {
            for (LinkEntry link : links.list()) {
                if (interfaceNames.contains(link.name())) {
                    snapshot.links.put(link.name(), link);
                }
            }
            snapshot.add(addresses.list(Addresses.EVERYWHERE));
            return snapshot;
        }
        for (String name : interfaceNames) {
            LinkEntry link = links.find(name);
            if (link != null) {
                snapshot.links.put(name, link);
                snapshot.add(addresses.list(link.index()));
            }
        }
        return snapshot;
    }

    private void add(List<AddressEntry> entries) {
        for (AddressEntry entry : entries) {
            // With several prefix lengths an address may be there several times: the one that is not ours counts.
            addresses
                    .computeIfAbsent(entry.interfaceIndex(), index -> new HashMap<>())
                    .merge(entry.address(), entry, (one, other) -> Leases.isForeign(one) ? one : other);
        }
    }

    @Nullable
    LinkEntry link(String interfaceName) {
        return links.get(interfaceName);
    }

    @Nullable
    AddressEntry address(LinkEntry link, IpAddress address) {
        return addresses.getOrDefault(link.index(), Map.of()).get(address);
    }

    /** Those of these addresses that an interface has. */
    List<AddressEntry> among(LinkEntry link, Iterable<VirtualAddress> wanted) {
        List<AddressEntry> found = new ArrayList<>();
        for (VirtualAddress each : wanted) {
            AddressEntry entry = address(link, each.address());
            if (entry != null) {
                found.add(entry);
            }
        }
        return found;
    }
}
