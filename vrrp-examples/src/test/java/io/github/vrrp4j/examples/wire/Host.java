package io.github.vrrp4j.examples.wire;

import java.util.List;

/**
 * A host of the lab: a namespace whose {@code eth0} is plugged into a port of the bridge.
 *
 * @param port the bridge's end of the cable, in the namespace {@code lan}
 */
public record Host(Namespace namespace, Namespace lan, String port, String address, String mac) {
    public static final String INTERFACE = "eth0";

    /** Whether an IP address is configured here. */
    boolean holds(String ip) {
        return !namespace.ip("-o", "addr", "show", "dev", INTERFACE, "to", ip).isBlank();
    }

    /** Takes an IP address away, as an administrator would. */
    void removeAddress(String ip, int prefixLength) {
        namespace.ip("addr", "del", ip + "/" + prefixLength, "dev", INTERFACE);
    }

    /** Whether some program listens for this multicast group. */
    boolean listensTo(String group) {
        return namespace
                .ip("maddr", "show", "dev", INTERFACE)
                .lines()
                .anyMatch(line -> List.of(line.trim().split("\\s+")).contains(group));
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
        return port + " (" + address + ")";
    }
}
