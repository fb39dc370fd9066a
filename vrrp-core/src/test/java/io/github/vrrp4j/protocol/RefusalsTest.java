package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ext-cfg-01: parameters that do not go together, each refused with its name, its value and the rule. */
class RefusalsTest {
    @Test
    void noAddress() {
        assertRefusal(
                "addresses",
                "[]",
                "at least one",
                () -> VirtualRouterConfig.on("eth0", 51).build());
    }

    @Test
    @Proves(value = "9568-5.2.9-01", by = NEGATIVE)
    void addressesOfTwoFamilies() {
        assertRefusal(
                "virtual address",
                "fe80::1/64",
                "one family, and the first one is 192.0.2.1/24",
                () -> v3().address("fe80::1/64").build());
    }

    @Test
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void anAddressTwice() {
        assertRefusal(
                "virtual address",
                "192.0.2.2/32",
                "twice",
                () -> v3().address("192.0.2.2").build());
    }

    @Test
    @Proves(value = "ext-pre-02", by = POSITIVE)
    @Proves(value = "9568-6.1-05", by = NEGATIVE)
    void anOwnerThatDoesNotPreempt() {
        assertRefusal(
                "preemption",
                Preemption.NEVER.toString(),
                "owner",
                () -> v3().addressOwner().preemption(Preemption.NEVER).build());
        assertRefusal(
                "preemption",
                Preemption.after(Duration.ofSeconds(1)).toString(),
                "6.1",
                () -> v3().addressOwner()
                        .preemption(Preemption.after(Duration.ofSeconds(1)))
                        .build());
    }

    @Test
    @Proves(value = "3768-1.2-01", by = NEGATIVE)
    void version2OverIpv6() {
        assertRefusal(
                "version",
                "2",
                "IPv4 only",
                () -> v3OverIpv6().version(Version.V2).build());
    }

    @Test
    void version3WithAuthentication() {
        assertRefusal(
                "authentication",
                "simple text",
                "version 3 has none",
                () -> v3().authentication(AuthenticationKey.simpleText("s3cret"))
                        .build());
        assertRefusal(
                "authentication",
                "IP AH",
                "version 3 has none",
                () -> v3().authentication(AuthenticationKey.header("s3cret")).build());
    }

    /** 9568-8.4.2-01: both versions means version 3, and IPv4, which both have. */
    @Test
    @Proves(value = "9568-8.4.2-01", by = NEGATIVE)
    void coexistenceOfVersion2OrIpv6() {
        assertRefusal("coexistence", "on", "version 3", () -> v2().coexistence().build());
        assertRefusal(
                "coexistence", "on", "IPv4", () -> v3OverIpv6().coexistence().build());
    }

    /** 3768-6.4.3-02: refused in the strict preset, and only there. */
    @Test
    @Proves(value = "3768-6.4.3-02", by = NEGATIVE)
    void acceptModeInStrictVersion2() {
        VirtualRouterConfig.Builder builder =
                v3().preset(Preset.RFC3768).adjust(policies -> policies.withAcceptMode(true));
        assertRefusal("accept mode", "true", "RFC 3768", builder::build);
        builder.version(Version.V3).build();
        builder.version(Version.V2).preset(Preset.RFC9568).build();
    }

    @Test
    void aChecksumThatIsNoChoice() {
        assertRefusal(
                "checksum form",
                "PSEUDO_HEADER",
                "no choice but MESSAGE_ONLY",
                () -> v2().checksumForm(ChecksumForm.PSEUDO_HEADER).build());
        assertRefusal(
                "checksum form",
                "MESSAGE_ONLY",
                "no choice but PSEUDO_HEADER",
                () -> v3OverIpv6().checksumForm(ChecksumForm.MESSAGE_ONLY).build());
        v2().checksumForm(ChecksumForm.MESSAGE_ONLY).build();
        v3OverIpv6().checksumForm(ChecksumForm.PSEUDO_HEADER).build();
    }

    @Test
    @Proves(value = "ext-uni-01", by = NEGATIVE)
    void aPeerOfAnotherFamily() {
        assertRefusal("peer", "fe80::2", "family", () -> v3().peer("fe80::2").build());
        assertRefusal(
                "peer",
                "192.0.2.12",
                "family",
                () -> v3OverIpv6().peer("192.0.2.12").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.18", "0.0.0.0", "0.1.2.3", "255.255.255.255", "127.0.0.1"})
    void aPeerThatIsNoUnicastAddressOfAnotherHost(String peer) {
        assertRefusal(
                "peer",
                peer,
                "unicast address of another host",
                () -> v3().peer(peer).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff02::12", "::", "::1"})
    void soOverIpv6(String peer) {
        assertRefusal(
                "peer",
                peer,
                "unicast address of another host",
                () -> v3OverIpv6().peer(peer).build());
    }

    @Test
    void aPeerTwice() {
        assertRefusal(
                "peer",
                "192.0.2.12",
                "twice",
                () -> v3().peer("192.0.2.12")
                        .peer("192.0.2.13")
                        .peer("192.0.2.12")
                        .build());
    }

    /** ext-uni-01: it would be the own address, of an owner from the start, of another router once it is Active. */
    @Test
    @Proves(value = "ext-uni-01", by = NEGATIVE)
    void aPeerThatIsAVirtualAddress() {
        assertRefusal(
                "peer",
                "192.0.2.2",
                "virtual addresses",
                () -> v3().peer("192.0.2.2").build());
        assertRefusal(
                "peer",
                "192.0.2.2",
                "virtual addresses",
                () -> v3().addressOwner().peer("192.0.2.12").peer("192.0.2.2").build());
    }

    @Test
    @Proves(value = "ext-cfg-01", by = POSITIVE)
    void severalPeersAreTaken() {
        assertEquals(
                List.of(IpAddress.of("192.0.2.12"), IpAddress.of("192.0.2.13")),
                v3().peer("192.0.2.12").peer("192.0.2.13").build().peers());
        assertEquals(
                List.of(IpAddress.of("fe80::2")),
                v3OverIpv6().peer("fe80::2").build().peers());
    }

    @Test
    @Proves(value = "ext-tx-02", by = BOTH)
    void moreIpv6AddressesThanFitIntoOnePacket() {
        VirtualRouterConfig.Builder builder = v3OverIpv6();
        for (int i = 3; i <= 90; i++) {
            builder.address("2001:db8:5::" + Integer.toHexString(i));
        }
        assertEquals(90, builder.build().addresses().size());
        assertRefusal(
                "addresses",
                "91 of them",
                "1500 bytes",
                () -> builder.address("2001:db8:6::1").build());
    }

    /** ext-tx-02: IPv4 is limited by the field, not by the packet. */
    @ParameterizedTest
    @CsvSource({"V2", "V3"})
    @Proves(value = "ext-tx-02", by = POSITIVE)
    void moreIpv4AddressesThanTheFieldCounts(Version version) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on("eth0", 51).version(version);
        for (int i = 1; i <= 255; i++) {
            builder.address("10.0.0." + i);
        }
        assertEquals(255, builder.build().addresses().size());
        assertRefusal(
                "addresses",
                "256 of them",
                "1 to 255",
                () -> builder.address("10.0.1.0").build());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    @Proves(value = "9568-6.1-01", by = NEGATIVE)
    void aVridThatDoesNotExist(int vrid) {
        assertRefusal("vrid", Integer.toString(vrid), "1 to 255", () -> VirtualRouterConfig.on("eth0", vrid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anInterfaceWithoutAName(String name) {
        assertRefusal("interface", "'" + name + "'", "name", () -> VirtualRouterConfig.on(name, 51));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 255, 256})
    @Proves(value = "9568-5.2.4-02", by = NEGATIVE)
    void aPriorityThatCannotBeConfigured(int priority) {
        assertRefusal("priority", Integer.toString(priority), "1 to 254", () -> v3().priority(priority));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1/0,  192.0.2.1/0, 1 to 32",
        "192.0.2.1/33, 192.0.2.1/33, 1 to 32",
        "fe80::1/129,  fe80::1/129, 1 to 128",
        "224.0.0.18,   224.0.0.18, unicast",
        "0.0.0.0,      0.0.0.0, unicast",
        "127.0.0.1,    127.0.0.1, unicast",
        "192.0.2.1/x,  '''192.0.2.1/x''', number",
        "192.0.2.1/,   '''192.0.2.1/''', number",
        "192.0.2.1/1000, '''192.0.2.1/1000''', number",
    })
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void aVirtualAddressThatNoHostCanHave(String text, String value, String rule) {
        assertRefusal("virtual address", value, rule, () -> VirtualAddress.of(text));
    }

    @Test
    @Proves(value = "ext-pre-02", by = POSITIVE)
    void aPreemptDelayThatIsNone() {
        assertRefusal("preempt delay", "PT-1S", "0 to 1 day", () -> Preemption.after(Duration.ofSeconds(-1)));
        assertRefusal(
                "preempt delay", "PT1S", "without preemption", () -> new Preemption(false, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
    void theHoldUpIsUpToAnHour(String duration) {
        assertRefusal("hold-up", duration, "0 to 1 h", () -> v3().holdUp(Duration.parse(duration)));
    }
}
