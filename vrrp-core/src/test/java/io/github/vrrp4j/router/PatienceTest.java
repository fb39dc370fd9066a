package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Conflict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Backup whose Active_Down_Timer fires while packets that have arrived wait on their way to it. */
class PatienceTest {
    private static final Duration MOST = Duration.ofMillis(250);
    private static final long MOST_NANOS = MOST.toNanos();

    private final Bench bench = Bench.backup(Bench.v3().adjust(policies -> policies.withTakeoverPatience(MOST)));

    @BeforeEach
    void setUp() {
        bench.wire.behind = true;
        bench.now = bench.deadline();
        bench.router.expire(bench.now);
    }

    private void looksAgain(long afterNanos) {
        bench.now += afterNanos;
        bench.router.expire(bench.now);
    }

    @Test
    @Proves(value = "ext-stall-01", by = BOTH)
    void itDoesNotTakeOverWhenTheActiveTurnsOutToBeAmongThem() {
        assertEquals(State.BACKUP, bench.state());
        bench.hears(bench.saying(200), Bench.HIGHER);
        long deadline = bench.now + Bench.DOWN;
        bench.wire.behind = false;
        looksAgain(Patience.LOOK_AGAIN_NANOS);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(deadline, bench.deadline());
        assertEquals(List.of(), bench.wire.takeSent());
        assertEquals(List.of(new Conflict.TakeoverAverted(Patience.LOOK_AGAIN_NANOS)), bench.wire.takeConflicts());
    }

    @Test
    void itTakesOverAsSoonAsAllOfThemHaveBeenLookedAt() {
        looksAgain(Patience.LOOK_AGAIN_NANOS);
        assertEquals(State.BACKUP, bench.state());
        bench.wire.behind = false;
        looksAgain(Patience.LOOK_AGAIN_NANOS);

        assertEquals(State.ACTIVE, bench.state());
        assertEquals(List.of(), bench.wire.takeConflicts());
    }

    @Test
    void itLooksAgainSoonAndIsNotAwakeMeanwhile() {
        assertEquals(bench.now + Patience.LOOK_AGAIN_NANOS, bench.deadline());
        assertFalse(bench.router.takesOverNext());
    }

    @Test
    void aFloodThatIsNeverAllHandedOverDelaysATakeoverForAsLongAsThePolicySays() {
        long due = bench.now;
        while (bench.state() == State.BACKUP) {
            assertTrue(bench.deadline() < due + MOST_NANOS + Patience.LOOK_AGAIN_NANOS);
            looksAgain(bench.deadline() - bench.now);
        }
        assertTrue(bench.now >= due + MOST_NANOS);
        assertEquals(List.of(new Conflict.TakeoverUnheard(bench.now - due)), bench.wire.takeConflicts());
    }

    @Test
    void itMayBeToldNotToWaitAtAll() {
        Bench bold = Bench.backup(Bench.v3().adjust(policies -> policies.withTakeoverPatience(Duration.ZERO)));
        bold.wire.behind = true;
        bold.now = bold.deadline();
        bold.router.expire(bold.now);

        assertEquals(State.ACTIVE, bold.state());
        assertEquals(List.of(new Conflict.TakeoverUnheard(0)), bold.wire.takeConflicts());
    }

    @Test
    void itsNextTakeoverIsToldToWaitAnew() {
        looksAgain(MOST_NANOS);
        assertEquals(State.ACTIVE, bench.state());
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.now = bench.deadline();
        bench.router.expire(bench.now);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(bench.now + Patience.LOOK_AGAIN_NANOS, bench.deadline());
    }

    @Test
    void whatIsActiveOnTheSameHostGoesOnToAdvertise() {
        VirtualRouterConfig owner = VirtualRouterConfig.on("eth0", 52)
                .address("10.9.0.7")
                .addressOwner()
                .build();
        bench.router.add(owner, bench.now);
        bench.router.start(owner.id(), bench.now);
        bench.wire.takeSent();
        looksAgain(Patience.LOOK_AGAIN_NANOS / 2);
        looksAgain(Bench.SECOND - Patience.LOOK_AGAIN_NANOS / 2);

        assertEquals(State.ACTIVE, bench.router.status(owner.id()).state());
        assertTrue(bench.wire.takeSent().size() >= 1);
    }

    @Test
    void whoIsStoppedWhileItWaitsIsNotSaidToHaveBeenSaved() {
        bench.router.stop(bench.id, bench.now);
        looksAgain(Patience.LOOK_AGAIN_NANOS);

        assertEquals(State.INITIALIZE, bench.state());
        assertEquals(List.of(), bench.wire.takeConflicts());
    }
}
