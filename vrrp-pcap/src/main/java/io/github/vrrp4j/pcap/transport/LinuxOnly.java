package io.github.vrrp4j.pcap.transport;

/** Sockets, their options and the questions about interfaces are those of Linux; libpcap is not. */
final class LinuxOnly {
    private LinuxOnly() {}

    static void require(String what) {
        String system = System.getProperty("os.name");
        if (!"Linux".equals(system)) {
            throw new UnsupportedOperationException(what + " works on Linux only, not on " + system);
        }
    }
}
