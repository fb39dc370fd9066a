package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 6.1 and ext-cfg-01: what cannot be is refused, nothing is repaired. */
class VirtualRouterConfigTest {
    @Test
    @Proves(
            value = {"9568-5.2.4-02", "9568-6.1-02", "9568-6.1-05"},
            by = POSITIVE)
    void theDefaultsAreThoseOfRfc9568() {
        VirtualRouterConfig config =
                VirtualRouterConfig.on("eth0", 51).address("192.0.2.1").build();
        assertEquals(new VirtualRouterId("eth0", new Vrid(51), Family.IPV4), config.id());
        assertEquals(Version.V3, config.version());
        assertEquals(100, config.priority());
        assertFalse(config.isOwner());
        assertEquals(Interval.ofCentiseconds(100), config.interval());
        assertEquals(Preemption.IMMEDIATE, config.preemption());
        assertEquals(ChecksumForm.MESSAGE_ONLY, config.checksumForm());
        assertEquals(List.of(VirtualAddress.of("192.0.2.1/32")), config.addresses());
    }

    @Test
    void theDefaultsOverIpv6HaveThePseudoHeader() {
        VirtualRouterConfig config = v3OverIpv6().build();
        assertEquals(Family.IPV6, config.id().family());
        assertEquals(ChecksumForm.PSEUDO_HEADER, config.checksumForm());
    }

    @Test
    void theDefaultsOfVersion2HaveNone() {
        assertEquals(ChecksumForm.MESSAGE_ONLY, v2().build().checksumForm());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    @Proves(
            value = {"9568-6.1-01", "ext-cfg-01"},
            by = NEGATIVE)
    void theVridIs1To255(int vrid) {
        assertRefused(() -> VirtualRouterConfig.on("eth0", vrid), "vrid", Integer.toString(vrid), "1", "255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void theInterfaceHasAName(String name) {
        assertRefused(
                () -> VirtualRouterConfig.on(name, 51).address("192.0.2.1").build(), "interface");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 255, 256})
    @Proves(
            value = {"9568-5.2.4-02", "ext-cfg-01"},
            by = NEGATIVE)
    void thePriorityOfANonOwnerIs1To254(int priority) {
        assertRefused(() -> v3().priority(priority), "priority", Integer.toString(priority), "1", "254");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 254})
    @Proves(value = "9568-5.2.4-02", by = POSITIVE)
    void bothEndsOfThePriorityAreTaken(int priority) {
        assertEquals(priority, v3().priority(priority).build().priority());
    }

    @Test
    @Proves(value = "9568-5.2.4-01", by = POSITIVE)
    void theOwnerHasPriority255() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        assertEquals(255, owner.priority());
        assertTrue(owner.isOwner());
    }

    @Test
    @Proves(value = "9568-6.1-05", by = NEGATIVE)
    @Proves(value = "ext-pre-02", by = POSITIVE)
    void anOwnerAlwaysPreemptsAndAtOnce() {
        assertRefused(() -> v3().addressOwner().preemption(Preemption.NEVER).build(), "preempt", "owner");
        assertRefused(
                () -> v3().addressOwner()
                        .preemption(Preemption.after(Duration.ofSeconds(7)))
                        .build(),
                "preempt",
                "7",
                "owner");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "PT0.001S", "PT0.015S", "PT40.96S", "PT41S", "PT1000H"})
    @Proves(value = "9568-6.1-02", by = NEGATIVE)
    void theIntervalOfVersion3Is1To4095Centiseconds(Duration interval) {
        assertRefused(() -> v3().interval(interval).build(), "interval");
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S, 1", "PT40.95S, 4095"})
    @Proves(value = "9568-6.1-02", by = POSITIVE)
    void bothEndsOfTheIntervalAreTaken(Duration interval, int centiseconds) {
        assertEquals(
                Interval.ofCentiseconds(centiseconds),
                v3().interval(interval).build().interval());
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT0.5S", "PT1.5S", "PT256S"})
    @Proves(value = "3768-5.3.7-01", by = NEGATIVE)
    void theIntervalOfVersion2Is1To255WholeSeconds(Duration interval) {
        assertRefused(() -> v2().interval(interval).build(), "interval");
    }

    /** 3768-5.3.7-01, contradiction 11. */
    @ParameterizedTest
    @CsvSource({"PT1S, 100", "PT255S, 25500"})
    @Proves(value = "3768-5.3.7-01", by = POSITIVE)
    void bothEndsOfTheIntervalOfVersion2AreTaken(Duration interval, int centiseconds) {
        assertEquals(
                Interval.ofCentiseconds(centiseconds),
                v2().interval(interval).build().interval());
    }

    @Test
    void theVersionMayBeSetAfterTheInterval() {
        assertEquals(
                Interval.ofSeconds(255),
                VirtualRouterConfig.on("eth0", 51)
                        .interval(Duration.ofSeconds(255))
                        .version(Version.V2)
                        .address("192.0.2.1")
                        .build()
                        .interval());
        assertRefused(
                () -> VirtualRouterConfig.on("eth0", 51)
                        .interval(Duration.ofMillis(500))
                        .version(Version.V2)
                        .address("192.0.2.1")
                        .build(),
                "interval",
                "0.5 s",
                "whole seconds");
    }

    @Test
    @Proves(value = "9568-5.2.5-01", by = NEGATIVE)
    void thereIsAtLeastOneAddress() {
        assertRefused(() -> VirtualRouterConfig.on("eth0", 51).build(), "addresses", "one");
    }

    @Test
    void thereAreAtMost255Addresses() {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on("eth0", 51);
        for (int i = 0; i < 255; i++) {
            builder.address("10.0.0." + i);
        }
        assertEquals(255, builder.build().addresses().size());
        assertRefused(() -> builder.address("10.0.1.0").build(), "address", "256", "255");
    }

    @Test
    @Proves(value = "9568-5.2.9-01", by = NEGATIVE)
    void theAddressesAreOfOneFamily() {
        assertRefused(
                () -> VirtualRouterConfig.on("eth0", 51)
                        .address("192.0.2.1")
                        .address("fe80::1")
                        .build(),
                "address",
                "fe80::1",
                "family");
        assertRefused(() -> v3OverIpv6().address("192.0.2.1").build(), "address", "192.0.2.1", "family");
    }

    @Test
    @Proves(value = "9568-5.2.9-02", by = NEGATIVE)
    void theFirstIpv6AddressIsLinkLocal() {
        assertRefused(
                () -> VirtualRouterConfig.on("eth0", 51)
                        .address("2001:db8:5::1/64")
                        .address("fe80::5:1/64")
                        .build(),
                "address",
                "2001:db8:5::1",
                "link-local");
    }

    /** ext-cfg-01: also with another prefix length. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/24", "192.0.2.1/32"})
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void anAddressIsGivenOnce(String address) {
        assertRefused(() -> v3().address(address).build(), "address", "192.0.2.1");
    }

    /** 3768-1.2-01: refused, not silently version 3. */
    @Test
    @Proves(value = "3768-1.2-01", by = NEGATIVE)
    void version2IsForIpv4() {
        assertRefused(() -> v3OverIpv6().version(Version.V2).build(), "version 2", "IPv4");
    }

    @Test
    void theChecksumOfIpv6CannotBeChosen() {
        assertRefused(
                () -> v3OverIpv6().checksumForm(ChecksumForm.MESSAGE_ONLY).build(), "checksum", "MESSAGE_ONLY", "IPv6");
    }

    @Test
    void theChecksumOfVersion2CannotBeChosen() {
        assertRefused(
                () -> v2().checksumForm(ChecksumForm.PSEUDO_HEADER).build(), "checksum", "PSEUDO_HEADER", "version 2");
    }

    @Test
    void theChecksumOfVersion3OverIpv4CanBeChosen() {
        VirtualRouterConfig config =
                v3().checksumForm(ChecksumForm.PSEUDO_HEADER).build();
        assertEquals(ChecksumForm.PSEUDO_HEADER, config.checksumForm());
        VirtualRouter router = Fixtures.active(config);
        Effect.Send heartbeat = (Effect.Send) router.expire(router.deadline()).get(0);
        assertEquals(ChecksumForm.PSEUDO_HEADER, heartbeat.advertisement().checksumForm());
    }

    @Test
    @Proves(value = "9568-5.2.9-02", by = POSITIVE)
    void theOrderOfTheAddressesIsKept() {
        VirtualRouterConfig config = VirtualRouterConfig.on("eth0", 51)
                .address("192.0.2.9/24")
                .address("192.0.2.1/24")
                .address("10.0.0.1/8")
                .build();
        assertEquals(
                List.of(
                        VirtualAddress.of("192.0.2.9/24"),
                        VirtualAddress.of("192.0.2.1/24"),
                        VirtualAddress.of("10.0.0.1/8")),
                config.addresses());
    }

    @Test
    void aConfigurationDoesNotChangeWithItsBuilder() {
        VirtualRouterConfig.Builder builder = v3();
        VirtualRouterConfig config = builder.build();
        builder.address("192.0.2.99").priority(7);
        assertEquals(2, config.addresses().size());
        assertEquals(100, config.priority());
        assertThrows(
                UnsupportedOperationException.class, () -> config.addresses().remove(0));
    }
}
