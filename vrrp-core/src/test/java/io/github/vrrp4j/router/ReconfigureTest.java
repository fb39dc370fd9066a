package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Impact;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other parameters for a virtual router that runs. */
class ReconfigureTest {
    private static Changes reconfigure(Bench bench, UnaryOperator<VirtualRouterConfig.Builder> change) {
        VirtualRouterConfig next =
                change.apply(bench.router.status(bench.id).config().toBuilder()).build();
        return bench.router.reconfigure(next, bench.now);
    }

    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void anActiveRouterTouchesOnlyTheAddressesThatComeOrGo() {
        Bench bench = Bench.active(Bench.v3());
        long deadline = bench.deadline();

        Changes changes = reconfigure(
                bench, builder -> builder.noAddresses().address("10.9.0.101/24").address("10.9.0.102/24"));

        assertEquals(
                List.of("acquire [10.9.0.102/24]", "announce [10.9.0.102]", "release [10.9.0.100/24]", "reconfigured"),
                bench.wire.takeLog());
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(deadline, bench.deadline());
        assertEquals(List.of(), bench.wire.takeSent(), "neither priority 0 nor anything else");
        assertEquals(List.of(changes), bench.wire.reconfigured);
        assertEquals(
                List.of(new Changes.Change(
                        "addresses", "[10.9.0.100/24, 10.9.0.101/24]", "[10.9.0.101/24, 10.9.0.102/24]", Impact.LIVE)),
                changes.changes());
        bench.passes(Bench.SECOND);
        assertEquals(
                List.of(IpAddress.of("10.9.0.101"), IpAddress.of("10.9.0.102")),
                TestWire.advertisement(bench.wire.sent.get(0)).addresses());
    }

    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void aBackupTouchesNoAddress() {
        Bench bench = Bench.backup(Bench.v3());
        long deadline = bench.deadline();

        reconfigure(bench, builder -> builder.noAddresses().address("10.9.0.7/24"));

        assertEquals(List.of("reconfigured"), bench.wire.takeLog());
        assertEquals(State.BACKUP, bench.state());
        assertEquals(deadline, bench.deadline());
        bench.passes(Bench.DOWN);
        assertEquals("acquire [10.9.0.7/24]", bench.wire.takeLog().get(1));
    }

    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void anotherIntervalIsSaidAtOnceAndHoldsFromThenOn() {
        Bench bench = Bench.active(Bench.v3());
        bench.passes(Bench.SECOND / 3);

        reconfigure(bench, builder -> builder.interval(Duration.ofMillis(200)));

        List<Datagram> sent = bench.wire.takeSent();
        assertEquals(1, sent.size());
        assertEquals(
                Interval.ofCentiseconds(20), TestWire.advertisement(sent.get(0)).interval());
        assertEquals(100, TestWire.advertisement(sent.get(0)).priority());
        assertEquals(bench.now + 200 * Bench.MILLISECOND, bench.deadline());
        assertEquals(State.ACTIVE, bench.state());
    }

    @Test
    void aBackupThatHasLearnedAnIntervalKeepsIt() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(200, Interval.ofCentiseconds(300)), Bench.HIGHER);
        long deadline = bench.deadline();
        reconfigure(bench, builder -> builder.interval(Duration.ofMillis(200)));
        assertEquals(deadline, bench.deadline());

        Bench quiet = Bench.backup(Bench.v3());
        quiet.passes(Bench.SECOND);
        reconfigure(quiet, builder -> builder.interval(Duration.ofMillis(200)));
        assertEquals(quiet.now + Bench.DOWN / 5, quiet.deadline());
    }

    /** What remains of the wait shrinks or grows by the difference of Skew_Time. */
    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void anotherPriorityMovesTheDeadlineOfABackupAndIsAdvertisedNext() {
        Bench backup = Bench.backup(Bench.v3());
        long deadline = backup.deadline();
        backup.passes(Bench.SECOND);
        Changes changes = reconfigure(backup, builder -> builder.priority(228));
        assertEquals(Impact.RE_ELECTION, changes.impact());
        assertEquals(deadline - Bench.SECOND / 2, backup.deadline());
        assertEquals(backup.deadline(), backup.router.deadline());

        Bench active = Bench.active(Bench.v3());
        reconfigure(active, builder -> builder.priority(228));
        assertEquals(List.of(), active.wire.takeSent());
        active.passes(Bench.SECOND);
        assertEquals(228, TestWire.advertisement(active.wire.sent.get(0)).priority());
    }

    @Test
    void anotherPreemptionHoldsForTheNextAdvertisement() {
        Bench bench = Bench.backup(Bench.v3());
        reconfigure(bench, builder -> builder.preemption(Preemption.NEVER));
        bench.passes(Bench.SECOND);
        bench.accepts(TestWire.packet(bench.saying(50), Bench.HIGHER));
    }

    @Test
    void otherPeersGetTheNextAdvertisementAndOnlyTheyAreHeard() {
        Bench bench = Bench.active(Bench.v3().peer(Bench.LOWER));
        reconfigure(bench, builder -> builder.noPeers().peer(Bench.HIGHER));
        bench.passes(Bench.SECOND);
        assertEquals(
                List.of(IpAddress.of(Bench.HIGHER)),
                bench.wire.takeSent().stream().map(Datagram::destination).toList());
        bench.rejects(Rejection.UNKNOWN_PEER, Bench.unicast(bench.saying(200), Bench.LOWER, Bench.OWN));

        reconfigure(bench, VirtualRouterConfig.Builder::noPeers);
        bench.passes(Bench.SECOND);
        assertEquals(
                List.of(IpAddress.of("224.0.0.18")),
                bench.wire.takeSent().stream().map(Datagram::destination).toList());
    }

    @Test
    void anotherPasswordHoldsForBothDirections() {
        Bench bench = Bench.backup(Bench.v2());
        reconfigure(bench, builder -> builder.authentication(AuthenticationKey.simpleText("s3cret")));

        bench.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, TestWire.packet(bench.saying(200), Bench.HIGHER));
        bench.passes(Bench.DOWN);
        assertEquals(
                AuthenticationKey.simpleText("s3cret").secret(),
                TestWire.advertisement(bench.wire.sent.get(0)).authentication().data());
    }

    /** One that the lists of before would have remembered as the same, and the other way round. */
    @Test
    void otherAddressesAreComparedWithFromThenOn() {
        Bench bench = Bench.backup(Bench.v3());
        Datagram same = TestWire.packet(bench.saying(200), Bench.HIGHER);
        bench.receives(same);
        assertEquals(0, bench.statistics().addressListErrors());
        reconfigure(bench, builder -> builder.address("10.9.0.102/24"));
        bench.receives(same);
        assertEquals(1, bench.statistics().addressListErrors());
    }

    @Test
    void aRouterThatWaitsForItsInterfaceTakesThemToo() {
        Bench bench = Bench.backup(Bench.v3());
        bench.router.link("eth0", LinkStatus.ABSENT, bench.now);
        bench.forget();
        reconfigure(
                bench, builder -> builder.noAddresses().address("10.9.0.7/24").priority(200));
        assertEquals(List.of("reconfigured"), bench.wire.takeLog());
        bench.router.link("eth0", Bench.UP, bench.now);
        assertEquals(bench.now + 3_218_750_000L, bench.deadline());
    }

    /** The address to send from becomes a virtual one, which only its owner may send from. */
    @Test
    void aRouterThatIsLeftWithoutAnAddressToSendFromStops() {
        Bench bench = Bench.active(Bench.v3());
        reconfigure(bench, builder -> builder.address(Bench.OWN + "/24"));

        assertEquals(State.INITIALIZE, bench.state());
        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "acquire [10.9.0.10/24]",
                        "release [10.9.0.100/24, 10.9.0.101/24, 10.9.0.10/24]",
                        "ACTIVE (master) -> INITIALIZE: eth0 has no IPv4 address to send from",
                        "reconfigured"),
                bench.wire.takeLog());
    }

    @Test
    void nothingNewIsNoChange() {
        Bench bench = Bench.active(Bench.v3());
        Changes changes = reconfigure(bench, builder -> builder);
        assertEquals(List.of(), changes.changes());
        assertEquals(List.of("reconfigured"), bench.wire.takeLog());
    }

    @Test
    void whatWasReprioritizedHasTheConfiguredPriorityAgain() {
        Bench bench = Bench.backup(Bench.v3());
        bench.router.reprioritize(bench.id, 50, bench.now);
        reconfigure(bench, builder -> builder.address("10.9.0.102/24"));
        assertEquals(100, bench.router.status(bench.id).priority());
        assertEquals(bench.now + Bench.DOWN, bench.deadline());
    }

    static Stream<UnaryOperator<VirtualRouterConfig.Builder>> restarts() {
        return Stream.of(
                builder -> builder.version(Version.V2),
                VirtualRouterConfig.Builder::coexistence,
                builder -> builder.adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL)));
    }

    @ParameterizedTest
    @MethodSource("restarts")
    @Proves(value = "ext-cfg-02", by = NEGATIVE)
    void whatNeedsARestartIsNamedBeforehandAndRefusedBeforeAnythingHappens(
            UnaryOperator<VirtualRouterConfig.Builder> change) {
        Bench bench = Bench.active(Bench.v3());
        VirtualRouterConfig next = change.apply(bench.config.toBuilder())
                .priority(200)
                .noAddresses()
                .address("10.9.0.7/24")
                .build();
        assertEquals(Impact.RESTART, bench.config.compare(next).impact());
        VirtualRouterStatus before = bench.router.status(bench.id);

        assertThrows(IllegalArgumentException.class, () -> bench.router.reconfigure(next, bench.now));

        assertEquals(before, bench.router.status(bench.id));
        assertEquals(List.of(), bench.wire.takeLog());
        bench.passes(Bench.SECOND);
        assertEquals(
                bench.saying(100), TestWire.advertisement(bench.wire.takeSent().get(0)));
    }

    /** These say which virtual router is meant. */
    @Test
    @Proves(value = "ext-cfg-02", by = NEGATIVE)
    void anotherInterfaceVridOrFamilyIsAnotherVirtualRouter() {
        Bench bench = Bench.active(Bench.v3());
        for (VirtualRouterConfig.Builder other : List.of(
                VirtualRouterConfig.on("eth1", 51).address("10.9.0.100/24"),
                VirtualRouterConfig.on("eth0", 52).address("10.9.0.100/24"),
                Bench.v3OverIpv6())) {
            VirtualRouterConfig next = other.build();
            assertEquals(Impact.RESTART, bench.config.compare(next).impact());
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> bench.router.reconfigure(next, bench.now));
            assertTrue(refusal.getMessage().contains(next.id().toString()), refusal.getMessage());
        }
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(List.of(), bench.wire.takeLog());
    }

    /** RFC 9568 section 6.4.3: whoever answers for the addresses is told that another rule holds. */
    @Test
    @Proves(value = "9568-6.4.3-06", by = BOTH)
    void anotherAcceptModeIsToldToTheHost() {
        ModelHost host = new ModelHost();
        Bench bench = Bench.withHooks(Bench.v3().adjust(policies -> policies.withAcceptMode(false)), host.hooks());
        bench.router.start(bench.id, bench.now);
        bench.passes(Bench.DOWN);
        assertTrue(!host.accepts("10.9.0.100"));

        reconfigure(bench, builder -> builder.adjust(policies -> policies.withAcceptMode(true)));
        assertTrue(host.accepts("10.9.0.100"));
        reconfigure(bench, builder -> builder.adjust(policies -> policies.withAcceptMode(false)));
        assertTrue(!host.accepts("10.9.0.100"));
    }
}
