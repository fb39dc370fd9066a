package io.github.vrrp4j.examples.wire;

/**
 * How two routers talk to each other.
 *
 * @param virtualMac whether frames come from the virtual MAC address, where a router has the choice
 * @param unicast whether they send to each other and not to the group
 * @param authentication version 2's PASS or AH, or nothing
 * @param probe the address that the agent asks whether it is cut off, or nothing
 */
record Setting(Dialect dialect, boolean virtualMac, boolean unicast, String authentication, String probe) {
    /** As keepalived is out of the box: the interface's MAC address, the group, no authentication. */
    static Setting of(Dialect dialect) {
        return new Setting(dialect, false, false, "", "");
    }

    Setting withVirtualMac() {
        return new Setting(dialect, true, unicast, authentication, probe);
    }

    Setting withUnicast() {
        return new Setting(dialect, virtualMac, true, authentication, probe);
    }

    /** Version 2's PASS or AH. */
    Setting authenticatedBy(String type) {
        return new Setting(dialect, virtualMac, unicast, type, probe);
    }

    Setting asking(Host target) {
        return new Setting(dialect, virtualMac, unicast, authentication, target.source(dialect));
    }

    String mac() {
        return virtualMac ? "virtual" : "interface";
    }

    String cast() {
        return unicast ? "unicast" : "multicast";
    }

    @Override
    public String toString() {
        return dialect
                + (virtualMac ? ", virtual MAC" : "")
                + (unicast ? ", unicast" : "")
                + (authentication.isEmpty() ? "" : ", " + authentication)
                + (probe.isEmpty() ? "" : ", asks " + probe);
    }
}
