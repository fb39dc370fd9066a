package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Messages.GROUP;
import static io.github.vrrp4j.packet.Messages.SENDER;
import static io.github.vrrp4j.packet.Messages.decode;
import static io.github.vrrp4j.packet.Messages.hex;
import static io.github.vrrp4j.packet.Messages.messageOnly;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.vrrp4j.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3768 sections 5.3.6 and 5.3.10, with the types of RFC 2338. */
class Rfc3768AuthenticationTest {
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 127, 128, 254, 255})
    @Proves(value = "3768-5.3.6-01", by = NEGATIVE)
    void aTypeThatNoDocumentDefinesIsRejected(int type) {
        assertEquals(
                Rejection.AUTHENTICATION_TYPE_UNKNOWN,
                decode(messageOnly("21336401 %02x010000 c0000201 0000000000000000".formatted(type)), SENDER, GROUP));
    }

    @Test
    @Proves(value = "3768-5.3.10-01", by = POSITIVE)
    void withoutAuthenticationTheDataIsIgnored() {
        assertEquals(
                Messages.V2.advertisement(),
                decode(messageOnly("21336401 00010000 c0000201 0123456789abcdef"), SENDER, GROUP));
    }

    @Test
    @Proves(value = "3768-5.3.10-01", by = NEGATIVE)
    void theDataIsPartOfTheChecksumAllTheSame() {
        assertEquals(Rejection.CHECKSUM, decode(hex("21336401 0001b8c8 c0000201 0000000000000001"), SENDER, GROUP));
    }

    @Test
    void aPasswordIsAllEightBytes() {
        byte[] message = messageOnly("21336401 01010000 c0000201 ff01020304050607");
        assertEquals(
                new Authentication(1, 0xff01_0203_0405_0607L),
                assertInstanceOf(Advertisement.class, decode(message, SENDER, GROUP))
                        .authentication());
    }

    @Test
    void theAuthenticationHeaderLeavesTheDataEmpty() {
        byte[] message = messageOnly("21336401 02010000 c0000201 0000000000000000");
        assertEquals(
                new Authentication(2, 0),
                assertInstanceOf(Advertisement.class, decode(message, SENDER, GROUP))
                        .authentication());
    }

    /** 3768-7.1-01: complete means with the eight bytes of authentication data. */
    @Test
    @Proves(value = "3768-7.1-01", by = NEGATIVE)
    void aMessageWithoutAuthenticationDataIsIncomplete() {
        assertEquals(Rejection.PACKET_LENGTH, decode(messageOnly("21336401 00010000 c0000201"), SENDER, GROUP));
    }

    @Test
    void aPasswordIsNotShown() {
        Authentication password = new Authentication(1, 0x7333_6372_6574_0000L);
        for (String shown : new String[] {
            password.toString(), Messages.V2_PASSWORD.advertisement().toString()
        }) {
            assertFalse(shown.contains("s3cret"), shown);
            assertFalse(shown.contains("7333637265740000"), shown);
            assertFalse(shown.contains(Long.toString(0x7333_6372_6574_0000L)), shown);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 255, 256})
    void aTypeThatDoesNotExistIsRefused(int type) {
        assertRefused(() -> new Authentication(type, 0), "type", Integer.toString(type), "0", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void dataWithoutSimpleTextIsRefused(int type) {
        assertRefused(() -> new Authentication(type, 1), "data", Integer.toString(type));
    }
}
