package io.github.vrrp4j.pcap.linux;

import java.nio.charset.StandardCharsets;

/** An interface as the kernel describes it in RTM_NEWLINK and RTM_DELLINK. */
record LinkEntry(int index, String name, int flags) {
    private static final int IFINFOMSG_BYTES = 16;
    private static final int IFLA_IFNAME = 3;

    private static final int IFF_UP = 0x1;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_LOWER_UP = 0x10000;

    static LinkEntry read(NetlinkMessage message) {
        byte[] name = message.attribute(IFINFOMSG_BYTES, IFLA_IFNAME);
        int terminator = Math.max(0, name.length - 1);
        return new LinkEntry(
                message.s32(NetlinkMessage.HEADER + 4),
                new String(name, 0, terminator, StandardCharsets.UTF_8),
                message.s32(NetlinkMessage.HEADER + 8));
    }

    boolean isEnabled() {
        return (flags & IFF_UP) != 0;
    }

    boolean hasCarrier() {
        return isEnabled() && (flags & IFF_RUNNING) != 0 && (flags & IFF_LOWER_UP) != 0;
    }
}
