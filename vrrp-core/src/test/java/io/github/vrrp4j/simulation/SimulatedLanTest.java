package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.nopreempt;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Elections, and the faults of the operator's table. */
class SimulatedLanTest {
    private final SimulatedLan lan = SimulatedLan.seeded(42);

    @Test
    void theHighestPriorityIsElectedAndTheNextOneTakesOverWhenItCrashes() {
        SimulatedNode r1 = lan.join(priority(200));
        SimulatedNode r2 = lan.join(priority(150));
        SimulatedNode r3 = lan.join(priority(100));
        lan.run(A_WHILE);
        lan.assertHolds(r1, VIRTUAL);

        r1.crash();
        lan.run(A_WHILE);
        lan.assertHolds(r2, VIRTUAL);
        r1.assertState(State.INITIALIZE);
        r3.assertState(State.BACKUP);

        r1.start();
        lan.run(A_WHILE);
        lan.assertHolds(r1, VIRTUAL);
    }

    @Test
    void carrierLossThatIsSeenMovesTheAddressOnceWhenNobodyPreempts() {
        SimulatedNode lower = lan.join(nopreempt(100));
        SimulatedNode higher = lan.join(nopreempt(100));
        lan.run(A_WHILE);
        if (lower.state() == State.ACTIVE) {
            lower.resign("so that the one with the higher address is Active first");
            lan.run(A_WHILE);
        }
        lan.assertHolds(higher, VIRTUAL);

        higher.unplug();
        lan.run(A_WHILE);
        lan.assertHolds(lower, VIRTUAL);

        higher.plug();
        lan.run(A_WHILE);
        lan.assertHolds(lower, VIRTUAL);
    }

    @Test
    void aSilentCutMakesTwoActivesAndTheHigherAddressTakesTheAddressBackWhenItHeals() {
        SimulatedNode lower = lan.join(nopreempt(100));
        SimulatedNode higher = lan.join(nopreempt(100));
        lan.run(A_WHILE);

        higher.cut();
        lan.run(A_WHILE);
        lower.assertState(State.ACTIVE);
        higher.assertState(State.ACTIVE);

        higher.heal();
        lan.run(A_WHILE);
        lan.assertHolds(higher, VIRTUAL);
        assertEquals(
                Cause.TIE_BREAK, lower.status().lastTransition().orElseThrow().cause());
    }

    @Test
    void aRouterThatStopsHandsOverWithinSkewTime() {
        SimulatedNode r1 = lan.join(priority(200));
        SimulatedNode r2 = lan.join(priority(150));
        lan.run(A_WHILE);

        r1.stop();
        lan.run(Duration.ofMillis(500));

        lan.assertHolds(r2, VIRTUAL);
        assertEquals(Cause.RESIGNED, r2.status().lastTransition().orElseThrow().cause());
    }

    @Test
    void theSameSeedGivesTheSameTranscriptFrameByFrame() {
        Transcript first = crash(7);
        Transcript second = crash(7);

        assertEquals(first, second);
        assertFalse(first.entries().isEmpty());
        assertNotEquals(first.entries(), crash(8).entries());
    }

    private static Transcript crash(long seed) {
        SimulatedLan lan = SimulatedLan.seeded(seed).recordFrames();
        lan.conditions(Conditions.GOOD.withLoss(0.1).withCorruption(0.01));
        SimulatedNode r1 = lan.join(priority(100));
        lan.join(priority(100));
        lan.client(VIRTUAL);
        lan.run(A_WHILE);
        r1.crash();
        lan.run(A_WHILE);
        return lan.transcript();
    }
}
