package io.github.vrrp4j.packet;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Between {@link Advertisement} and the bytes behind the IP header (RFC 9568 section 5.1, RFC 3768 section 5.1):
 *
 * <pre>
 *  0                   1                   2                   3
 *  |Version| Type  | Virtual Rtr ID|   Priority    |  Addr Count   |
 *  |Reserve|   Max Advertise Int   |           Checksum            |  version 2: Auth Type, Adver Int
 *  |                       addresses ...                           |
 *  |              version 2: Authentication Data                   |
 * </pre>
 *
 * Stateless; any thread may use it.
 */
public final class AdvertisementCodec {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private static final int VERSION_AND_TYPE = 0;
    private static final int VRID = 1;
    private static final int PRIORITY = 2;
    private static final int ADDRESS_COUNT = 3;
    private static final int AUTHENTICATION_TYPE = 4;
    private static final int INTERVAL_SECONDS = 5;
    private static final int INTERVAL_CENTISECONDS = 4;
    private static final int CHECKSUM = 6;
    private static final int ADDRESSES = 8;
    private static final int AUTHENTICATION_DATA_BYTES = 8;

    private static final int TYPE_ADVERTISEMENT = 1;

    private AdvertisementCodec() {}

    /**
     * Reads a message. Never throws on the bytes of a message, whatever they are.
     *
     * @param bytes where the message is
     * @param offset index of its first byte
     * @param length its length by the IP header: padding of the frame is not part of it
     * @param source the source of the IP packet; its family is the family of the addresses
     * @param destination the destination of the IP packet
     * @param accepted which checksum forms to take for version 3 over IPv4
     * @return the advertisement, or why this is none
     * @throws IndexOutOfBoundsException if offset and length do not lie within {@code bytes}
     */
    public static Decoded decode(
            byte[] bytes,
            int offset,
            int length,
            IpAddress source,
            IpAddress destination,
            ChecksumAcceptance accepted) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Family family = source.family();
        if (length < ADDRESSES) {
            return Rejection.PACKET_LENGTH;
        }
        Version version = version(bytes[offset + VERSION_AND_TYPE] >>> 4 & 0xf, family);
        if (version == null) {
            return Rejection.VERSION;
        }
        if (bytes[offset + VRID] == 0) {
            return Rejection.VRID;
        }
        // RFC 9568 section 5.2.2: a packet with an unknown type is discarded.
        if ((bytes[offset + VERSION_AND_TYPE] & 0xf) != TYPE_ADVERTISEMENT) {
            return Rejection.TYPE;
        }
        int count = bytes[offset + ADDRESS_COUNT] & 0xff;
        if (length != length(version, family, count)) {
            return Rejection.PACKET_LENGTH;
        }
        ChecksumForm form = validForm(version, bytes, offset, length, source, destination, accepted);
        if (form == null) {
            return Rejection.CHECKSUM;
        }
        if (count == 0) {
            return Rejection.ADDRESS_COUNT_ZERO;
        }
        return version == Version.V2 ? decodeV2(bytes, offset, count) : decodeV3(bytes, offset, count, family, form);
    }

    private static @Nullable Version version(int number, Family family) {
        if (number == Version.V3.number()) {
            return Version.V3;
        }
        return number == Version.V2.number() && family == Family.IPV4 ? Version.V2 : null;
    }

    private static @Nullable ChecksumForm validForm(
            Version version,
            byte[] bytes,
            int offset,
            int length,
            IpAddress source,
            IpAddress destination,
            ChecksumAcceptance accepted) {
        long sum = InternetChecksum.sum(bytes, offset, length);
        boolean choice = version == Version.V3 && source.family() == Family.IPV4;
        boolean messageOnly = choice ? accepted.takes(ChecksumForm.MESSAGE_ONLY) : version == Version.V2;
        if (messageOnly && InternetChecksum.fold(sum) == 0xffff) {
            return ChecksumForm.MESSAGE_ONLY;
        }
        boolean pseudo = choice ? accepted.takes(ChecksumForm.PSEUDO_HEADER) : version == Version.V3;
        if (pseudo
                && InternetChecksum.fold(sum + InternetChecksum.pseudoHeaderSum(source, destination, length))
                        == 0xffff) {
            return ChecksumForm.PSEUDO_HEADER;
        }
        return null;
    }

    private static Decoded decodeV2(byte[] bytes, int offset, int count) {
        int seconds = bytes[offset + INTERVAL_SECONDS] & 0xff;
        if (seconds == 0) {
            return Rejection.INTERVAL_ZERO;
        }
        int type = bytes[offset + AUTHENTICATION_TYPE] & 0xff;
        if (type > Authentication.LAST_TYPE) {
            return Rejection.AUTHENTICATION_TYPE_UNKNOWN;
        }
        // RFC 3768 section 5.3.10: the data is ignored where the type does not use it.
        long data = type == 1 ? (long) LONG.get(bytes, offset + ADDRESSES + count * Family.IPV4.addressBytes()) : 0;
        return new Advertisement(
                Version.V2,
                new Vrid(bytes[offset + VRID] & 0xff),
                bytes[offset + PRIORITY] & 0xff,
                Interval.ofSeconds(seconds),
                type == 0 ? Authentication.NONE : new Authentication(type, data),
                ChecksumForm.MESSAGE_ONLY,
                addresses(bytes, offset + ADDRESSES, count, Family.IPV4));
    }

    private static Decoded decodeV3(byte[] bytes, int offset, int count, Family family, ChecksumForm form) {
        // RFC 9568 section 5.2.6: the upper four bits are reserved and ignored.
        int centiseconds = (short) SHORT.get(bytes, offset + INTERVAL_CENTISECONDS) & 0xfff;
        if (centiseconds == 0) {
            return Rejection.INTERVAL_ZERO;
        }
        List<IpAddress> addresses = addresses(bytes, offset + ADDRESSES, count, family);
        if (family == Family.IPV6 && !addresses.get(0).isLinkLocal()) {
            return Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL;
        }
        return new Advertisement(
                Version.V3,
                new Vrid(bytes[offset + VRID] & 0xff),
                bytes[offset + PRIORITY] & 0xff,
                new Interval(centiseconds),
                Authentication.NONE,
                form,
                addresses);
    }

    private static List<IpAddress> addresses(byte[] bytes, int offset, int count, Family family) {
        if (count == 1) {
            return List.of(IpAddress.read(family, bytes, offset));
        }
        IpAddress[] addresses = new IpAddress[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = IpAddress.read(family, bytes, offset + i * family.addressBytes());
        }
        return List.of(addresses);
    }

    /**
     * The length of a message.
     *
     * @param advertisement the message
     * @return 12 to 4088 bytes
     */
    public static int length(Advertisement advertisement) {
        return length(
                advertisement.version(),
                advertisement.family(),
                advertisement.addresses().size());
    }

    private static int length(Version version, Family family, int count) {
        return ADDRESSES + count * family.addressBytes() + (version == Version.V2 ? AUTHENTICATION_DATA_BYTES : 0);
    }

    /**
     * Writes a message.
     *
     * @param advertisement the message
     * @param source the source that the IP packet will have
     * @param destination the destination that the IP packet will have; with a pseudo-header each copy has its own checksum
     * @return a new array with the bytes behind the IP header
     */
    public static byte[] encode(Advertisement advertisement, IpAddress source, IpAddress destination) {
        byte[] bytes = new byte[length(advertisement)];
        encode(advertisement, source, destination, bytes, 0);
        return bytes;
    }

    /**
     * Writes a message into a buffer.
     *
     * @param advertisement the message
     * @param source the source that the IP packet will have
     * @param destination the destination that the IP packet will have
     * @param into where to
     * @param offset index of the first byte
     * @return how many bytes were written
     * @throws IndexOutOfBoundsException if there is not enough room
     */
    public static int encode(
            Advertisement advertisement, IpAddress source, IpAddress destination, byte[] into, int offset) {
        int length = length(advertisement);
        Objects.checkFromIndexSize(offset, length, into.length);
        List<IpAddress> addresses = advertisement.addresses();
        Version version = advertisement.version();
        into[offset + VERSION_AND_TYPE] = (byte) (version.number() << 4 | TYPE_ADVERTISEMENT);
        into[offset + VRID] = (byte) advertisement.vrid().value();
        into[offset + PRIORITY] = (byte) advertisement.priority();
        into[offset + ADDRESS_COUNT] = (byte) addresses.size();
        int centiseconds = advertisement.interval().centiseconds();
        if (version == Version.V2) {
            into[offset + AUTHENTICATION_TYPE] =
                    (byte) advertisement.authentication().type();
            into[offset + INTERVAL_SECONDS] = (byte) (centiseconds / 100);
            LONG.set(
                    into,
                    offset + length - AUTHENTICATION_DATA_BYTES,
                    advertisement.authentication().data());
        } else {
            SHORT.set(into, offset + INTERVAL_CENTISECONDS, (short) centiseconds);
        }
        int addressBytes = advertisement.family().addressBytes();
        for (int i = 0; i < addresses.size(); i++) {
            addresses.get(i).write(into, offset + ADDRESSES + i * addressBytes);
        }
        SHORT.set(into, offset + CHECKSUM, (short) 0);
        long sum = InternetChecksum.sum(into, offset, length);
        if (advertisement.checksumForm() == ChecksumForm.PSEUDO_HEADER) {
            sum += InternetChecksum.pseudoHeaderSum(source, destination, length);
        }
        SHORT.set(into, offset + CHECKSUM, (short) ~InternetChecksum.fold(sum));
        return length;
    }
}
