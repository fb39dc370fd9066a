package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Messages.GROUP;
import static io.github.vrrp4j.packet.Messages.hex;
import static io.github.vrrp4j.packet.Messages.ip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2338-5.3.6-01, type 2: the header as keepalived 2.2.7 sends it, captured with the password s3cret. */
class AuthenticationHeaderTest {
    private static final long SECRET = 0x7333_6372_6574_0000L;
    private static final IpAddress KEEPALIVED = ip("10.9.0.1");
    private static final String MESSAGE = "2133640102016e5d0a0900640000000000000000";

    private final AuthenticationHeader header = new AuthenticationHeader(SECRET);

    /** Two packets in a row from one keepalived: what follows their IP headers, which differ in the identification. */
    private enum Captured {
        FIRST(1, "700400000a09000100000001cd982ed27ee262ce50023a2d"),
        SECOND(2, "700400000a0900010000000294ec3434f8bd7323b32dac8f");

        private final int number;
        private final String header;

        Captured(int number, String header) {
            this.number = number;
            this.header = header;
        }

        byte[] bytes() {
            return hex(header + MESSAGE);
        }
    }

    private boolean verifies(byte[] wrapped) {
        return header.verifies(wrapped, KEEPALIVED, GROUP, 255, 1);
    }

    private static byte[] first() {
        return Captured.FIRST.bytes();
    }

    @ParameterizedTest
    @EnumSource
    @Proves(value = "2338-5.3.6-01", by = POSITIVE)
    void whatKeepalivedSendsVerifies(Captured captured) {
        assertTrue(header.verifies(captured.bytes(), KEEPALIVED, GROUP, 255, captured.number));
        assertEquals(captured.number, AuthenticationHeader.sequence(captured.bytes()));
    }

    @ParameterizedTest
    @EnumSource
    @Proves(value = "2338-5.3.6-01", by = POSITIVE)
    void whatIsSentIsWhatKeepalivedSends(Captured captured) {
        assertArrayEquals(
                captured.bytes(), header.wrap(hex(MESSAGE), KEEPALIVED, GROUP, 255, captured.number, captured.number));
    }

    @Test
    void theMessageBehindTheHeaderIsAnAdvertisementOfType2() {
        byte[] wrapped = first();
        assertEquals(
                new Advertisement(
                        Version.V2,
                        new Vrid(51),
                        100,
                        Interval.ofSeconds(1),
                        new Authentication(2, 0),
                        ChecksumForm.MESSAGE_ONLY,
                        List.of(ip("10.9.0.100"))),
                AdvertisementCodec.decode(
                        wrapped,
                        AuthenticationHeader.BYTES,
                        wrapped.length - AuthenticationHeader.BYTES,
                        KEEPALIVED,
                        GROUP,
                        ChecksumAcceptance.EITHER));
    }

    /** Each bit: of next header, length, reserved bytes, SPI, sequence, check value and message. */
    @Test
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void noBitCanBeChanged() {
        for (int bit = 0; bit < first().length * 8; bit++) {
            byte[] changed = first();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            int changedBit = bit;
            assertFalse(verifies(changed), () -> "bit " + changedBit);
        }
    }

    @Test
    void noByteCanBeMissing() {
        for (int length = 0; length < first().length; length++) {
            byte[] cut = Arrays.copyOf(first(), length);
            int cutLength = length;
            assertFalse(verifies(cut), () -> cutLength + " bytes");
        }
        assertFalse(verifies(Arrays.copyOf(first(), first().length + 4)));
    }

    /** A header alone, without a message, is complete; that the message is missing is for others to notice. */
    @Test
    void aHeaderIsCompleteWith24Bytes() {
        byte[] wrapped = header.wrap(new byte[0], KEEPALIVED, GROUP, 255, 1, 1);
        assertEquals(24, wrapped.length);
        assertTrue(verifies(wrapped));
    }

    @Test
    void theIpHeaderIsPartOfIt() {
        assertFalse(header.verifies(first(), ip("10.9.0.2"), GROUP, 255, 1));
        assertFalse(header.verifies(first(), KEEPALIVED, ip("10.9.0.2"), 255, 1));
        assertFalse(header.verifies(first(), KEEPALIVED, GROUP, 254, 1));
        assertFalse(header.verifies(first(), KEEPALIVED, GROUP, 255, 2));
    }

    @Test
    void thereIsNoneOverIpv6() {
        assertFalse(header.verifies(first(), ip("fe80::1"), ip("ff02::12"), 255, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7333_6372_6574_0001L, 0x7333_6372_6575_0000L, 0x7233_6372_6574_0000L, 1})
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void anotherPasswordDoesNotVerify(long secret) {
        assertFalse(new AuthenticationHeader(secret).verifies(first(), KEEPALIVED, GROUP, 255, 1));
    }

    /** Sixteen bits of identification and thirty-two of sequence, none of them a sign. */
    @Test
    void largeNumbersAreUnsigned() {
        byte[] wrapped = header.wrap(hex(MESSAGE), KEEPALIVED, GROUP, 255, 0xffff, -1);
        assertEquals(0xffff_ffffL, AuthenticationHeader.sequence(wrapped));
        assertTrue(header.verifies(wrapped, KEEPALIVED, GROUP, 255, 0xffff));
    }

    @Test
    void aHeaderCanBeUsedAgainAfterEachAnswer() {
        for (int i = 0; i < 3; i++) {
            assertTrue(verifies(first()));
            assertFalse(verifies(Captured.SECOND.bytes()));
        }
    }

    @Test
    void checkingChangesNothing() {
        byte[] wrapped = first();
        verifies(wrapped);
        assertArrayEquals(first(), wrapped);
    }

    @Test
    @Proves(value = "ext-fuzz-01", by = POSITIVE)
    void noBytesMakeItThrow() {
        Seed seed = Seed.ofThisRun();
        RandomGenerator random = seed.generator();
        for (int i = 0; i < 20_000; i++) {
            byte[] wrapped = new byte[i == 0 ? 65_535 : random.nextInt(100)];
            random.nextBytes(wrapped);
            if (wrapped.length >= AuthenticationHeader.BYTES && random.nextBoolean()) {
                // Pure noise hardly gets past the first bytes.
                System.arraycopy(first(), 0, wrapped, 0, 8);
            }
            assertFalse(verifies(wrapped), seed::toString);
        }
    }
}
