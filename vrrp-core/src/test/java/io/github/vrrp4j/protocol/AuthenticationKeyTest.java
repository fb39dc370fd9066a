package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.Authentication;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2338-5.3.6-01 and ledger section 1.6: passwords, and what of them is on the wire. */
class AuthenticationKeyTest {
    private static final long S3CRET = 0x7333_6372_6574_0000L;

    private static Advertisement heartbeat(AuthenticationKey key) {
        VirtualRouter router = active(v2().authentication(key).build());
        return ((Effect.Send) router.expire(router.deadline()).get(0)).advertisement();
    }

    private static String onTheWire(AuthenticationKey key) {
        return HexFormat.of().formatHex(AdvertisementCodec.encode(heartbeat(key), SELF, ip("224.0.0.18")));
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = POSITIVE)
    void simpleTextIsInEveryMessagePaddedWithZeros() {
        assertEquals(
                "21336401" + "01017bae" + "c0000201" + "7333637265740000",
                onTheWire(AuthenticationKey.simpleText("s3cret")));
    }

    @Test
    void theAuthenticationHeaderLeavesTheDataEmpty() {
        assertEquals(
                new Authentication(2, 0),
                heartbeat(AuthenticationKey.header("s3cret")).authentication());
    }

    @Test
    @Proves(value = "3768-5.3.10-01", by = POSITIVE)
    void noneIsEightZeros() {
        assertEquals("21336401" + "0001b8c8" + "c0000201" + "0000000000000000", onTheWire(AuthenticationKey.NONE));
    }

    @ParameterizedTest
    @CsvSource({"s3cret, 7333637265740000", "a, 6100000000000000", "12345678, 3132333435363738", "öäü, c3b6c3a4c3bc0000"
    })
    void aPasswordIsEightBytesOfUtf8(String password, String bytes) {
        long secret = HexFormat.fromHexDigitsToLong(bytes);
        assertEquals(new AuthenticationKey(1, secret), AuthenticationKey.simpleText(password));
        assertEquals(new AuthenticationKey(2, secret), AuthenticationKey.header(password));
    }

    /** Refused, not cut off; and not repeated in a message that may be logged. */
    @ParameterizedTest
    @CsvSource({"'', 0", "123456789, 9", "ööööö, 10"})
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void aPasswordHas1To8Bytes(String password, int bytes) {
        String value = bytes + " bytes long";
        assertRefusal("password", value, "1 to 8 bytes", () -> AuthenticationKey.simpleText(password));
        assertRefusal("password", value, "1 to 8 bytes", () -> AuthenticationKey.header(password));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void theTypeIs0To2(int type) {
        assertRefusal(
                "authentication type", Integer.toString(type), "0, 1 or 2", () -> new AuthenticationKey(type, S3CRET));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aTypeThatNeedsAPasswordHasOne(int type) {
        assertRefusal(
                "authentication type",
                Integer.toString(type),
                "needs a password",
                () -> new AuthenticationKey(type, 0));
    }

    @Test
    void type0HasNone() {
        assertRefusal("authentication type", "0", "has no password", () -> new AuthenticationKey(0, S3CRET));
        assertEquals(new AuthenticationKey(0, 0), AuthenticationKey.NONE);
    }

    @Test
    void thePasswordIsNotShown() {
        assertEquals("none", AuthenticationKey.NONE.toString());
        assertEquals("simple text", AuthenticationKey.simpleText("s3cret").toString());
        assertEquals("IP AH", AuthenticationKey.header("s3cret").toString());
        VirtualRouterConfig config =
                v2().authentication(AuthenticationKey.simpleText("s3cret")).build();
        assertFalse(config.toString().contains("s3cret"));
    }
}
