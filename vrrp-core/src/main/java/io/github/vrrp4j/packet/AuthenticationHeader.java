package io.github.vrrp4j.packet;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The IP Authentication Header before a version 2 message of authentication type 2 (RFC 2338 section 5.3.6.3, RFC 2402), with
 * HMAC-MD5-96 as keepalived computes it: over the IPv4 header with type of service, flags, fragment offset and checksum zeroed
 * but with its TTL, the header itself, and the message. The SPI is the address of the sender.
 *
 * <p>Not for use by several threads.
 */
public final class AuthenticationHeader {
    /** The number of this protocol in the IP header. */
    public static final int PROTOCOL = 51;

    /** The length of the header. */
    public static final int BYTES = 24;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final int NEXT_HEADER_VRRP = 112;
    private static final int LENGTH_IN_WORDS_MINUS_2 = 4;
    private static final int SPI = 4;
    private static final int SEQUENCE = 8;
    private static final int ICV = 12;
    private static final int ICV_BYTES = 12;
    private static final int IPV4_HEADER_BYTES = 20;

    private final Mac mac;

    /**
     * A header for one virtual router.
     *
     * @param secret the key in eight bytes, as version 2 packs a password; trailing zeros do not count
     */
    public AuthenticationHeader(long secret) {
        byte[] key = new byte[Long.BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (secret >>> (56 - 8 * i));
        }
        try {
            mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key, "HmacMD5"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacMD5", e);
        }
    }

    /**
     * Puts the header before a message.
     *
     * @param message the VRRP message
     * @param source the source that the IP packet will have
     * @param destination the destination that the IP packet will have
     * @param timeToLive the TTL that the IP packet will have
     * @param identification the identification that the IP packet will have, 0 to 65535
     * @param sequence a number larger than that of the packet before, as 32 unsigned bits
     * @return what follows the IP header
     */
    public byte[] wrap(
            byte[] message, IpAddress source, IpAddress destination, int timeToLive, int identification, int sequence) {
        byte[] wrapped = new byte[BYTES + message.length];
        wrapped[0] = NEXT_HEADER_VRRP;
        wrapped[1] = LENGTH_IN_WORDS_MINUS_2;
        source.write(wrapped, SPI);
        INT.set(wrapped, SEQUENCE, sequence);
        System.arraycopy(message, 0, wrapped, BYTES, message.length);
        byte[] icv = icv(wrapped, source, destination, timeToLive, identification);
        System.arraycopy(icv, 0, wrapped, ICV, ICV_BYTES);
        return wrapped;
    }

    /**
     * Checks the header of a received packet. Never throws on its bytes. Whether the sequence number is a new one is the
     * caller's business.
     *
     * @param wrapped what follows the IP header
     * @param source the source of the IP packet
     * @param destination the destination of the IP packet
     * @param timeToLive the TTL of the IP packet
     * @param identification the identification of the IP packet
     * @return whether the header is complete and was made with the same key
     */
    public boolean verifies(
            byte[] wrapped, IpAddress source, IpAddress destination, int timeToLive, int identification) {
        if (wrapped.length < BYTES
                || wrapped[0] != NEXT_HEADER_VRRP
                || wrapped[1] != LENGTH_IN_WORDS_MINUS_2
                || source.family() != Family.IPV4
                || !IpAddress.read(Family.IPV4, wrapped, SPI).equals(source)) {
            return false;
        }
        byte[] received = Arrays.copyOfRange(wrapped, ICV, ICV + ICV_BYTES);
        byte[] expected = wrapped.clone();
        Arrays.fill(expected, ICV, ICV + ICV_BYTES, (byte) 0);
        byte[] computed = icv(expected, source, destination, timeToLive, identification);
        return MessageDigest.isEqual(received, Arrays.copyOf(computed, ICV_BYTES));
    }

    /**
     * The sequence number of a packet that {@link #verifies}.
     *
     * @param wrapped what follows the IP header
     * @return 0 to 2^32-1
     */
    public static long sequence(byte[] wrapped) {
        return (int) INT.get(wrapped, SEQUENCE) & 0xffff_ffffL;
    }

    private byte[] icv(byte[] wrapped, IpAddress source, IpAddress destination, int timeToLive, int identification) {
        byte[] header = new byte[IPV4_HEADER_BYTES];
        header[0] = 0x45;
        SHORT.set(header, 2, (short) (IPV4_HEADER_BYTES + wrapped.length));
        SHORT.set(header, 4, (short) identification);
        header[8] = (byte) timeToLive;
        header[9] = PROTOCOL;
        source.write(header, 12);
        destination.write(header, 16);
        mac.update(header);
        return mac.doFinal(wrapped);
    }
}
