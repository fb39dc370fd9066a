package io.github.vrrp4j.packet;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as a number. Unlike {@link InetAddress} it has neither a name nor a scope, never looks anything up,
 * keeps IPv4-mapped IPv6 addresses in their family, and is ordered as RFC 9568 section 6.4.3 compares routers: unsigned, in
 * network byte order.
 *
 * @param family the family
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; at most 0xffffffff for IPv4
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
    private static final long IPV4_MASK = 0xffff_ffffL;
    private static final int IPV6_GROUPS = 8;
    /** No leading zeros: some read them as octal. */
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    /** Checks that an IPv4 address has 32 bits. */
    public IpAddress {
        if (family == Family.IPV4 && (high != 0 || (low & ~IPV4_MASK) != 0)) {
            throw new ConfigurationException("address", Long.toHexString(low), "an IPv4 address has 32 bits");
        }
    }

    /** As that of any record, which takes the JVM much longer until it is compiled for the second time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && low == that.low && high == that.high && family == that.family;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /**
     * Reads a literal such as {@code 192.0.2.1} or {@code 2001:db8::1}.
     *
     * @param literal the address; host names and scope ids are not accepted, and nothing is looked up
     * @return the address
     * @throws IllegalArgumentException if this is not an address literal
     */
    public static IpAddress of(String literal) {
        Optional<IpAddress> address = literal.indexOf(':') < 0 ? dotted(literal) : colons(literal);
        return address.orElseThrow(
                () -> new ConfigurationException("address", "'" + literal + "'", "must be an IPv4 or IPv6 literal"));
    }

    private static Optional<IpAddress> dotted(String literal) {
        if (!DOTTED.matcher(literal).matches()) {
            return Optional.empty();
        }
        long low = 0;
        for (String part : literal.split("\\.", -1)) {
            int value = Integer.parseInt(part);
            if (value > 255) {
                return Optional.empty();
            }
            low = low << 8 | value;
        }
        return Optional.of(new IpAddress(Family.IPV4, 0, low));
    }

    /** RFC 4291 section 2.2. Java would turn an IPv4-mapped address into an IPv4 one. */
    private static Optional<IpAddress> colons(String literal) {
        int gap = literal.indexOf("::");
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        boolean readable = gap < 0
                ? readGroups(literal, head, true)
                : readGroups(literal.substring(0, gap), head, false)
                        && readGroups(literal.substring(gap + 2), tail, true);
        int missing = IPV6_GROUPS - head.size() - tail.size();
        if (!readable || (gap < 0 ? missing != 0 : missing < 1)) {
            return Optional.empty();
        }
        head.addAll(Collections.nCopies(missing, 0));
        head.addAll(tail);
        long high = 0;
        long low = 0;
        for (int i = 0; i < IPV6_GROUPS; i++) {
            if (i < IPV6_GROUPS / 2) {
                high = high << 16 | head.get(i);
            } else {
                low = low << 16 | head.get(i);
            }
        }
        return Optional.of(new IpAddress(Family.IPV6, high, low));
    }

    /** Reads groups between colons; at the end of the literal, the last one may be an IPv4 address. */
    private static boolean readGroups(String text, List<Integer> groups, boolean atTheEnd) {
        if (text.isEmpty()) {
            return true;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<IpAddress> embedded = atTheEnd && i == parts.length - 1 ? dotted(parts[i]) : Optional.empty();
            if (embedded.isPresent()) {
                groups.add((int) (embedded.get().low >>> 16));
                groups.add((int) (embedded.get().low & 0xffff));
            } else if (GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes over the number of a Java address; name and scope are left behind.
     *
     * @param address the address
     * @return the same address
     */
    public static IpAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return read(bytes.length == Family.IPV4.addressBytes() ? Family.IPV4 : Family.IPV6, bytes, 0);
    }

    /**
     * Reads an address from bytes in network order.
     *
     * @param family how many bytes to read: 4 or 16
     * @param bytes where they are
     * @param offset index of the first one
     * @return the address
     * @throws IndexOutOfBoundsException if the bytes are not all there
     */
    public static IpAddress read(Family family, byte[] bytes, int offset) {
        return family == Family.IPV4
                ? new IpAddress(family, 0, (int) INT.get(bytes, offset) & IPV4_MASK)
                : new IpAddress(family, (long) LONG.get(bytes, offset), (long) LONG.get(bytes, offset + 8));
    }

    /**
     * Writes the 4 or 16 bytes of this address in network order.
     *
     * @param into where to
     * @param offset index of the first byte
     * @throws IndexOutOfBoundsException if there is not enough room
     */
    public void write(byte[] into, int offset) {
        if (family == Family.IPV4) {
            INT.set(into, offset, (int) low);
        } else {
            LONG.set(into, offset, high);
            LONG.set(into, offset + 8, low);
        }
    }

    /**
     * The bytes of this address in network order.
     *
     * @return a new array of 4 or 16 bytes
     */
    public byte[] bytes() {
        byte[] bytes = new byte[family.addressBytes()];
        write(bytes, 0);
        return bytes;
    }

    /**
     * Whether this is 169.254.0.0/16 or fe80::/10.
     *
     * @return true for a link-local address
     */
    public boolean isLinkLocal() {
        return family == Family.IPV4 ? low >>> 16 == 0xa9fe : high >>> 54 == 0xfe80 >>> 6;
    }

    /**
     * Whether this is 224.0.0.0/4 or ff00::/8.
     *
     * @return true for a multicast address
     */
    public boolean isMulticast() {
        return family == Family.IPV4 ? low >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    /**
     * Whether this is 0.0.0.0 or ::.
     *
     * @return true for the unspecified address
     */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /**
     * Whether a host can have this address: not multicast, not unspecified, and for IPv4 neither in 0.0.0.0/8 nor in 240.0.0.0/4
     * (RFC 1122 section 3.2.1.3), where the limited broadcast address is.
     *
     * @return true for a unicast address
     */
    public boolean isUnicast() {
        return family == Family.IPV4 ? low >>> 24 != 0 && low >>> 28 < 0xe : !isMulticast() && !isUnspecified();
    }

    /**
     * Whether this is 127.0.0.0/8 or ::1.
     *
     * @return true for a loopback address
     */
    public boolean isLoopback() {
        return family == Family.IPV4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /**
     * The ones' complement contribution of this address to an Internet checksum, not folded.
     */
    long sum() {
        return (high >>> 48)
                + (high >>> 32 & 0xffff)
                + (high >>> 16 & 0xffff)
                + (high & 0xffff)
                + (low >>> 48)
                + (low >>> 32 & 0xffff)
                + (low >>> 16 & 0xffff)
                + (low & 0xffff);
    }

    /** {@inheritDoc} IPv4 comes before IPv6; within a family the order is unsigned (RFC 9568 section 6.4.3). */
    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        int byHigh = byFamily != 0 ? byFamily : Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /**
     * The address as people write it: dotted, or as RFC 5952 says.
     *
     * @return for example {@code 192.0.2.1} or {@code 2001:db8::1}
     */
    @Override
    public String toString() {
        if (family == Family.IPV4) {
            return (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
        }
        int[] groups = new int[IPV6_GROUPS];
        for (int i = 0; i < IPV6_GROUPS; i++) {
            groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4)) & 0xffff);
        }
        return compressed(groups);
    }

    /** RFC 5952 section 4.2: the first of the longest runs of two or more zero groups becomes "::". */
    private static String compressed(int[] groups) {
        int runStart = -1;
        int runLength = 1;
        for (int start = 0; start < groups.length; start++) {
            int end = start;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - start > runLength) {
                runStart = start;
                runLength = end - start;
            }
            start = Math.max(start, end);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
