package io.github.vrrp4j.packet;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The Internet checksum (RFC 1071) of VRRP messages, whose length is always a multiple of four. */
final class InternetChecksum {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final int PROTOCOL = 112;

    private InternetChecksum() {}

    /** The sum of a message, not folded: 65535 words and their carries fit a long many times over. */
    static long sum(byte[] bytes, int offset, int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i += Integer.BYTES) {
            // 2^16 is 1 modulo 65535, so four bytes at a time add up to the same sum.
            sum += (int) INT.get(bytes, i) & 0xffff_ffffL;
        }
        return sum;
    }

    /**
     * The sum of the pseudo-header. IPv6 (RFC 8200 section 8.1) and the IPv4 form in use order the same numbers differently,
     * which a sum does not see.
     */
    static long pseudoHeaderSum(IpAddress source, IpAddress destination, int length) {
        return source.sum() + destination.sum() + PROTOCOL + length;
    }

    /** The 16-bit ones' complement sum; a message with its checksum in place gives 0xffff. */
    static int fold(long sum) {
        long folded = (sum & 0xffff_ffffL) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ((folded & 0xffff) + (folded >>> 16));
    }
}
