package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Messages.GROUP;
import static io.github.vrrp4j.packet.Messages.GROUP6;
import static io.github.vrrp4j.packet.Messages.SENDER;
import static io.github.vrrp4j.packet.Messages.SENDER6;
import static io.github.vrrp4j.packet.Messages.VRID;
import static io.github.vrrp4j.packet.Messages.decode;
import static io.github.vrrp4j.packet.Messages.ip;
import static io.github.vrrp4j.packet.Messages.messageOnly;
import static io.github.vrrp4j.packet.Messages.pseudoHeader;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.Proves;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 5.2, with RFC 3768 section 5.3: every field where it belongs. */
class Section5_2MessageFormatTest {
    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    @Proves(
            value = {
                "9568-5.2.2-01",
                "9568-7.1-02",
                "9568-7.1-03",
                "9568-5.2.9-01",
                "9568-8299-01",
                "9568-8300-01",
                "9568-5.2.8-02",
                "3768-7.1-01",
                "2338-5.3.6-01",
                "5798-5.2.8-01"
            },
            by = POSITIVE)
    void aWorkedExampleIsReadAsWhatItSays(Messages.Example example) {
        assertEquals(example.advertisement(), example.decode(example.bytes()));
    }

    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    @Proves(
            value = {"9568-7.2-01", "9568-5.2.6-01", "9568-5.2.9-02", "2338-5.3.6-01", "5798-5.2.8-01"},
            by = POSITIVE)
    void whatAWorkedExampleSaysIsWrittenAsItsBytes(Messages.Example example) {
        byte[] written = AdvertisementCodec.encode(example.advertisement(), example.source(), example.destination());
        assertEquals(HexFormat.of().formatHex(example.bytes()), HexFormat.of().formatHex(written));
        assertEquals(written.length, AdvertisementCodec.length(example.advertisement()));
    }

    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    void aMessageIsReadFromTheMiddleOfAFrame(Messages.Example example) {
        byte[] message = example.bytes();
        byte[] frame = new byte[34 + message.length + 26];
        Arrays.fill(frame, (byte) 0xa5);
        System.arraycopy(message, 0, frame, 34, message.length);
        assertEquals(
                example.advertisement(),
                AdvertisementCodec.decode(
                        frame, 34, message.length, example.source(), example.destination(), ChecksumAcceptance.EITHER));
    }

    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    void aMessageIsWrittenIntoTheMiddleOfAFrameAndNowhereElse(Messages.Example example) {
        byte[] message = example.bytes();
        byte[] frame = new byte[34 + message.length + 26];
        Arrays.fill(frame, (byte) 0xa5);
        byte[] expected = frame.clone();
        System.arraycopy(message, 0, expected, 34, message.length);

        int written =
                AdvertisementCodec.encode(example.advertisement(), example.source(), example.destination(), frame, 34);

        assertEquals(message.length, written);
        assertArrayEquals(expected, frame);
    }

    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    void aBufferThatIsTooShortIsTheCallersMistake(Messages.Example example) {
        byte[] buffer = new byte[example.bytes().length];
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> AdvertisementCodec.encode(
                        example.advertisement(), example.source(), example.destination(), buffer, 1));
    }

    @ParameterizedTest
    @CsvSource({"-1,8", "0,-1", "0,17", "1,16", "17,0", "16,1", "2147483647,1", "1,2147483647", "2147483647,2147483647"
    })
    void aRangeOutsideTheArrayIsTheCallersMistake(int offset, int length) {
        byte[] bytes = Messages.V3_MESSAGE_ONLY.bytes();
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> AdvertisementCodec.decode(bytes, offset, length, SENDER, GROUP, ChecksumAcceptance.EITHER));
    }

    /** 9568-5.2.6-01: sent as 0, ignored when received. */
    @ParameterizedTest
    @ValueSource(ints = {0x0, 0x1, 0x8, 0xf})
    @Proves(value = "9568-5.2.6-01", by = NEGATIVE)
    void theReserveNibbleIsIgnored(int nibble) {
        byte[] message = messageOnly("31339602 %x0640000 c0000201 c0000202".formatted(nibble));
        assertEquals(Messages.V3_MESSAGE_ONLY.advertisement(), decode(message, SENDER, GROUP));
    }

    @ParameterizedTest
    @CsvSource({"1,0001", "255,00ff", "256,0100", "4095,0fff"})
    @Proves(value = "9568-8301-01", by = POSITIVE)
    void theIntervalOfVersion3HasTwelveBits(int centiseconds, String field) {
        byte[] message = messageOnly("31339601 %s0000 c0000201".formatted(field));
        Advertisement advertisement = Advertisement.v3(
                VRID, 150, Interval.ofCentiseconds(centiseconds), ChecksumForm.MESSAGE_ONLY, List.of(ip("192.0.2.1")));
        assertEquals(advertisement, decode(message, SENDER, GROUP));
        assertArrayEquals(message, AdvertisementCodec.encode(advertisement, SENDER, GROUP));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 127, 128, 254, 255})
    void thePriorityIsAnUnsignedByte(int priority) {
        byte[] message = messageOnly("3133%02x01 00640000 c0000201".formatted(priority));
        assertEquals(priority, read(message, SENDER, GROUP).priority());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 51, 127, 128, 255})
    void theVridIsAnUnsignedByte(int vrid) {
        byte[] message = messageOnly("31%02x6401 00640000 c0000201".formatted(vrid));
        assertEquals(new Vrid(vrid), read(message, SENDER, GROUP).vrid());
    }

    /** 9568-5.2.9-02 and -01: the order is kept, and the family is that of the IP header. */
    @Test
    @Proves(
            value = {"9568-5.2.9-01", "9568-5.2.9-02"},
            by = POSITIVE)
    void addressesKeepTheirOrder() {
        byte[] message = pseudoHeader(
                "3133c803 00640000 fe80" + "0".repeat(24) + "ffff" + "20010db8" + "0".repeat(23) + "9" + "20010db8"
                        + "0".repeat(23) + "1",
                SENDER6,
                GROUP6);
        assertEquals(
                List.of(ip("fe80::ffff"), ip("2001:db8::9"), ip("2001:db8::1")),
                read(message, SENDER6, GROUP6).addresses());
    }

    @Test
    @Proves(
            value = {"9568-7.1-02", "9568-5.2.5-01"},
            by = POSITIVE)
    void version3HoldsUpTo255Ipv4Addresses() {
        holds255(
                Advertisement.v3(VRID, 100, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, addresses("10.0.0.%d")),
                8 + 255 * 4);
    }

    @Test
    void version2HoldsUpTo255Addresses() {
        holds255(Advertisement.v2(VRID, 100, Interval.DEFAULT, addresses("10.0.0.%d")), 16 + 255 * 4);
    }

    @Test
    void version3HoldsUpTo255Ipv6Addresses() {
        holds255(
                Advertisement.v3(VRID, 100, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, addresses("fe80::%d")), 4088);
    }

    private static void holds255(Advertisement advertisement, int length) {
        boolean ipv4 = advertisement.family() == Family.IPV4;
        IpAddress source = ipv4 ? SENDER : SENDER6;
        IpAddress destination = ipv4 ? GROUP : GROUP6;
        byte[] written = AdvertisementCodec.encode(advertisement, source, destination);
        assertEquals(length, written.length);
        assertEquals(255, written[3] & 0xff);
        assertEquals(advertisement, decode(written, source, destination));
    }

    private static List<IpAddress> addresses(String format) {
        return IntStream.rangeClosed(1, 255)
                .mapToObj(i -> ip(format.formatted(i)))
                .toList();
    }

    private static Advertisement read(byte[] message, IpAddress source, IpAddress destination) {
        return assertInstanceOf(Advertisement.class, decode(message, source, destination));
    }
}
