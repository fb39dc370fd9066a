package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Messages.GROUP;
import static io.github.vrrp4j.packet.Messages.GROUP6;
import static io.github.vrrp4j.packet.Messages.SENDER;
import static io.github.vrrp4j.packet.Messages.SENDER6;
import static io.github.vrrp4j.packet.Messages.decode;
import static io.github.vrrp4j.packet.Messages.hex;
import static io.github.vrrp4j.packet.Messages.messageOnly;
import static io.github.vrrp4j.packet.Messages.pseudoHeader;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.vrrp4j.Proves;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 7.1, as far as a message can be judged by itself: each check has its own rejection. */
class Section7_1ReceiveChecksTest {
    private static final String LINK_LOCAL = "fe800000000000000000000000050001";
    private static final String GLOBAL = "20010db8000500000000000000000001";
    private static final String LINK_LOCAL_MULTICAST = "ff020000000000000000000000000012";
    private static final String FE7F = "fe7f0000000000000000000000000001";
    private static final String FEC0 = "fec00000000000000000000000000001";
    private static final String FEBF = "febfffffffffffffffffffffffffffff";

    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    @Proves(
            value = {"9568-7.1-02", "3768-7.1-01"},
            by = NEGATIVE)
    void everyTruncationIsRejected(Messages.Example example) {
        byte[] message = example.bytes();
        for (int length = 0; length < message.length; length++) {
            assertEquals(
                    Rejection.PACKET_LENGTH,
                    example.decode(Arrays.copyOf(message, length)),
                    length + " of " + message.length + " bytes");
        }
    }

    /** The bytes beyond the given length must not be used, even if they are there. */
    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    @Proves(value = "9568-7.1-02", by = NEGATIVE)
    void theLengthByTheIpHeaderCountsAndNotTheLengthOfTheFrame(Messages.Example example) {
        byte[] message = example.bytes();
        for (int length = 0; length < message.length; length++) {
            assertEquals(
                    Rejection.PACKET_LENGTH,
                    AdvertisementCodec.decode(
                            message, 0, length, example.source(), example.destination(), ChecksumAcceptance.EITHER),
                    length + " of " + message.length + " bytes");
        }
    }

    /** ext-rx-01, exact. Zeros do not change a message-only checksum: the length alone has to tell. */
    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    @Proves(value = "ext-rx-01", by = NEGATIVE)
    void bytesAfterTheMessageAreRejected(Messages.Example example) {
        byte[] message = example.bytes();
        for (int extra : new int[] {1, 2, 3, 4, 8, 16, 28, 1000}) {
            assertEquals(
                    Rejection.PACKET_LENGTH,
                    example.decode(Arrays.copyOf(message, message.length + extra)),
                    extra + " more bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(ChecksumAcceptance.class)
    @Proves(
            value = {"9568-7.1-03", "3768-7.1-01"},
            by = NEGATIVE)
    void everySingleFlippedBitIsRejected(ChecksumAcceptance accepted) {
        Messages.examples().forEach(example -> {
            for (int bit = 0; bit < example.bytes().length * 8; bit++) {
                byte[] flipped = example.bytes();
                flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
                Decoded decoded = AdvertisementCodec.decode(
                        flipped, 0, flipped.length, example.source(), example.destination(), accepted);
                assertInstanceOf(Rejection.class, decoded, () -> "flipped in " + example);
                assertEquals(reasonForFlipping(bit, example), decoded, "bit " + bit + " of " + example);
            }
        });
    }

    /** Version, type and count are looked at before the checksum; everything else only the checksum protects. */
    private static Rejection reasonForFlipping(int bit, Messages.Example example) {
        if (bit < 4) {
            boolean otherVersion = bit == 3 && example.source().family() == Family.IPV4;
            return otherVersion ? Rejection.PACKET_LENGTH : Rejection.VERSION;
        }
        if (bit < 8) {
            return Rejection.TYPE;
        }
        return bit / 8 == 3 ? Rejection.PACKET_LENGTH : Rejection.CHECKSUM;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 7, 8, 14, 15})
    @Proves(value = "9568-7.1-01", by = NEGATIVE)
    void aVersionThatDoesNotExistIsRejected(int version) {
        assertEquals(
                Rejection.VERSION,
                decode(messageOnly("%x1336401 00640000 c0000201".formatted(version)), SENDER, GROUP));
        assertEquals(
                Rejection.VERSION,
                decode(
                        pseudoHeader("%x1336401 00640000".formatted(version) + LINK_LOCAL, SENDER6, GROUP6),
                        SENDER6,
                        GROUP6));
    }

    /** 3768-1.2-01: version 2 is for IPv4 only. */
    @Test
    @Proves(value = "3768-1.2-01", by = NEGATIVE)
    void version2OverIpv6IsRejected() {
        byte[] plain = messageOnly("21336401 00010000" + LINK_LOCAL + "0000000000000000");
        byte[] pseudo = pseudoHeader("21336401 00010000" + LINK_LOCAL + "0000000000000000", SENDER6, GROUP6);
        assertEquals(Rejection.VERSION, decode(plain, SENDER6, GROUP6));
        assertEquals(Rejection.VERSION, decode(pseudo, SENDER6, GROUP6));
    }

    /** A virtual router with this number cannot be configured anywhere. */
    @Test
    void aVridOfZeroIsRejected() {
        assertEquals(Rejection.VRID, decode(messageOnly("31006401 00640000 c0000201"), SENDER, GROUP));
        assertEquals(Rejection.VRID, decode(messageOnly("21006401 00010000 c0000201 0000000000000000"), SENDER, GROUP));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 9, 15})
    @Proves(
            value = {"9568-5.2.2-01", "3768-7.1-01"},
            by = NEGATIVE)
    void aTypeOtherThanAdvertisementIsRejected(int type) {
        assertEquals(Rejection.TYPE, decode(messageOnly("3%x336401 00640000 c0000201".formatted(type)), SENDER, GROUP));
        assertEquals(
                Rejection.TYPE,
                decode(messageOnly("2%x336401 00010000 c0000201 0000000000000000".formatted(type)), SENDER, GROUP));
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "255"})
    @Proves(value = "9568-7.1-02", by = NEGATIVE)
    void aCountThatTheLengthDoesNotBearOutIsRejected(int count) {
        assertEquals(
                Rejection.PACKET_LENGTH,
                decode(messageOnly("313396%02x 00640000 c0000201 c0000202".formatted(count)), SENDER, GROUP));
    }

    @Test
    @Proves(value = "9568-8299-01", by = NEGATIVE)
    void anAddressListWithoutAnAddressIsRejected() {
        assertEquals(Rejection.ADDRESS_COUNT_ZERO, decode(messageOnly("31336400 00640000"), SENDER, GROUP));
        assertEquals(
                Rejection.ADDRESS_COUNT_ZERO, decode(pseudoHeader("31336400 00640000", SENDER, GROUP), SENDER, GROUP));
        assertEquals(
                Rejection.ADDRESS_COUNT_ZERO,
                decode(pseudoHeader("31336400 00640000", SENDER6, GROUP6), SENDER6, GROUP6));
        assertEquals(
                Rejection.ADDRESS_COUNT_ZERO, decode(messageOnly("21336400 00010000 0000000000000000"), SENDER, GROUP));
    }

    /** 9568-8301-01: also when reserve bits make the two bytes differ from zero. */
    @ParameterizedTest
    @ValueSource(strings = {"0000", "1000", "8000", "f000"})
    @Proves(value = "9568-8301-01", by = NEGATIVE)
    void anIntervalOfZeroIsRejected(String field) {
        assertEquals(
                Rejection.INTERVAL_ZERO, decode(messageOnly("31336401 " + field + "0000 c0000201"), SENDER, GROUP));
        assertEquals(
                Rejection.INTERVAL_ZERO,
                decode(pseudoHeader("31336401 " + field + "0000" + LINK_LOCAL, SENDER6, GROUP6), SENDER6, GROUP6));
    }

    @Test
    @Proves(value = "3768-5.3.7-01", by = NEGATIVE)
    void anIntervalOfZeroIsRejectedInVersion2() {
        assertEquals(
                Rejection.INTERVAL_ZERO,
                decode(messageOnly("21336401 00000000 c0000201 0000000000000000"), SENDER, GROUP));
    }

    @ParameterizedTest
    @ValueSource(strings = {GLOBAL, LINK_LOCAL_MULTICAST, FE7F, FEC0})
    @Proves(value = "9568-8300-01", by = NEGATIVE)
    void aFirstIpv6AddressThatIsNotLinkLocalIsRejected(String first) {
        assertEquals(
                Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL,
                decode(pseudoHeader("31336402 00640000" + first + LINK_LOCAL, SENDER6, GROUP6), SENDER6, GROUP6));
    }

    @Test
    @Proves(value = "9568-8300-01", by = POSITIVE)
    void linkLocalReachesUpToFebf() {
        assertInstanceOf(
                Advertisement.class,
                decode(pseudoHeader("31336401 00640000" + FEBF, SENDER6, GROUP6), SENDER6, GROUP6));
    }

    @Test
    void theFirstIpv4AddressMayBeAny() {
        assertInstanceOf(Advertisement.class, decode(messageOnly("31336401 00640000 0a000001"), SENDER, GROUP));
    }

    /** The documented order decides which of several faults is counted. */
    @Test
    void theFirstFaultNamesTheRejection() {
        assertEquals(Rejection.PACKET_LENGTH, decode(hex("42336401 006400"), SENDER, GROUP), "header, version");
        assertEquals(Rejection.VERSION, decode(hex("4f336401 00640000"), SENDER, GROUP), "version, type");
        assertEquals(Rejection.VERSION, decode(hex("41006401 00640000"), SENDER, GROUP), "version, VRID");
        assertEquals(Rejection.VRID, decode(hex("32006401 00640000"), SENDER, GROUP), "VRID, type");
        assertEquals(Rejection.TYPE, decode(hex("32336402 00640000 c0000201"), SENDER, GROUP), "type, completeness");
        assertEquals(
                Rejection.PACKET_LENGTH,
                decode(hex("31336402 0064dead c0000201"), SENDER, GROUP),
                "completeness, checksum");
        assertEquals(Rejection.CHECKSUM, decode(hex("31336400 0064dead"), SENDER, GROUP), "checksum, count");
        assertEquals(
                Rejection.ADDRESS_COUNT_ZERO,
                decode(messageOnly("31336400 00000000"), SENDER, GROUP),
                "count, interval");
        assertEquals(
                Rejection.INTERVAL_ZERO,
                decode(pseudoHeader("31336401 00000000" + GLOBAL, SENDER6, GROUP6), SENDER6, GROUP6),
                "interval, first address");
        assertEquals(
                Rejection.INTERVAL_ZERO,
                decode(messageOnly("21336401 03000000 c0000201 0000000000000000"), SENDER, GROUP),
                "interval, authentication");
    }
}
