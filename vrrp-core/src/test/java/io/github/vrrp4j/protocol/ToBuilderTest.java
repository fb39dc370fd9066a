package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a configuration back to a builder: nothing is lost, and nothing is shared. */
class ToBuilderTest {
    static Stream<VirtualRouterConfig> configs() {
        return Stream.of(
                v3().build(),
                v3OverIpv6().peer("fe80::2").build(),
                VirtualRouterConfig.on("eth0", 51).address("192.0.2.1/24").build(),
                v3().addressOwner().build(),
                v3().probe(ReachabilityProbe.of("192.0.2.254")).build(),
                v3().holdUp(Duration.ofSeconds(30)).build(),
                v3().coexistence().interval(Duration.ofMillis(70)).build(),
                v3().checksumForm(ChecksumForm.PSEUDO_HEADER).build(),
                v3().preset(Preset.FRR).build(),
                v2().preset(Preset.KEEPALIVED)
                        .priority(7)
                        .interval(Duration.ofSeconds(3))
                        .preemption(Preemption.after(Duration.ofSeconds(9)))
                        .authentication(AuthenticationKey.header("s3cret"))
                        .peer("192.0.2.12")
                        .peer("192.0.2.13")
                        .adjust(policies -> policies.withMissedAdvertisements(5))
                        .adjust(policies -> policies.withAcceptMode(false))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void nothingIsLost(VirtualRouterConfig config) {
        VirtualRouterConfig again = config.toBuilder().build();
        assertNotSame(config, again);
        assertAlike(config, again);
        assertAlike(config, again.toBuilder().build());
    }

    private static void assertAlike(VirtualRouterConfig expected, VirtualRouterConfig actual) {
        assertEquals(List.of(), expected.compare(actual).changes());
        assertEquals(expected.id(), actual.id());
        assertEquals(expected.policies(), actual.policies());
        assertEquals(expected.checksumForm(), actual.checksumForm());
        assertEquals(expected.toString(), actual.toString());
    }

    @Test
    void whatWasSaidCanBeSaidOtherwise() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        assertEquals(8, owner.toBuilder().priority(8).build().priority());
        assertEquals(
                Preset.FRR.policies(Version.V3),
                v3().preset(Preset.KEEPALIVED).build().toBuilder()
                        .preset(Preset.FRR)
                        .build()
                        .policies());
    }

    @Test
    void addressesAndPeersCanBeTakenOut() {
        VirtualRouterConfig config = v3().peer("192.0.2.12").build();
        VirtualRouterConfig next = config.toBuilder()
                .noAddresses()
                .address("10.0.0.1/8")
                .noPeers()
                .peer("10.0.0.12")
                .build();
        assertEquals(List.of(VirtualAddress.of("10.0.0.1/8")), next.addresses());
        assertEquals(List.of(IpAddress.of("10.0.0.12")), next.peers());
        assertEquals(List.of(), config.toBuilder().noPeers().build().peers());
    }

    @Test
    void nothingIsShared() {
        VirtualRouterConfig.Builder original = v3().peer("192.0.2.12");
        VirtualRouterConfig config = original.build();
        VirtualRouterConfig.Builder copy = config.toBuilder();
        copy.address("192.0.2.3")
                .peer("192.0.2.13")
                .adjust(policies -> policies.withAcceptMode(true))
                .build();
        original.noAddresses().noPeers().adjust(policies -> policies.withMissedAdvertisements(9));
        assertEquals(List.of(), config.compare(config.toBuilder().build()).changes());
        assertEquals(2, config.addresses().size());
        assertEquals(1, config.peers().size());
    }

    @Test
    void aConfigurationReadsAsASentence() {
        assertEquals(
                "eth0/51, version 3, priority 100, every 1 s, [192.0.2.1/24, 192.0.2.2/24]",
                v3().build().toString());
        assertEquals("eth0/51", v3().build().id().toString());
        assertEquals("eth0/51/IPv6", v3OverIpv6().build().id().toString());
    }
}
