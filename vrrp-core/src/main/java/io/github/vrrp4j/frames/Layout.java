package io.github.vrrp4j.frames;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Ethernet header fields, numbers in network byte order, and the Internet checksum: what all kinds of frame share. */
final class Layout {
    static final int ETHERNET_HEADER = 14;
    static final int IPV4_HEADER = 20;
    static final int IPV6_HEADER = 40;

    static final int ETHERTYPE = 12;
    static final int ETHERTYPE_IPV4 = 0x0800;
    static final int ETHERTYPE_IPV6 = 0x86dd;
    static final int ETHERTYPE_ARP = 0x0806;
    static final int ETHERTYPE_VLAN = 0x8100;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);

    private Layout() {}

    /** A new frame of this length with its Ethernet header written. */
    static byte[] frame(int length, MacAddress destination, MacAddress source, int etherType) {
        byte[] frame = new byte[length];
        destination.write(frame, 0);
        source.write(frame, MacAddress.BYTES);
        put16(frame, ETHERTYPE, etherType);
        return frame;
    }

    static int get8(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    static int get16(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xffff;
    }

    static int get32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    static void put16(byte[] bytes, int offset, int value) {
        SHORT.set(bytes, offset, (short) value);
    }

    static void put32(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    /** The ones' complement sum (RFC 1071), not folded; an odd byte at the end counts as if a zero followed. */
    static int sum(byte[] bytes, int offset, int length) {
        int sum = 0;
        int end = offset + length;
        for (int i = offset; i < end - 1; i += Short.BYTES) {
            sum += get16(bytes, i);
        }
        return length % 2 == 0 ? sum : sum + (get8(bytes, end - 1) << 8);
    }

    /** The 16-bit checksum of a sum; over bytes that hold their checksum already it is 0. */
    static int checksum(int sum) {
        int folded = (sum & 0xffff) + (sum >>> 16);
        return ~(folded + (folded >>> 16)) & 0xffff;
    }

    static void requireFamily(Family family, IpAddress address) {
        if (address.family() != family) {
            throw new IllegalArgumentException("address " + address + ": must be of " + family);
        }
    }
}
