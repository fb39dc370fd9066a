package io.github.vrrp4j.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.protocol.VirtualRouter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong clock never goes back, and a deadline on it is never missed. */
class NodeClockTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aRightClockShowsTheTimeOfTheWorld() {
        NodeClock clock = new NodeClock();

        assertEquals(12_345, clock.local(12_345));
        assertEquals(12_345, clock.world(12_345));
        assertEquals(VirtualRouter.NEVER, clock.world(VirtualRouter.NEVER));
    }

    @Test
    void aChangeOfTheRateMakesNoJump() {
        NodeClock clock = new NodeClock();
        clock.rate(2, 10 * SECOND);
        assertEquals(10 * SECOND, clock.local(10 * SECOND));
        assertEquals(14 * SECOND, clock.local(12 * SECOND));

        clock.rate(0.5, 12 * SECOND);
        assertEquals(14 * SECOND, clock.local(12 * SECOND));
        assertEquals(15 * SECOND, clock.local(14 * SECOND));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.99, 0.999999, 1, 1.000001, 1.01, 3, 100})
    void aDeadlineIsReachedAndNotMuchTooLate(double rate) {
        NodeClock clock = new NodeClock();
        clock.rate(rate, 12_345);
        for (long local = 20_000; local < 1_000_000 * SECOND; local = local * 3 + 1) {
            long world = clock.world(local);
            assertTrue(clock.local(world) >= local);
            assertTrue(clock.local(world - 2) <= local, "rate " + rate + ", local " + local);
        }
    }
}
