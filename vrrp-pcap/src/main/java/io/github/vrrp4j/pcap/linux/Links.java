package io.github.vrrp4j.pcap.linux;

import static io.github.vrrp4j.pcap.linux.NetlinkRequest.ACK;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.CREATE;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.DUMP;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.EXCLUSIVE;

import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The interfaces of a network namespace. Not safe for use by several threads. */
final class Links {
    private static final int MAX_NAME_BYTES = 15;
    private static final int RTEXT_FILTER_SKIP_STATISTICS = 8;

    private static final int MACVLAN_MODE = 1;
    private static final int MACVLAN_MODE_BRIDGE = 4;
    private static final int INET6_ADDR_GEN_MODE = 8;
    private static final byte[] ADDR_GEN_MODE_NONE = {1};
    private static final int IFLA_INET_CONF = 1;

    private final Rtnetlink netlink;

    /** A setting of IPv4 for one interface, with its number in linux/ip.h: those of /proc/sys/net/ipv4/conf. */
    enum Ipv4Setting {
        RP_FILTER(8),
        ARP_ANNOUNCE(18),
        ARP_IGNORE(19),
        PROMOTE_SECONDARIES(20);

        private final int number;

        Ipv4Setting(int number) {
            this.number = number;
        }
    }

    Links(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /** The interface of this name; null if there is none. */
    @Nullable
    LinkEntry find(String name) throws IOException {
        byte[] terminated = terminated(name);
        if (name.isEmpty() || terminated.length > MAX_NAME_BYTES + 1) {
            return null;
        }
        begin(NetlinkRequest.RTM_GETLINK, ACK, 0)
                .attribute(LinkEntry.IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATISTICS)
                .attribute(LinkEntry.IFLA_IFNAME, terminated);
        Rtnetlink.Answer<LinkEntry> answer = netlink.ask(LinkEntry::read);
        if (answer.errno == Libc.ENODEV) {
            return null;
        }
        List<LinkEntry> found = answer.check(name).entries;
        return found.isEmpty() ? null : found.get(0);
    }

    /** The number of the interface of this name, without all that {@link #find} tells; 0 if there is none. */
    int index(String name) {
        return netlink.indexOf(name);
    }

    List<LinkEntry> list() throws IOException {
        return netlink.list(
                        "interfaces",
                        () -> begin(NetlinkRequest.RTM_GETLINK, DUMP, 0)
                                .attribute(LinkEntry.IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATISTICS),
                        LinkEntry::read)
                .check("interfaces")
                .entries;
    }

    /** Makes a macvlan interface, set down, that shares its link with others of its parent. */
    void createMacvlan(String name, MacAddress mac, int parentIndex) throws NetlinkException {
        byte[] address = new byte[MacAddress.BYTES];
        mac.write(address, 0);
        NetlinkRequest request = begin(NetlinkRequest.RTM_NEWLINK, ACK | CREATE | EXCLUSIVE, 0);
        request.attribute(LinkEntry.IFLA_IFNAME, terminated(name))
                .attribute(LinkEntry.IFLA_ADDRESS, address)
                .attribute(LinkEntry.IFLA_LINK, parentIndex)
                .nested(
                        LinkEntry.IFLA_LINKINFO,
                        () -> request.attribute(LinkEntry.IFLA_INFO_KIND, terminated("macvlan"))
                                .nested(
                                        LinkEntry.IFLA_INFO_DATA,
                                        () -> request.attribute(MACVLAN_MODE, MACVLAN_MODE_BRIDGE)));
        check("make a macvlan interface");
    }

    /**
     * Removes several interfaces at once, which takes hardly longer than one: as a group, of a number that nobody else uses,
     * since whoever is in it goes.
     */
    void removeAll(List<Integer> indices) throws NetlinkException {
        int group = 1 + new SecureRandom().nextInt(Integer.MAX_VALUE);
        netlink.tellEach(
                indices.size(),
                i -> netlink.append(NetlinkRequest.RTM_SETLINK, 0)
                        .u32(0)
                        .u32(indices.get(i))
                        .u32(0)
                        .u32(0)
                        .attribute(LinkEntry.IFLA_GROUP, group));
        begin(NetlinkRequest.RTM_DELLINK, ACK, 0).attribute(LinkEntry.IFLA_GROUP, group);
        int errno = netlink.tell();
        if (errno != 0 && errno != Libc.ENODEV) {
            throw new NetlinkException("remove", errno);
        }
    }

    void remove(int index) throws NetlinkException {
        begin(NetlinkRequest.RTM_DELLINK, ACK, index);
        int errno = netlink.tell();
        if (errno != 0 && errno != Libc.ENODEV) {
            throw new NetlinkException("remove", errno);
        }
    }

    void setUp(int index, boolean up) throws NetlinkException {
        netlink.begin(NetlinkRequest.RTM_NEWLINK, ACK)
                .u32(0)
                .u32(index)
                .u32(up ? LinkEntry.IFF_UP : 0)
                .u32(LinkEntry.IFF_UP);
        check(up ? "set up" : "set down");
    }

    void setAlias(int index, String alias) throws NetlinkException {
        begin(NetlinkRequest.RTM_SETLINK, ACK, index)
                .attribute(LinkEntry.IFLA_IFALIAS, alias.getBytes(StandardCharsets.US_ASCII));
        check("set the alias");
    }

    /** No IPv6 address is to be made of the MAC address. */
    void generateNoIpv6Address(int index) throws NetlinkException {
        NetlinkRequest request = begin(NetlinkRequest.RTM_SETLINK, ACK, index);
        request.nested(
                LinkEntry.IFLA_AF_SPEC,
                () -> request.nested(
                        AddressEntry.AF_INET6, () -> request.attribute(INET6_ADDR_GEN_MODE, ADDR_GEN_MODE_NONE)));
        check("set addrgenmode none");
    }

    void set(int index, Ipv4Setting setting, int value) throws NetlinkException {
        NetlinkRequest request = begin(NetlinkRequest.RTM_SETLINK, ACK, index);
        request.nested(
                LinkEntry.IFLA_AF_SPEC,
                () -> request.nested(
                        AddressEntry.AF_INET,
                        () -> request.nested(IFLA_INET_CONF, () -> request.attribute(setting.number, value))));
        check("set " + setting);
    }

    int get(int index, Ipv4Setting setting) throws NetlinkException {
        begin(NetlinkRequest.RTM_GETLINK, ACK, index);
        List<Integer> values = netlink.ask(message -> {
                    byte[] all = NetlinkMessage.nested(
                            NetlinkMessage.nested(
                                    message.attribute(LinkEntry.IFINFOMSG_BYTES, LinkEntry.IFLA_AF_SPEC),
                                    AddressEntry.AF_INET),
                            IFLA_INET_CONF);
                    int offset = (setting.number - 1) * Integer.BYTES;
                    return offset + Integer.BYTES > all.length
                            ? null
                            : ByteBuffer.wrap(all)
                                    .order(ByteOrder.nativeOrder())
                                    .getInt(offset);
                })
                .check("read " + setting)
                .entries;
        return values.isEmpty() ? 0 : values.get(0);
    }

    private NetlinkRequest begin(int type, int flags, int index) {
        return netlink.begin(type, flags).u32(0).u32(index).u32(0).u32(0);
    }

    private void check(String what) throws NetlinkException {
        int errno = netlink.tell();
        if (errno != 0) {
            throw new NetlinkException(what, errno);
        }
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
