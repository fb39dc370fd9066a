package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ext-cfg-01: values that cannot be said on the wire, each refused with its name, its value and the rule. */
class ConfigurationExceptionTest {
    private static final Vrid VRID = new Vrid(51);
    private static final List<IpAddress> IPV4 = List.of(IpAddress.of("192.0.2.1"));
    private static final List<IpAddress> IPV6 = List.of(IpAddress.of("fe80::1"));

    private static Advertisement v3(int priority, Interval interval, ChecksumForm form, List<IpAddress> addresses) {
        return Advertisement.v3(VRID, priority, interval, form, addresses);
    }

    @Test
    void itsPartsMakeItsMessage() {
        ConfigurationException refusal = new ConfigurationException("vrid", 0, "must be 1 to 255");
        assertEquals("vrid", refusal.parameter());
        assertEquals("0", refusal.value());
        assertEquals("must be 1 to 255", refusal.rule());
        assertEquals("vrid 0: must be 1 to 255", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void aPriorityThatDoesNotFitItsField(int priority) {
        assertRefusal(
                "priority",
                Integer.toString(priority),
                "0 to 255",
                () -> Advertisement.v2(VRID, priority, Interval.DEFAULT, IPV4));
    }

    @Test
    void noAddressOrTooMany() {
        assertRefusal(
                "addresses",
                "0 of them",
                "1 to 255",
                () -> v3(1, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, List.of()));
    }

    @Test
    void addressesOfTwoFamilies() {
        assertRefusal(
                "addresses",
                "[192.0.2.1, fe80::1]",
                "one family",
                () -> v3(1, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, List.of(IPV4.get(0), IPV6.get(0))));
    }

    @Test
    @Proves(value = "9568-5.2.9-02", by = NEGATIVE)
    void aFirstIpv6AddressThatIsNotLinkLocal() {
        assertRefusal(
                "addresses",
                "[2001:db8::1]",
                "link-local",
                () -> v3(1, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, List.of(IpAddress.of("2001:db8::1"))));
    }

    @Test
    void aChecksumThatTheMessageCannotHave() {
        assertRefusal(
                "checksum form",
                "MESSAGE_ONLY",
                "IPv6",
                () -> v3(1, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, IPV6));
        assertRefusal(
                "checksum form",
                "PSEUDO_HEADER",
                "version 2",
                () -> new Advertisement(
                        Version.V2, VRID, 1, Interval.DEFAULT, Authentication.NONE, ChecksumForm.PSEUDO_HEADER, IPV4));
    }

    @Test
    @Proves(value = "3768-1.2-01", by = NEGATIVE)
    void version2OverIpv6() {
        assertRefusal("version", "2", "IPv4 only", () -> Advertisement.v2(VRID, 1, Interval.DEFAULT, IPV6));
    }

    @Test
    void version3WithAuthentication() {
        assertRefusal(
                "authentication",
                "simple text",
                "version 3",
                () -> new Advertisement(
                        Version.V3,
                        VRID,
                        1,
                        Interval.DEFAULT,
                        new Authentication(1, 1),
                        ChecksumForm.MESSAGE_ONLY,
                        IPV4));
    }

    @Test
    void anIntervalThatTheVersionCannotExpress() {
        assertRefusal(
                "advertisement interval",
                "0.5 s",
                "whole seconds",
                () -> Advertisement.v2(VRID, 1, Interval.ofCentiseconds(50), IPV4));
        assertRefusal(
                "advertisement interval",
                "40.96 s",
                "version 3 carries at most 40.95 s",
                () -> v3(1, Interval.ofCentiseconds(4096), ChecksumForm.MESSAGE_ONLY, IPV4));
    }

    /** Also those whose nanoseconds do not fit a long. */
    @ParameterizedTest
    @CsvSource({
        "PT0S",
        "PT-0.01S",
        "PT0.009999999S",
        "PT0.010000001S",
        "PT255.01S",
        "PT2562047788015H12M55S",
        "PT-2562047788015H-12M-55S",
        "PT-90000000H",
    })
    @Proves(value = "9568-6.1-02", by = NEGATIVE)
    void aDurationThatIsNoInterval(Duration duration) {
        assertRefusal("advertisement interval", duration.toString(), "multiple of 10 ms", () -> Interval.of(duration));
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S, 1", "PT255S, 25500", "PT0.07S, 7"})
    void aDurationThatIsOne(Duration duration, int centiseconds) {
        assertEquals(Interval.ofCentiseconds(centiseconds), Interval.of(duration));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 25_501})
    void centisecondsThatAreNoInterval(int centiseconds) {
        assertRefusal(
                "advertisement interval",
                centiseconds + " cs",
                "1 to 25500",
                () -> Interval.ofCentiseconds(centiseconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256, Integer.MAX_VALUE})
    void secondsThatAreNoInterval(int seconds) {
        assertRefusal("advertisement interval", seconds + " s", "1 to 255", () -> Interval.ofSeconds(seconds));
    }

    @Test
    void authenticationThatIsNone() {
        assertRefusal("authentication type", "3", "0, 1 or 2", () -> new Authentication(3, 0));
        assertRefusal("authentication type", "2", "no data", () -> new Authentication(2, 1));
    }

    @Test
    void authenticationIsNamedButNotShown() {
        assertEquals("none", Authentication.NONE.toString());
        assertEquals("simple text", new Authentication(1, 0x6162_0000_0000_0000L).toString());
        assertEquals("IP AH", new Authentication(2, 0).toString());
    }

    @Test
    void addressesThatAreNone() {
        assertRefusal("address", "'192.0.2.256'", "literal", () -> IpAddress.of("192.0.2.256"));
        assertRefusal("address", "100000000", "32 bits", () -> new IpAddress(Family.IPV4, 0, 0x1_0000_0000L));
        assertRefusal("mac", "1000000000000", "48 bits", () -> new MacAddress(0x1_0000_0000_0000L));
        assertRefusal("group", "192.0.2.1", "multicast", () -> MacAddress.ofMulticast(IPV4.get(0)));
    }
}
