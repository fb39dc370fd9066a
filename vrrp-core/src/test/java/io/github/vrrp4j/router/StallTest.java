package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Conflict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An Active router that stood still for so long that another one must have taken over: a frozen machine, a suspended process. */
class StallTest {
    private final Bench bench = Bench.active(Bench.v3().interval(Duration.ofMillis(10)));

    private void pause(long nanos) {
        bench.now = bench.deadline() + nanos;
        bench.router.expire(bench.now);
        bench.router.expire(bench.now);
    }

    @Test
    @Proves(value = "ext-stall-02", by = BOTH)
    void whatWasMissedInAPauseIsNotMadeUpForAndThePauseIsReported() {
        pause(5 * Bench.SECOND);
        bench.passes(10 * Bench.MILLISECOND);

        assertEquals(1, bench.wire.takeSent().size());
        assertEquals(bench.now + 10 * Bench.MILLISECOND, bench.deadline());
        assertEquals(
                List.of(
                        new Conflict.LateTimer(5 * Bench.SECOND, Interval.ofCentiseconds(1)),
                        new Conflict.ListensAfterStall(5 * Bench.SECOND, Interval.ofCentiseconds(1))),
                bench.wire.takeConflicts());
        assertEquals(1, bench.statistics().lateTimers());
        assertEquals(State.ACTIVE, bench.state());
    }

    @Test
    @Proves(value = "ext-stall-02", by = NEGATIVE)
    void aPauseThatNobodyTookOverInIsOneAdvertisementAtOnce() {
        pause(19 * Bench.MILLISECOND);
        assertEquals(1, bench.wire.takeSent().size());
        assertEquals(1, bench.statistics().lateTimers());
    }

    /** It would have followed that one as a Backup, and neither says priority 0 nor takes anything back. */
    @Test
    @Proves(value = "ext-stall-02", by = POSITIVE)
    void whoTookOverIsYieldedTo() {
        pause(5 * Bench.SECOND);
        bench.wire.takeLog();
        bench.hears(bench.saying(100), Bench.LOWER);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(List.of(), bench.wire.takeSent());
        assertEquals(
                Cause.STALLED,
                bench.router.status(bench.id).lastTransition().orElseThrow().cause());
    }

    @Test
    void aPacketThatIsLookedAtBeforeTheTimerTellsOfThePauseToo() {
        bench.now = bench.deadline() + 5 * Bench.SECOND;
        bench.hears(bench.saying(100), Bench.LOWER);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(1, bench.statistics().lateTimers());
        assertEquals(5 * Bench.SECOND, bench.statistics().worstLatenessNanos());
    }

    /** It waited for three intervals and Skew_Time, from the last advertisement on: an interval longer than this one is late. */
    @Test
    @Proves(value = "ext-stall-02", by = BOTH)
    void whoIsHeardAsSoonAsItCanHaveTakenOverIsYieldedTo() {
        bench.now = bench.deadline() + 20 * Bench.MILLISECOND;
        bench.hears(bench.saying(100), Bench.LOWER);
        assertEquals(State.ACTIVE, bench.state());

        Bench later = Bench.active(Bench.v3().interval(Duration.ofMillis(10)));
        later.now = later.deadline() + 20 * Bench.MILLISECOND + 1;
        later.hears(later.saying(100), Bench.LOWER);
        assertEquals(State.BACKUP, later.state());
        assertEquals(List.of(), later.wire.takeSent());
    }

    @Test
    void anOwnerAndWhoeverPreemptsGoOn() {
        pause(5 * Bench.SECOND);
        bench.hears(bench.saying(50), Bench.LOWER);
        assertEquals(State.ACTIVE, bench.state());

        Bench owner = Bench.active(Bench.v3().addressOwner());
        owner.now = owner.deadline() + 60 * Bench.SECOND;
        owner.router.expire(owner.now);
        assertEquals(1, owner.wire.takeSent().size());
    }

    @Test
    void aRouterThatIsToldToGoesOnAfterAPause() {
        Bench bold = Bench.active(Bench.v3().adjust(policies -> policies.withListensAfterStall(false)));
        bold.now = bold.deadline() + 60 * Bench.SECOND;
        bold.router.expire(bold.now);
        assertEquals(1, bold.wire.takeSent().size());
    }

    @Test
    @Proves(value = "ext-stall-01", by = BOTH)
    void aBackupThatCatchesUpWithThePacketsOfAPauseTakesOverOnlyIfTheActiveIsSilent() {
        Bench backup = Bench.backup(Bench.v3());
        long due = backup.deadline();
        backup.now = due + 60 * Bench.SECOND;
        backup.router.stoodStill(due - Bench.SECOND, due, backup.now);
        backup.hears(backup.saying(200), Bench.HIGHER);
        backup.router.caughtUp(backup.now);
        backup.router.expire(backup.now);
        assertEquals(State.BACKUP, backup.state());
        assertEquals(List.of(new Conflict.TakeoverAverted(60 * Bench.SECOND)), backup.wire.takeConflicts());

        due = backup.deadline();
        backup.now = due + Bench.MILLISECOND;
        backup.router.stoodStill(due - Bench.SECOND, due, backup.now);
        backup.router.caughtUp(backup.now);
        backup.router.expire(backup.now);
        assertEquals(State.ACTIVE, backup.state());
        assertEquals(List.of(), backup.wire.takeConflicts());
    }

    /** One that listened until a second after the last advertisement, was to look again half-way to its takeover, and did not. */
    private static Bench stoodStill(VirtualRouterConfig.Builder config, long lateNanos) {
        Bench backup = Bench.backup(config);
        backup.hears(backup.saying(200), Bench.HIGHER);
        long listened = backup.now + Bench.SECOND;
        long due = (listened + backup.deadline()) / 2;
        backup.now = due + lateNanos;
        backup.router.stoodStill(listened, due, backup.now);
        backup.router.caughtUp(backup.now);
        backup.router.expire(backup.now);
        return backup;
    }

    @Test
    @Proves(value = "ext-stall-01", by = BOTH)
    void aBackupDoesNotCountAsSilenceThatItStoodStill() {
        Bench backup = stoodStill(Bench.v3(), 60 * Bench.SECOND);
        long remains = Bench.DOWN - Bench.SECOND;
        long unheard = remains / 2 + 60 * Bench.SECOND;

        assertEquals(State.BACKUP, backup.state());
        assertEquals(backup.now + remains, backup.deadline());
        assertEquals(List.of(new Conflict.SilenceDiscounted(unheard)), backup.wire.takeConflicts());

        backup.now = backup.deadline();
        backup.router.expire(backup.now);
        assertEquals(State.ACTIVE, backup.state());
    }

    @Test
    void itDoesIfItIsToldTo() {
        Bench bold =
                stoodStill(Bench.v3().adjust(policies -> policies.withListensAfterStall(false)), 60 * Bench.SECOND);
        assertEquals(State.ACTIVE, bold.state());
    }

    /** It slept, and may do so: an Active router that stood still for less than an interval was not silent for so long. */
    @Test
    void aBackupThatIsLateByLessThanAnIntervalHasHeardTheSilence() {
        Bench backup = stoodStill(Bench.v3(), Bench.SECOND - 1);
        long sinceItHeard = Bench.SECOND + (Bench.DOWN - Bench.SECOND) / 2 + Bench.SECOND - 1;
        assertEquals(backup.now + Bench.DOWN - sinceItHeard, backup.deadline());
        assertEquals(List.of(), backup.wire.takeConflicts());
    }

    /** RFC 9568 section 6.4.2: it said that it goes. */
    @Test
    void silenceAfterPriorityZeroNeedsNoListener() {
        Bench backup = Bench.backup(Bench.v3());
        backup.hears(backup.saying(0), Bench.HIGHER);
        long resigned = backup.now;
        backup.now += 60 * Bench.SECOND;
        backup.router.stoodStill(resigned, resigned, backup.now);
        backup.router.caughtUp(backup.now);
        backup.router.expire(backup.now);
        assertEquals(State.ACTIVE, backup.state());
    }

    @Test
    void untilAllHasBeenLookedAtNoBackupTakesOverAndNoActiveGoesOnThatMustHaveBeenFollowed() {
        Bench backup = Bench.backup(Bench.v3());
        long due = backup.deadline();
        backup.now = due + 5 * Bench.SECOND;
        backup.router.stoodStill(due, due, backup.now);
        backup.router.expire(backup.now);
        assertEquals(State.BACKUP, backup.state());

        due = bench.deadline();
        bench.now = due + 31 * Bench.MILLISECOND;
        bench.router.stoodStill(due, due, bench.now);
        bench.router.expire(bench.now);
        assertEquals(List.of(), bench.wire.takeConflicts());
        bench.router.caughtUp(bench.now);
        bench.router.expire(bench.now);
        assertEquals(
                List.of(
                        new Conflict.LateTimer(31 * Bench.MILLISECOND, Interval.ofCentiseconds(1)),
                        new Conflict.ListensAfterStall(31 * Bench.MILLISECOND, Interval.ofCentiseconds(1))),
                bench.wire.takeConflicts());
    }

    private void stoodStill(long lateNanos) {
        long due = bench.deadline();
        bench.now = due + lateNanos;
        bench.router.stoodStill(due, due, bench.now);
        bench.router.expire(bench.now);
    }

    @Test
    void anActiveThatCannotHaveBeenFollowedGoesOnAtOnceWhateverWaits() {
        bench.wire.behind = true;
        stoodStill(20 * Bench.MILLISECOND);
        assertEquals(1, bench.wire.takeSent().size());
    }

    @Test
    void oneThatCanHaveBeenFollowedGoesOnAtOnceIfNothingWaits() {
        stoodStill(20 * Bench.MILLISECOND + 1);
        assertEquals(1, bench.wire.takeSent().size());
    }

    @Test
    void ifPacketsWaitItLooksAtThemFirst() {
        bench.wire.behind = true;
        stoodStill(20 * Bench.MILLISECOND + 1);
        assertEquals(List.of(), bench.wire.takeSent());
        bench.wire.behind = false;
        bench.hears(bench.saying(100), Bench.LOWER);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(List.of(), bench.wire.takeSent());
    }

    /** They may be somebody's who sends without end. */
    @Test
    void itDoesNotLookForLongerThanUntilItMustHaveBeenFollowed() {
        bench.wire.behind = true;
        stoodStill(20 * Bench.MILLISECOND + 1);
        bench.now = bench.deadline();
        bench.router.expire(bench.now);
        assertEquals(List.of(), bench.wire.takeSent());

        bench.now += 10 * Bench.MILLISECOND;
        bench.router.expire(bench.now);
        bench.now += 10 * Bench.MILLISECOND;
        bench.router.expire(bench.now);
        assertEquals(1, bench.wire.takeSent().size());
    }

    /** RFC 9568 section 2.5. */
    @Test
    void aBackupThatIsLateSaysSoToo() {
        Bench backup = Bench.backup(Bench.v3());
        backup.now = backup.deadline() + 2 * Bench.SECOND;
        backup.router.expire(backup.now);
        assertEquals(1, backup.statistics().lateTimers());
        assertEquals(State.ACTIVE, backup.state());
    }
}
