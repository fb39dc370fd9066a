package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 9568 sections 6.4 and 8, as far as they are duties of a data plane: the router tells a host when they begin and when they
 * end, and with what parameters. The {@link ModelHost} does the rest, by the Javadoc of {@code AddressHook}.
 */
class DataPlaneTest {
    private static final String VIP = "10.9.0.100";
    private static final String VIP6 = "2001:db8:5::1";
    private static final String VIRTUAL_MAC = "00:00:5e:00:01:33";
    private static final String VIRTUAL_MAC6 = "00:00:5e:00:02:33";

    private final ModelHost host = new ModelHost();

    private static VirtualRouterConfig.Builder ipv4() {
        return Bench.v3().preset(Preset.RFC9568);
    }

    private static VirtualRouterConfig.Builder ipv6() {
        return Bench.v3OverIpv6().preset(Preset.RFC9568);
    }

    private Bench backup(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.withHooks(builder, host.hooks());
        bench.router.start(bench.id, bench.now);
        return bench;
    }

    private Bench active(VirtualRouterConfig.Builder builder) {
        Bench bench = backup(builder);
        bench.passes(4 * Bench.SECOND);
        assertEquals(State.ACTIVE, bench.state());
        return bench;
    }

    private static Optional<MacAddress> mac(String text) {
        return Optional.of(new MacAddress(Long.parseLong(text.replace(":", ""), 16)));
    }

    /** Everything that an Active host does for an address, none of which any other does. */
    private void assertSilent(Bench bench) {
        assertEquals(Optional.empty(), host.resolves(VIP), bench.state()::toString);
        assertEquals(Optional.empty(), host.resolves(VIP6));
        assertEquals(Optional.empty(), host.neighborAdvertisementFlags(VIP6));
        assertEquals(Set.of(), host.solicitedNodeGroups());
        assertFalse(host.sendsRouterAdvertisements());
        assertFalse(host.forwardsFramesTo(VIRTUAL_MAC));
        assertFalse(host.forwardsFramesTo(VIRTUAL_MAC6));
        assertFalse(host.accepts(VIP));
        assertFalse(host.accepts(VIP6));
        assertFalse(host.dropsInsteadOfForwarding(VIP));
        assertFalse(host.dropsInsteadOfForwarding(VIP6));
    }

    @Test
    @Proves(
            value = {"9568-6.4.3-01", "9568-6.4.3-05", "9568-8.1.2-01", "9568-8.1.3-01", "9568-8.3.1-01"},
            by = POSITIVE)
    void anActiveRouterAnswersForItsIpv4AddressesWithTheVirtualMac() {
        active(ipv4());
        assertEquals(mac(VIRTUAL_MAC), host.resolves(VIP));
        assertEquals(mac(VIRTUAL_MAC), host.resolves("10.9.0.101"));
        assertEquals(Optional.empty(), host.resolves("10.9.0.102"));
        assertTrue(host.forwardsFramesTo(VIRTUAL_MAC));
        assertTrue(host.dropsInsteadOfForwarding(VIP));
    }

    @Test
    @Proves(
            value = {"9568-6.4.3-01", "9568-8.2.2-01"},
            by = NEGATIVE)
    void theMacOfTheInterfaceIsNeverInAnAnswerOfARouterWithTheVirtualOne() {
        active(ipv4());
        active(ipv6());
        for (String address : List.of(VIP, "10.9.0.101", "fe80::5:1", VIP6)) {
            assertFalse(host.resolves(address)
                    .filter(ModelHost.INTERFACE_MAC::equals)
                    .isPresent());
            assertTrue(host.resolves(address).isPresent());
        }
    }

    @Test
    @Proves(
            value = {"9568-6.4.3-02", "9568-6.4.3-03", "9568-6.4.3-04", "9568-6.4.3-05", "9568-8.2.2-01"},
            by = POSITIVE)
    void anActiveRouterAnswersForItsIpv6AddressesWithTheVirtualMac() {
        active(ipv6());
        assertEquals(mac(VIRTUAL_MAC6), host.resolves("fe80::5:1"));
        assertEquals(mac(VIRTUAL_MAC6), host.resolves(VIP6));
        assertEquals(Optional.of(0xe0), host.neighborAdvertisementFlags(VIP6));
        assertEquals(Set.of("ff02::1:ff00:1", "ff02::1:ff05:1"), host.solicitedNodeGroups());
        assertTrue(host.sendsRouterAdvertisements());
        assertTrue(host.forwardsFramesTo(VIRTUAL_MAC6));
    }

    /** Section 6.4.1: an owner never was a Backup, and has the same duties from its start. */
    @Test
    @Proves(
            value = {"9568-6.4.3-02", "9568-6.4.3-04"},
            by = POSITIVE)
    void anOwnerHasThemFromItsStart() {
        Bench bench = backup(ipv6().addressOwner());
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(Set.of("ff02::1:ff00:1", "ff02::1:ff05:1"), host.solicitedNodeGroups());
        assertTrue(host.sendsRouterAdvertisements());
        assertTrue(host.accepts(VIP6));
        bench.router.stop(bench.id, bench.now);
        assertSilent(bench);
    }

    static Stream<VirtualRouterConfig.Builder> families() {
        return Stream.of(
                ipv4().adjust(policies -> policies.withAcceptMode(true)),
                ipv6().adjust(policies -> policies.withAcceptMode(true)));
    }

    /** For three Active_Down_Intervals, whatever it hears, and whatever Accept_Mode says. */
    @ParameterizedTest
    @MethodSource("families")
    @Proves(
            value = {
                "9568-6.4.2-01",
                "9568-6.4.2-02",
                "9568-6.4.2-03",
                "9568-6.4.2-04",
                "9568-6.4.2-05",
                "9568-6.4.1-02",
                "9568-6.4.3-03",
                "9568-6.4.3-05",
                "9568-8.3.1-01"
            },
            by = NEGATIVE)
    void aBackupIsSilentForTheAddresses(VirtualRouterConfig.Builder builder) {
        Bench bench = backup(builder);
        String peer = bench.config.id().family() == Family.IPV4 ? Bench.HIGHER : Bench.HIGHER6;
        for (int i = 0; i < 11; i++) {
            bench.hears(bench.saying(200), peer);
            bench.hears(bench.saying(50), peer);
            bench.passes(Bench.SECOND);
            assertEquals(State.BACKUP, bench.state());
            assertSilent(bench);
        }
        bench.hears(bench.saying(0), peer);
        assertSilent(bench);
    }

    /** The contrast: the same questions, answered. */
    @Test
    @Proves(
            value = {"9568-6.4.2-01", "9568-6.4.2-02", "9568-6.4.2-03"},
            by = POSITIVE)
    void theSameHostAnswersOnceItIsActive() {
        Bench ipv4 = backup(ipv4());
        Bench ipv6 = backup(ipv6());
        assertSilent(ipv4);
        ipv4.passes(Bench.DOWN);
        ipv6.passes(Bench.DOWN);
        assertTrue(host.resolves(VIP).isPresent());
        assertTrue(host.resolves(VIP6).isPresent());
        assertTrue(host.sendsRouterAdvertisements());
    }

    static Stream<Consumer<Bench>> ends() {
        return Stream.of(
                bench -> bench.router.stop(bench.id, bench.now),
                bench -> bench.router.remove(bench.id, bench.now),
                bench -> bench.router.resign(bench.id, "maintenance", bench.now),
                bench -> bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now),
                bench -> bench.router.link("eth0", LinkStatus.ABSENT, bench.now),
                bench -> bench.router.link("eth0", LinkStatus.up(List.of()), bench.now),
                bench -> bench.hears(bench.saying(200), Bench.HIGHER6),
                bench -> bench.hears(bench.saying(100), Bench.HIGHER6));
    }

    @ParameterizedTest
    @MethodSource("ends")
    @Proves(
            value = {"9568-6.4.3-02", "9568-6.4.3-04", "9568-6.4.3-05", "9568-6.4.2-03", "9568-8.3.1-01"},
            by = NEGATIVE)
    void whateverEndsTheActiveStateEndsTheDutiesBeforeItIsTold(Consumer<Bench> end) {
        Bench bench = active(ipv6());
        assertEquals(List.of("released", "told BACKUP", "acquired", "announced", "told ACTIVE"), host.order);
        host.order.clear();

        end.accept(bench);

        assertEquals("released", host.order.get(0));
        assertTrue(host.order.get(1).startsWith("told "));
        assertEquals(2, host.order.size());
        assertEquals(Set.of(), host.held());
        assertEquals(Set.of(), host.solicitedNodeGroups());
        assertFalse(host.sendsRouterAdvertisements());
        assertFalse(host.forwardsFramesTo(VIRTUAL_MAC6));
    }

    /** What a crash has left behind goes before the first election. */
    @Test
    @Proves(value = "9568-8.3.1-01", by = NEGATIVE)
    void whatAnEarlierRunLeftBehindIsGivenUpAtTheStart() {
        active(ipv4());
        Bench again = backup(ipv4());
        assertEquals(State.BACKUP, again.state());
        assertSilent(again);
    }

    @Test
    @Proves(value = "9568-6.4.3-06", by = BOTH)
    void packetsAreAcceptedByAnOwnerOrWithAcceptMode() {
        active(ipv4());
        assertFalse(host.accepts(VIP));
        active(ipv4().adjust(policies -> policies.withAcceptMode(true)));
        assertTrue(host.accepts(VIP));
        active(ipv4().addressOwner());
        assertTrue(host.accepts(VIP));
        active(ipv4().addressOwner().adjust(policies -> policies.withAcceptMode(true)));
        assertTrue(host.accepts(VIP));
    }

    @Test
    @Proves(value = "9568-6.1-06", by = BOTH)
    void acceptModeIsOffByDefaultAndLeavesNeighborDiscoveryAlone() {
        assertFalse(Bench.v3().preset(Preset.RFC9568).build().acceptsPackets());
        active(ipv6());
        assertEquals(mac(VIRTUAL_MAC6), host.resolves(VIP6), "a solicitation is answered");
        assertFalse(host.accepts(VIP6), "an echo request is not");
    }

    /** RFC 3768 section 6.4.3. */
    @Test
    @Proves(value = "3768-6.4.3-02", by = BOTH)
    void inVersion2OnlyAnOwnerAccepts() {
        active(Bench.v2().preset(Preset.RFC3768).addressOwner());
        assertTrue(host.accepts(VIP));
        active(Bench.v2().preset(Preset.RFC3768));
        assertFalse(host.accepts(VIP));
        assertRefused(
                () -> Bench.v2()
                        .preset(Preset.RFC3768)
                        .adjust(policies -> policies.withAcceptMode(true))
                        .build(),
                "accept mode",
                "owner");
        assertTrue(Bench.v2().adjust(policies -> policies.withAcceptMode(true)).build().advice().stream()
                .anyMatch(advice -> advice.parameter().equals("accept mode")));
    }

    /** Sections 8.1.2 and 8.2.2: nothing is announced before the host says that the address is there. */
    @ParameterizedTest
    @MethodSource("families")
    @Proves(
            value = {"9568-8.1.2-02", "9568-8.2.2-02"},
            by = BOTH)
    void announcementsWaitUntilTheAddressesAreAcquired(VirtualRouterConfig.Builder builder) {
        Queue<Runnable> lane = new ArrayDeque<>();
        VrrpRouter router = new VrrpRouter(new TestWire(), host.hooks(), (id, task) -> lane.add(task));
        VirtualRouterConfig config = builder.addressOwner().build();
        router.add(config, 0);
        router.link("eth0", Bench.UP, 0);
        router.start(config.id(), 0);
        for (long now = 0; now < 100 * Bench.SECOND; now += Bench.SECOND) {
            router.expire(now);
        }
        assertEquals(List.of(), host.order, "the host is slow");

        lane.remove().run();
        assertEquals(List.of("acquired"), host.order);
        lane.forEach(Runnable::run);
        assertEquals(List.of("acquired", "announced", "told ACTIVE"), host.order);
    }

    /** A slow hook can outlast the Active state: then nothing may be announced any more. */
    @Test
    @Proves(value = "ext-garp-01", by = NEGATIVE)
    void whatWasNotAnnouncedBeforeTheActiveStateEndedNeverIs() {
        Queue<Runnable> lane = new ArrayDeque<>();
        VrrpRouter router = new VrrpRouter(new TestWire(), host.hooks(), (id, task) -> lane.add(task));
        VirtualRouterConfig config = ipv4().addressOwner().build();
        router.add(config, 0);
        router.link("eth0", Bench.UP, 0);
        router.start(config.id(), 0);
        router.stop(config.id(), Bench.SECOND);

        lane.forEach(Runnable::run);

        assertEquals(List.of("acquired", "told ACTIVE", "released", "told INITIALIZE"), host.order);
    }
}
