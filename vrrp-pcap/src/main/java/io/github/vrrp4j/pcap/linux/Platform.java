package io.github.vrrp4j.pcap.linux;

final class Platform {
    private Platform() {}

    static void requireLinux(String what) {
        String system = System.getProperty("os.name");
        if (!"Linux".equals(system)) {
            throw new UnsupportedOperationException(what + " works on Linux only, not on " + system);
        }
    }
}
