package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.MILLISECOND;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.demotion;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.release;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 6.4.3, with priority 100 and one second unless said otherwise. */
class Section6_4_3ActiveTest {
    private static final long ADVER_TIMER = T0 + ADI_100 + SECOND;
    private static final long NOW = ADVER_TIMER - 300 * MILLISECOND;

    private final VirtualRouterConfig config = v3().build();
    private final VirtualRouter router = active(config);

    /** Row 3. */
    @Test
    @Proves(value = "9568-6.4.3-07", by = POSITIVE)
    void shutdownSaysPriorityZeroAndGivesTheAddressesBack() {
        assertEquals(
                List.of(
                        send(config, 0),
                        release(config),
                        moved(State.ACTIVE, State.INITIALIZE, Cause.SHUTDOWN, BECAUSE, NOW)),
                shutdown(router, NOW));
        assertEquals(State.INITIALIZE, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadline());
        assertEquals(NOTHING, router.expire(ADVER_TIMER));
    }

    /** Row 15. */
    @Test
    void aLostLinkDoesTheSame() {
        Evidence evidence = new Evidence.Circumstance("eth0 has no carrier");
        assertEquals(
                List.of(
                        send(config, 0),
                        release(config),
                        moved(State.ACTIVE, State.INITIALIZE, Cause.LINK_DOWN, evidence, NOW)),
                router.shutdown(Cause.LINK_DOWN, evidence, NOW));
        assertEquals(VirtualRouter.NEVER, router.deadline());
    }

    /** Row 5, 9568-6.4.3-08. */
    @Test
    @Proves(value = "9568-6.4.3-08", by = POSITIVE)
    void theHeartbeatKeepsItsPeriod() {
        for (int round = 0; round < 1000; round++) {
            long due = ADVER_TIMER + round * SECOND;
            assertEquals(due, router.deadline());
            assertEquals(NOTHING, router.expire(due - 1));
            assertEquals(List.of(send(config, 100)), router.expire(due));
        }
        assertEquals(State.ACTIVE, router.state());
    }

    @Test
    void theHeartbeatHasTheConfiguredInterval() {
        VirtualRouter fast =
                active(v3().interval(Duration.ofMillis(50)).priority(200).build());
        long deadline = fast.deadline();
        fast.expire(deadline);
        assertEquals(deadline + 50 * MILLISECOND, fast.deadline());
    }

    /** Deadlines are absolute: a peer never hears two heartbeats further apart than the lateness of one. */
    @Test
    void aHeartbeatThatIsALittleLateDoesNotShiftTheNext() {
        assertEquals(List.of(send(config, 100)), router.expire(ADVER_TIMER + 50 * MILLISECOND));
        assertEquals(ADVER_TIMER + SECOND, router.deadline());
    }

    /** ext-stall-02: what was missed is not made up for. */
    @ParameterizedTest
    @ValueSource(longs = {SECOND, SECOND + 200 * MILLISECOND, 2 * SECOND, 60 * SECOND})
    @Proves(value = "ext-stall-02", by = BOTH)
    void aHeartbeatThatIsVeryLateIsOneHeartbeat(long lateness) {
        long late = ADVER_TIMER + lateness;
        assertEquals(List.of(send(config, 100)), router.expire(late));
        assertTrue(router.deadline() > late && router.deadline() <= late + SECOND);
        assertEquals(NOTHING, router.expire(late));
    }

    /** Row 6: even from a higher address. */
    @ParameterizedTest
    @MethodSource("addresses")
    @Proves(value = "9568-6.4.3-09", by = BOTH)
    void priorityZeroIsAnsweredAtOnceAndRestartsTheTimer(IpAddress sender) {
        assertEquals(List.of(send(config, 100)), router.receive(advertisement(config, 0), sender, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(NOW + SECOND, router.deadline());
    }

    static Stream<IpAddress> addresses() {
        return Stream.of(LOWER_ADDRESS, HIGHER_ADDRESS);
    }

    /** Row 7. */
    @ParameterizedTest
    @CsvSource({"101, 100.200.200.200", "101, 192.0.2.200", "255, 192.0.2.200"})
    @Proves(value = "9568-6.4.3-10", by = POSITIVE)
    void aHigherPriorityIsYieldedTo(int priority, String sender) {
        Advertisement higher = advertisement(config, priority);
        assertEquals(
                demotion(config, Cause.OUTRANKED, heard(higher, ip(sender)), NOW),
                router.receive(higher, ip(sender), NOW));
        assertEquals(State.BACKUP, router.state());
        assertEquals(NOW + ADI_100, router.deadline());
    }

    /** Row 7: Active_Down_Interval is that of the new Active router's interval. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 4095})
    @Proves(value = "9568-6.4.3-10", by = POSITIVE)
    void theIntervalOfTheNewActiveRouterIsLearned(int centiseconds) {
        router.receive(advertisement(config, 200, centiseconds(centiseconds)), HIGHER_ADDRESS, NOW);
        assertEquals(NOW + centiseconds * (ADI_100 / 100), router.deadline());
    }

    @Test
    @Proves(
            value = {"9568-6.4.3-08", "ext-time-02"},
            by = NEGATIVE)
    void theAdverTimerOfARouterThatYieldedDoesNothing() {
        router.receive(advertisement(config, 200), HIGHER_ADDRESS, NOW);
        assertEquals(NOTHING, router.expire(ADVER_TIMER));
        assertEquals(State.BACKUP, router.state());
    }

    /** Rows 8 and 9, 9568-6.4.3-11. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.11, 192.0.2.12",
        "192.0.2.127, 192.0.2.128",
        "10.0.0.1, 192.0.2.200",
        "127.255.255.255, 128.0.0.0",
        "fe80::7f, fe80::ff",
        "fe80::1, fe80::8000:0:0:0",
        "fe80::7fff:ffff:ffff:ffff, fe80::8000:0:0:0"
    })
    @Proves(value = "9568-6.4.3-10", by = POSITIVE)
    @Proves(value = "9568-6.4.3-11", by = BOTH)
    void ofEqualPrioritiesTheHigherAddressWins(String lower, String higher) {
        VirtualRouterConfig anyFamily =
                ip(lower).family() == Family.IPV4 ? config : v3OverIpv6().build();
        Advertisement equal = advertisement(anyFamily, 100);

        VirtualRouter loser = active(anyFamily, ip(lower));
        assertEquals(
                demotion(anyFamily, Cause.TIE_BREAK, heard(equal, ip(higher)), NOW),
                loser.receive(equal, ip(higher), NOW));
        assertEquals(NOW + ADI_100, loser.deadline());

        VirtualRouter winner = active(anyFamily, ip(higher));
        assertEquals(List.of(send(anyFamily, 100)), winner.receive(equal, ip(lower), NOW));
        assertEquals(State.ACTIVE, winner.state());
    }

    /** Row 9, note (ii): the Adver_Timer runs on. */
    @Test
    @Proves(value = "9568-6.4.3-12", by = BOTH)
    @Proves(value = "9568-6.4.3-10", by = NEGATIVE)
    void anEqualPriorityFromALowerAddressIsAnsweredAtOnce() {
        assertEquals(
                List.of(send(config, 100)),
                router.receive(advertisement(config, 100, centiseconds(10)), LOWER_ADDRESS, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(ADVER_TIMER, router.deadline());
    }

    /** Row 10: two routers with the same address would answer each other without end. */
    @Test
    @Proves(value = "9568-6.4.3-12", by = NEGATIVE)
    void anEqualPriorityFromTheOwnAddressIsNeverAnswered() {
        assertEquals(NOTHING, router.receive(advertisement(config, 100), SELF, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(ADVER_TIMER, router.deadline());
    }

    /** Row 11, note (ii). */
    @ParameterizedTest
    @CsvSource({"1, 192.0.2.200", "99, 192.0.2.200", "99, 100.200.200.200"})
    @Proves(value = "9568-6.4.3-12", by = BOTH)
    @Proves(value = "3768-6.4.3-01", by = NEGATIVE)
    void aLowerPriorityIsAnsweredAtOnce(int priority, String sender) {
        assertEquals(
                List.of(send(config, 100)),
                router.receive(advertisement(config, priority, centiseconds(10)), ip(sender), NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(ADVER_TIMER, router.deadline());
    }

    static Stream<Preemption> preemptions() {
        return Stream.of(Preemption.IMMEDIATE, Preemption.NEVER, Preemption.after(Duration.ofSeconds(30)));
    }

    /** Row 12 and 9568-6.4.3-13: Preempt_Mode is not looked at in Active. */
    @ParameterizedTest
    @MethodSource("preemptions")
    @Proves(value = "9568-6.4.3-13", by = POSITIVE)
    @Proves(value = "9568-6.4.3-10", by = NEGATIVE)
    void preemptionMakesNoDifference(Preemption preemption) {
        VirtualRouter other = active(v3().preemption(preemption).build());
        for (int priority : new int[] {50, 0, 100, 200}) {
            Advertisement advertisement = advertisement(config, priority);
            assertEquals(
                    router.receive(advertisement, HIGHER_ADDRESS, NOW + priority),
                    other.receive(advertisement, HIGHER_ADDRESS, NOW + priority));
            assertEquals(router.state(), other.state());
            assertEquals(router.deadline(), other.deadline());
        }
        assertEquals(State.BACKUP, other.state());
    }

    /** Row 13 with erratum 8298: two owners converge to the higher address. */
    @Test
    @Proves(value = "9568-8298-01", by = POSITIVE)
    void ofTwoOwnersTheHigherAddressWins() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        Advertisement rival = advertisement(owner, 255);
        VirtualRouter loser = new VirtualRouter(owner);
        VirtualRouter winner = new VirtualRouter(owner);
        startup(loser, SELF, T0);
        startup(winner, HIGHER_ADDRESS, T0);

        assertEquals(List.of(send(owner, 255)), winner.receive(rival, SELF, T0 + 1));
        assertEquals(State.ACTIVE, winner.state());
        assertEquals(
                demotion(owner, Cause.TIE_BREAK, heard(rival, HIGHER_ADDRESS), T0 + 2),
                loser.receive(rival, HIGHER_ADDRESS, T0 + 2));
    }

    /** Row 13 with erratum 8298. */
    @Test
    void anOwnerYieldsToNobodyElse() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        VirtualRouter ownersRouter = new VirtualRouter(owner);
        startup(ownersRouter, SELF, T0);
        assertEquals(
                List.of(send(owner, 255)), ownersRouter.receive(advertisement(owner, 254), HIGHER_ADDRESS, T0 + 1));
        assertEquals(State.ACTIVE, ownersRouter.state());
        assertEquals(T0 + SECOND, ownersRouter.deadline());
    }

    /** The address used as source is the one that is compared. */
    @Test
    void aNewSourceAddressDecidesFromThenOn() {
        router.sendFrom(ip("192.0.2.250"));
        assertEquals(Optional.of(ip("192.0.2.250")), router.source());
        assertEquals(List.of(send(config, 100)), router.receive(advertisement(config, 100), HIGHER_ADDRESS, NOW));
        assertEquals(State.ACTIVE, router.state());

        router.sendFrom(ip("192.0.2.3"));
        router.receive(advertisement(config, 100), ip("192.0.2.4"), NOW + 1);
        assertEquals(State.BACKUP, router.state());
    }
}
