package io.github.vrrp4j.examples.wire;

import java.util.List;

/**
 * A host of the lab: a namespace whose {@code eth0} is plugged into a port of the bridge.
 *
 * @param port the bridge's end of the cable, in the namespace {@code lan}
 * @param number 1 to 99; in all of its addresses
 */
public record Host(Namespace namespace, Namespace lan, String port, int number) {
    public static final String INTERFACE = "eth0";

    public String mac() {
        return String.format("02:00:0a:09:00:%02x", number);
    }

    /** Its primary IPv4 address. */
    public String address() {
        return "10.9.0." + number;
    }

    /** What the kernel makes of the MAC address. */
    String linkLocal() {
        return String.format("fe80::aff:fe09:%x", number);
    }

    /** Its global IPv6 address. */
    String global() {
        return "2001:db8:9::" + number;
    }

    /** Where it talks to clients from. */
    String clientAddress(Dialect dialect) {
        return dialect.isIpv6() ? global() : address();
    }

    /** Where it advertises from. */
    String source(Dialect dialect) {
        return dialect.isIpv6() ? linkLocal() : address();
    }

    /**
     * The TTL and hop limit of what its kernel sends, by which its answers can be told from others' even if both come from one
     * virtual MAC address.
     */
    int ttl() {
        return 100 + number;
    }

    /** Whether an IP address is configured here on an interface that works. */
    boolean holds(String ip) {
        return namespace.ip("-j", "addr", "show", "to", ip).contains("\"LOWER_UP\"");
    }

    /** The interfaces with virtual MAC addresses. */
    public List<String> macvlans() {
        return namespace
                .ip("-br", "link", "show", "type", "macvlan")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, line.indexOf('@')))
                .toList();
    }

    /** Takes away what a router that died without notice left behind, as a restart of the host would. */
    void removeLeftovers(List<String> prefixes) {
        macvlans().forEach(name -> namespace.ip("link", "del", name));
        for (String prefix : prefixes) {
            String ip = prefix.substring(0, prefix.indexOf('/'));
            if (!namespace.ip("-o", "addr", "show", "dev", INTERFACE, "to", ip).isBlank()) {
                namespace.ip("addr", "del", prefix, "dev", INTERFACE);
            }
        }
    }

    /** Whether some program listens for this multicast group. */
    boolean listensTo(String group) {
        return namespace
                .ip("maddr", "show")
                .lines()
                .anyMatch(line -> List.of(line.trim().split("\\s+")).contains(group));
    }

    /** Whether some program has a raw socket for VRRP, or one for frames. */
    boolean hasRawSocket() {
        String sockets = Command.run(namespace.inside(List.of("cat", "/proc/net/raw", "/proc/net/raw6")));
        String frames = Command.run(namespace.inside(List.of("cat", "/proc/net/packet")));
        return sockets.contains(":0070 ") || frames.lines().count() > 1;
    }

    /** Pulls the cable: the host sees that its carrier is gone. */
    public void loseCarrier() {
        lan.ip("link", "set", "dev", port, "down");
    }

    public void restoreCarrier() {
        lan.ip("link", "set", "dev", port, "up");
    }

    /** Cuts the host off behind its cable: the carrier stays, so nothing tells the host. */
    public void cutOff() {
        lan.ip("link", "set", "dev", port, "nomaster");
    }

    public void reconnect() {
        lan.ip("link", "set", "dev", port, "master", Lab.BRIDGE);
    }

    @Override
    public String toString() {
        return port + " (" + address() + ")";
    }
}
