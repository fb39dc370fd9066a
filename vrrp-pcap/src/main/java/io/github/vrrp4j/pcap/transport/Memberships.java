package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an interface, by its number, receives for us besides what it receives anyway. */
final class Memberships implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Memberships.class);

    private final Link link;
    private final int interfaceIndex;
    private final Map<IpAddress, Closeable> groups = new HashMap<>();
    private final Map<MacAddress, Closeable> macAddresses = new HashMap<>();

    Memberships(Link link, int interfaceIndex) {
        this.link = link;
        this.interfaceIndex = interfaceIndex;
    }

    /** Leaves the groups and addresses that are not among these, and takes the new ones. */
    synchronized void change(Set<IpAddress> newGroups, Set<MacAddress> newMacAddresses) throws IOException {
        retain(groups, newGroups);
        retain(macAddresses, newMacAddresses);
        for (IpAddress group : newGroups) {
            join(group);
        }
        for (MacAddress mac : newMacAddresses) {
            if (!macAddresses.containsKey(mac)) {
                macAddresses.put(mac, link.accept(interfaceIndex, mac));
            }
        }
    }

    private static <K> void retain(Map<K, Closeable> memberships, Set<K> wanted) {
        memberships.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                leave(entry.getValue());
            }
            return gone;
        });
    }

    private static void leave(Closeable membership) {
        try {
            membership.close();
        } catch (IOException e) {
            log.debug("Left without the system's consent", e);
        }
    }

    synchronized void join(IpAddress group) throws IOException {
        if (!groups.containsKey(group)) {
            groups.put(group, link.join(interfaceIndex, group));
        }
    }

    @Override
    public synchronized void close() {
        retain(groups, Set.of());
        retain(macAddresses, Set.of());
    }
}
