package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.MacAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An interface as the kernel describes it in RTM_NEWLINK and RTM_DELLINK.
 *
 * @param mac null if it is not of the size of those of Ethernet
 * @param alias what somebody wrote on it; empty if nobody did
 * @param kind for example macvlan; empty for hardware
 */
record LinkEntry(
        int index, String name, int flags, @Nullable MacAddress mac, String alias, String kind) {
    static final int IFINFOMSG_BYTES = 16;
    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_LINK = 5;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_INFO_DATA = 2;
    static final int IFLA_IFALIAS = 20;
    static final int IFLA_AF_SPEC = 26;
    static final int IFLA_GROUP = 27;
    static final int IFLA_EXT_MASK = 29;
    static final int IFF_UP = 0x1;

    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_LOWER_UP = 0x10000;

    static LinkEntry read(NetlinkMessage message) {
        byte[] mac = message.attribute(IFINFOMSG_BYTES, IFLA_ADDRESS);
        return new LinkEntry(
                message.s32(NetlinkMessage.HEADER + 4),
                text(message.attribute(IFINFOMSG_BYTES, IFLA_IFNAME)),
                message.s32(NetlinkMessage.HEADER + 8),
                mac.length == MacAddress.BYTES ? MacAddress.read(mac, 0) : null,
                text(message.attribute(IFINFOMSG_BYTES, IFLA_IFALIAS)),
                text(NetlinkMessage.nested(message.attribute(IFINFOMSG_BYTES, IFLA_LINKINFO), IFLA_INFO_KIND)));
    }

    private static String text(byte[] terminated) {
        return new String(terminated, 0, Math.max(0, terminated.length - 1), StandardCharsets.UTF_8);
    }

    boolean isEnabled() {
        return (flags & IFF_UP) != 0;
    }

    boolean hasCarrier() {
        return isEnabled() && (flags & IFF_RUNNING) != 0 && (flags & IFF_LOWER_UP) != 0;
    }
}
