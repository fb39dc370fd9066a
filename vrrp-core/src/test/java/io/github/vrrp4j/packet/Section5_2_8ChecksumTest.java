package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.ChecksumAcceptance.EITHER;
import static io.github.vrrp4j.packet.ChecksumAcceptance.MESSAGE_ONLY;
import static io.github.vrrp4j.packet.ChecksumAcceptance.PSEUDO_HEADER;
import static io.github.vrrp4j.packet.Messages.GROUP;
import static io.github.vrrp4j.packet.Messages.GROUP6;
import static io.github.vrrp4j.packet.Messages.PEER;
import static io.github.vrrp4j.packet.Messages.SENDER;
import static io.github.vrrp4j.packet.Messages.SENDER6;
import static io.github.vrrp4j.packet.Messages.VRID;
import static io.github.vrrp4j.packet.Messages.hex;
import static io.github.vrrp4j.packet.Messages.ip;
import static io.github.vrrp4j.packet.Messages.messageOnly;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.vrrp4j.Proves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9568 section 5.2.8: what the checksum covers, and which forms a receiver takes. */
class Section5_2_8ChecksumTest {
    private static final String ZERO_SUM = "31336401 0064%s %s";

    @Test
    @Proves(
            value = {"9568-5.2.8-01", "ext-rx-05"},
            by = BOTH)
    void strictMessageOnlyTakesTheFormOfRfc9568AndNoOther() {
        assertEquals(Messages.V3_MESSAGE_ONLY.advertisement(), decode(Messages.V3_MESSAGE_ONLY, MESSAGE_ONLY));
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_PSEUDO_HEADER, MESSAGE_ONLY));
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_UNICAST, MESSAGE_ONLY));
    }

    @Test
    @Proves(
            value = {"5798-5.2.8-01", "ext-rx-05"},
            by = BOTH)
    void strictPseudoHeaderTakesTheDeployedFormAndNoOther() {
        assertEquals(Messages.V3_PSEUDO_HEADER.advertisement(), decode(Messages.V3_PSEUDO_HEADER, PSEUDO_HEADER));
        assertEquals(Messages.V3_UNICAST.advertisement(), decode(Messages.V3_UNICAST, PSEUDO_HEADER));
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_MESSAGE_ONLY, PSEUDO_HEADER));
    }

    @Test
    @Proves(value = "ext-rx-05", by = POSITIVE)
    void eitherSaysWhichFormItWas() {
        assertEquals(
                ChecksumForm.MESSAGE_ONLY,
                assertInstanceOf(Advertisement.class, decode(Messages.V3_MESSAGE_ONLY, EITHER))
                        .checksumForm());
        assertEquals(
                ChecksumForm.PSEUDO_HEADER,
                assertInstanceOf(Advertisement.class, decode(Messages.V3_PSEUDO_HEADER, EITHER))
                        .checksumForm());
    }

    @ParameterizedTest
    @EnumSource(ChecksumAcceptance.class)
    void version2IsTheMessageOnlyWhateverIsAccepted(ChecksumAcceptance accepted) {
        assertEquals(Messages.V2.advertisement(), decode(Messages.V2, accepted));
        byte[] withPseudoHeader = Messages.pseudoHeader("21336401 00010000 c0000201 0000000000000000", SENDER, GROUP);
        assertEquals(Rejection.CHECKSUM, decode(withPseudoHeader, SENDER, GROUP, accepted));
    }

    @ParameterizedTest
    @EnumSource(ChecksumAcceptance.class)
    @Proves(
            value = {"9568-5.2.8-02", "5798-5.2.8-01"},
            by = BOTH)
    void overIpv6ThePseudoHeaderIsAlwaysPartOfIt(ChecksumAcceptance accepted) {
        assertEquals(Messages.V3_IPV6.advertisement(), decode(Messages.V3_IPV6, accepted));
        byte[] message = Messages.V3_IPV6.bytes();
        message[6] = (byte) 0xda;
        message[7] = 0x1f;
        assertEquals(Rejection.CHECKSUM, decode(message, SENDER6, GROUP6, accepted));
    }

    /** The sum of a pseudo-header with next header 0 lacks 112. */
    @Test
    @Proves(value = "9568-5.2.8-02", by = NEGATIVE)
    void overIpv6TheNextHeaderIs112() {
        byte[] message = Messages.V3_IPV6.bytes();
        Messages.withChecksum(message, Messages.pseudoHeaderSum(SENDER6, GROUP6, message.length) - 112);
        assertEquals(Rejection.CHECKSUM, decode(message, SENDER6, GROUP6, EITHER));
    }

    @Test
    @Proves(value = "9568-5.2.8-02", by = NEGATIVE)
    void thePseudoHeaderTiesTheMessageToItsSourceAndDestination() {
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_PSEUDO_HEADER.bytes(), ip("192.0.2.13"), GROUP, EITHER));
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_PSEUDO_HEADER.bytes(), SENDER, PEER, EITHER));
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_IPV6.bytes(), ip("fe80::a:c"), GROUP6, EITHER));
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_IPV6.bytes(), SENDER6, ip("fe80::a:c"), EITHER));
    }

    /** ext-uni-04: a unicast copy carries the checksum of its own destination, not that of the group. */
    @Test
    @Proves(value = "ext-uni-04", by = NEGATIVE)
    void aUnicastCopyIsSummedWithItsOwnDestination() {
        assertEquals(Rejection.CHECKSUM, decode(Messages.V3_UNICAST.bytes(), SENDER, GROUP, EITHER));
    }

    @Test
    void aMessageOnlyChecksumDoesNotDependOnTheAddressesOfThePacket() {
        assertEquals(
                Messages.V3_MESSAGE_ONLY.advertisement(),
                decode(Messages.V3_MESSAGE_ONLY.bytes(), ip("198.51.100.7"), PEER, EITHER));
    }

    /** Every word of both addresses counts, and carries out of carries. */
    @ParameterizedTest
    @CsvSource({
        "fe80:1234:5678:9abc:def0:1357:2468:ace0, ff02:fedc:ba98:7654:3210:eca8:6420:fdb9",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "8000:8000:8000:8000:8000:8000:8000:8000, 8000:8000:8000:8000:8000:8000:8000:8001"
    })
    void longSumsAreFoldedToTheEnd(String source, String destination) {
        List<IpAddress> many = new ArrayList<>(List.of(ip("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
        many.addAll(Collections.nCopies(254, ip("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe")));
        Advertisement advertisement =
                Advertisement.v3(VRID, 255, Interval.ofCentiseconds(4095), ChecksumForm.PSEUDO_HEADER, many);
        byte[] written = AdvertisementCodec.encode(advertisement, ip(source), ip(destination));
        byte[] expected = Messages.withChecksum(
                written.clone(), Messages.pseudoHeaderSum(ip(source), ip(destination), written.length));

        assertArrayEquals(expected, written);
        assertEquals(advertisement, decode(written, ip(source), ip(destination), EITHER));
    }

    /** ext-rx-04: both fields complete the same sum. */
    @Test
    @Proves(value = "ext-rx-04", by = POSITIVE)
    void aChecksumFieldOfZeroAndOfAllOnesAreEqual() {
        byte[] zero = hex(ZERO_SUM.formatted("0000", addressCompletingTheSum()));
        assertArrayEquals(zero, messageOnly(ZERO_SUM.formatted("0000", addressCompletingTheSum())));
        byte[] ones = hex(ZERO_SUM.formatted("ffff", addressCompletingTheSum()));
        Decoded expected = Advertisement.v3(
                VRID, 100, Interval.ofCentiseconds(100), ChecksumForm.MESSAGE_ONLY, List.of(ip("10.0.96.103")));

        assertEquals(expected, decode(zero, SENDER, GROUP, MESSAGE_ONLY));
        assertEquals(expected, decode(ones, SENDER, GROUP, MESSAGE_ONLY));
    }

    @Test
    void whenTheRestSumsUpToAllOnesTheFieldIsWrittenAsZero() {
        Decoded advertisement =
                decode(messageOnly(ZERO_SUM.formatted("0000", addressCompletingTheSum())), SENDER, GROUP, MESSAGE_ONLY);
        byte[] written = AdvertisementCodec.encode((Advertisement) advertisement, SENDER, GROUP);
        assertEquals(0, written[6]);
        assertEquals(0, written[7]);
    }

    /** 0x3133 + 0x6401 + 0x0064 + 0x0a00 + 0x6067 = 0xffff. */
    private static String addressCompletingTheSum() {
        return "0a006067";
    }

    /**
     * From 10.0.23.109 to the group the pseudo-header of a 16-byte message sums up to one bit (0x0200), so that flipping one bit
     * may turn one form into the other: what accepting both costs, and why the strict choices exist.
     */
    @Test
    void aFlippedBitPassesOnlyAsTheOtherFormAndOnlyIfBothAreAccepted() {
        IpAddress source = ip("10.0.23.109");
        byte[] message = Messages.V3_MESSAGE_ONLY.bytes();
        List<Integer> passed = new ArrayList<>();
        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertInstanceOf(Rejection.class, decode(flipped, source, GROUP, MESSAGE_ONLY), "bit " + bit);
            if (decode(flipped, source, GROUP, EITHER) instanceof Advertisement advertisement) {
                assertEquals(ChecksumForm.PSEUDO_HEADER, advertisement.checksumForm(), "bit " + bit);
                passed.add(bit);
            }
        }
        assertFalse(passed.isEmpty());
    }

    private static Decoded decode(Messages.Example example, ChecksumAcceptance accepted) {
        return decode(example.bytes(), example.source(), example.destination(), accepted);
    }

    private static Decoded decode(
            byte[] message, IpAddress source, IpAddress destination, ChecksumAcceptance accepted) {
        return AdvertisementCodec.decode(message, 0, message.length, source, destination, accepted);
    }
}
