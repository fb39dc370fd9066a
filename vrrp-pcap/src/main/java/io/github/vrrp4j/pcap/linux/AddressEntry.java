package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** An address of an interface as the kernel describes it in RTM_NEWADDR and RTM_DELADDR. */
record AddressEntry(int interfaceIndex, IpAddress address, int prefixLength, int flags, long validSeconds) {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    static final int IFA_CACHEINFO = 6;
    static final int IFA_FLAGS = 8;
    static final int IFA_F_NODAD = 0x2;
    static final int IFA_F_NOPREFIXROUTE = 0x200;

    private static final int IFADDRMSG_BYTES = 8;
    private static final int IFA_F_SECONDARY = 0x1;
    private static final int IFA_F_DADFAILED = 0x8;
    private static final int IFA_F_TENTATIVE = 0x40;
    private static final long FOREVER = 0xffff_ffffL;

    /** Reads an address; null if it is of neither family. */
    static @Nullable AddressEntry read(NetlinkMessage message) {
        int familyNumber = message.u8(NetlinkMessage.HEADER);
        Family family = familyNumber == AF_INET ? Family.IPV4 : Family.IPV6;
        byte[] local = message.attribute(IFADDRMSG_BYTES, IFA_LOCAL);
        // On a point-to-point link IFA_ADDRESS is the other end; without IFA_LOCAL it is the address itself.
        byte[] address = local.length > 0 ? local : message.attribute(IFADDRMSG_BYTES, IFA_ADDRESS);
        if ((familyNumber != AF_INET && familyNumber != AF_INET6) || address.length != family.addressBytes()) {
            return null;
        }
        byte[] flags = message.attribute(IFADDRMSG_BYTES, IFA_FLAGS);
        byte[] lifetimes = message.attribute(IFADDRMSG_BYTES, IFA_CACHEINFO);
        return new AddressEntry(
                message.s32(NetlinkMessage.HEADER + 4),
                IpAddress.read(family, address, 0),
                message.u8(NetlinkMessage.HEADER + 1),
                flags.length < 4 ? message.u8(NetlinkMessage.HEADER + 2) : u32(flags, 0),
                lifetimes.length < 8 ? FOREVER : u32(lifetimes, 4) & FOREVER);
    }

    private static int u32(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(offset);
    }

    boolean isSecondary() {
        return (flags & IFA_F_SECONDARY) != 0;
    }

    /** Whether packets can be sent from it: duplicate address detection (RFC 4862 section 5.4) is over and found none. */
    boolean isUsable() {
        return (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) == 0;
    }
}
