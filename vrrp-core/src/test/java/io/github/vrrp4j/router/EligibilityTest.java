package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host knows and the protocol does not: eligibility, resignation, priority, how many advertisements may be missed. */
class EligibilityTest {
    private static Cause lastCause(Bench bench) {
        return bench.router.status(bench.id).lastTransition().orElseThrow().cause();
    }

    @Test
    void anActiveRouterThatIsNoLongerEligibleHandsOver() {
        Bench bench = Bench.active(Bench.v3());

        bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now);

        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "release [10.9.0.100/24, 10.9.0.101/24]",
                        "ACTIVE (master) -> INITIALIZE: no uplink"),
                bench.wire.takeLog());
        assertEquals(Cause.INELIGIBLE, lastCause(bench));
        assertEquals(Optional.of("no uplink"), bench.router.status(bench.id).waitsFor());
        assertEquals(VirtualRouter.NEVER, bench.deadline());
    }

    @Test
    void oneThatIsEligibleAgainListensForAFullIntervalAndHasForgottenWhatItLearned() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(200, Interval.ofCentiseconds(400)), Bench.HIGHER);
        bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now);
        assertEquals(List.of(), bench.wire.takeSent(), "a Backup has nothing to say");
        bench.passes(10 * Bench.SECOND);
        bench.hears(bench.saying(0), Bench.HIGHER);
        bench.passes(10 * Bench.SECOND);
        assertEquals(State.INITIALIZE, bench.state());

        bench.router.eligible(bench.id, Optional.empty(), bench.now);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(Cause.ELIGIBLE, lastCause(bench));
        assertEquals(bench.now + Bench.DOWN, bench.deadline());
    }

    @Test
    void eligibilityIsKeptOverStopAndLink() {
        Bench bench = Bench.backup(Bench.v3());
        bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now);
        bench.router.stop(bench.id, bench.now);
        bench.router.start(bench.id, bench.now);
        bench.router.link("eth0", LinkStatus.ABSENT, bench.now);
        bench.router.link("eth0", Bench.UP, bench.now);
        assertEquals(State.INITIALIZE, bench.state());

        bench.router.eligible(bench.id, Optional.empty(), bench.now);
        assertEquals(State.BACKUP, bench.state());
    }

    @Test
    void aRouterThatIsNotStartedIsNotStartedByBeingEligible() {
        Bench bench = Bench.of(Bench.v3());
        bench.router.eligible(bench.id, Optional.empty(), bench.now);
        assertEquals(State.INITIALIZE, bench.state());
    }

    @Test
    void anotherReasonIsToldWithoutATransition() {
        Bench bench = Bench.backup(Bench.v3());
        bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now);
        bench.wire.takeLog();
        bench.router.eligible(bench.id, Optional.of("disk full"), bench.now);
        bench.router.eligible(bench.id, Optional.of("disk full"), bench.now);
        assertEquals(List.of("waiting: disk full"), bench.wire.takeLog());
    }

    @Test
    @Proves(value = "9568-6.4.3-07", by = NEGATIVE)
    void onlyAnActiveRouterResigns() {
        Bench bench = Bench.backup(Bench.v3());
        long deadline = bench.deadline();
        bench.router.resign(bench.id, "maintenance", bench.now);
        assertEquals(List.of(), bench.wire.takeLog());
        assertEquals(deadline, bench.deadline());
        bench.router.stop(bench.id, bench.now);
        assertEquals(List.of(), bench.wire.takeSent());
        bench.router.resign(bench.id, "maintenance", bench.now);
        assertEquals(State.INITIALIZE, bench.state());
    }

    @Test
    void aResignationLeavesAFullIntervalToTheOthers() {
        Bench bench = Bench.active(Bench.v3());

        bench.router.resign(bench.id, "maintenance", bench.now);

        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "release [10.9.0.100/24, 10.9.0.101/24]",
                        "ACTIVE (master) -> BACKUP: maintenance"),
                bench.wire.takeLog());
        assertEquals(Cause.RESIGN_REQUEST, lastCause(bench));
        assertEquals(bench.now + Bench.DOWN, bench.deadline());
        bench.passes(Bench.DOWN);
        assertEquals(State.ACTIVE, bench.state(), "there was nobody else");
    }

    /** Seen in how long it waits when it is a Backup again without having heard anybody. */
    @Test
    @Proves(value = "ext-time-03", by = POSITIVE)
    void aRouterThatBecomesActiveForgetsTheLearnedInterval() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(200, Interval.ofCentiseconds(300)), Bench.HIGHER);
        bench.passes(3 * Bench.DOWN);
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(Bench.DOWN, bench.router.status(bench.id).activeDownNanos());

        bench.router.resign(bench.id, "maintenance", bench.now);
        assertEquals(bench.now + Bench.DOWN, bench.deadline());
    }

    /** From 100 to 50 at half time: 50/256 of an interval more, and not from the beginning. */
    @Test
    @Proves(value = "ext-trk-03", by = POSITIVE)
    void anotherPriorityMovesTheDeadlineOfABackup() {
        Bench bench = Bench.backup(Bench.v3());
        long deadline = bench.deadline();
        bench.passes(Bench.DOWN / 2);

        bench.router.reprioritize(bench.id, 50, bench.now);
        assertEquals(deadline + 195_312_500, bench.deadline());
        assertEquals(bench.deadline(), bench.router.deadline());
        bench.router.reprioritize(bench.id, 100, bench.now);
        assertEquals(deadline, bench.deadline());
    }

    @Test
    @Proves(value = "ext-trk-03", by = NEGATIVE)
    void afterPriorityZeroTheDeadlineMovesByTheSkewOnly() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(0), Bench.HIGHER);
        bench.router.reprioritize(bench.id, 50, bench.now);
        assertEquals(bench.now + Bench.SKEW + 195_312_500, bench.deadline());
        assertEquals(State.BACKUP, bench.state());

        bench.passes(Bench.SKEW);
        bench.router.reprioritize(bench.id, 254, bench.now);
        assertEquals(bench.now, bench.deadline(), "not before now");
    }

    @Test
    @Proves(value = "9568-6.1-04", by = POSITIVE)
    void theEffectivePriorityCountsEverywhere() {
        Bench bench = Bench.active(Bench.v3());
        bench.router.reprioritize(bench.id, 50, bench.now);
        bench.hears(bench.saying(60), Bench.LOWER);
        assertEquals(State.BACKUP, bench.state());
        assertEquals(bench.now + 3_804_687_500L, bench.deadline());
        bench.passes(2 * Bench.DOWN);
        assertEquals(
                50,
                TestWire.advertisement(bench.wire.sent.get(bench.wire.sent.size() - 1))
                        .priority());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 255, 256})
    @Proves(value = "9568-5.2.4-02", by = NEGATIVE)
    void anEffectivePriorityIs1To254(int priority) {
        Bench bench = Bench.backup(Bench.v3());
        assertRefused(
                () -> bench.router.reprioritize(bench.id, priority, bench.now),
                "priority",
                Integer.toString(priority),
                "1",
                "254");
        assertEquals(100, bench.router.status(bench.id).priority());
    }

    @Test
    @Proves(value = "ext-time-04", by = BOTH)
    void howManyAdvertisementsMayBeMissedIsConfigurable() {
        assertEquals(3, Bench.v3().build().policies().missedAdvertisements());
        Bench patient = Bench.backup(Bench.v3().adjust(policies -> policies.withMissedAdvertisements(5)));
        assertEquals(patient.now + 5 * Bench.SECOND + Bench.SKEW, patient.deadline());
        assertEquals(
                1,
                patient.config.advice().stream()
                        .filter(advice -> advice.parameter().equals("missed advertisements"))
                        .count());
        for (int wrong : new int[] {0, -1, 101}) {
            assertRefused(
                    () -> Bench.v3()
                            .adjust(policies -> policies.withMissedAdvertisements(wrong))
                            .build(),
                    "missed",
                    Integer.toString(wrong),
                    "1",
                    "100");
        }
    }

    /** Row 9568-6.1-05 through the router: it is preempted although the priority came from the host. */
    @Test
    @Proves(value = "9568-6.1-05", by = POSITIVE)
    void aHigherPriorityTakesOverFromALowerOneByDefault() {
        Bench bench = Bench.backup(Bench.v3().interval(Duration.ofSeconds(1)));
        for (int i = 0; i < 4; i++) {
            bench.hears(bench.saying(50), Bench.HIGHER);
            bench.passes(Bench.SECOND);
        }
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(Cause.PREEMPTED, lastCause(bench));
    }
}
