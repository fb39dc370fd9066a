package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Late by 20 is a standstill, and 7 without a packet are quiet: milliseconds all. */
class WatchTest {
    private final Watch watch = new Watch(new StallPolicy(Duration.ofMillis(20), Duration.ofMillis(7)), at(100));

    private static long at(long milliseconds) {
        return milliseconds * 1_000_000;
    }

    @Test
    void whoSleepsAsLongAsPlannedDidNotStandStill() {
        assertFalse(watch.stoodStill(at(5000), at(4000)));
        assertFalse(watch.stoodStill(at(5000), at(5000)));
        assertFalse(watch.stoodStill(at(5000), at(5020) - 1));
        assertFalse(watch.isCatchingUp());
    }

    @Test
    void whoWakesUpLateStoodStill() {
        assertTrue(watch.stoodStill(at(5000), at(5020)));
        assertTrue(watch.isCatchingUp());
    }

    @Test
    void whoDidNotSleepStoodStillSinceItLookedLast() {
        assertFalse(watch.stoodStill(watch.lookedAt(), at(120) - 1));
        watch.looked(at(120) - 1);
        assertFalse(watch.stoodStill(at(3), at(139)));
        assertTrue(watch.stoodStill(at(3), at(140)));
    }

    @Test
    void itHasCaughtUpWhenNothingHasComeForAWhile() {
        watch.heard(at(110));
        assertFalse(watch.hasCaughtUp(at(119)));
        watch.stoodStill(at(100), at(120));
        watch.heard(at(125));
        assertEquals(at(132), watch.quietAt());
        assertFalse(watch.hasCaughtUp(at(132) - 1));
        assertTrue(watch.hasCaughtUp(at(132)));
        assertFalse(watch.hasCaughtUp(at(133)));
    }

    @Test
    void itHasCaughtUpAfterFiveTimesAsLongAlthoughPacketsKeepComing() {
        watch.stoodStill(at(100), at(120));
        for (long now = 120; now < 155; now++) {
            assertFalse(watch.hasCaughtUp(at(now)));
            watch.heard(at(now));
        }
        assertTrue(watch.hasCaughtUp(at(155)));
    }

    /** Otherwise a machine that stutters would never let anybody take over. */
    @Test
    void anotherStandstillMeanwhileDoesNotMakeItLonger() {
        watch.stoodStill(at(100), at(120));
        watch.looked(at(120));
        assertTrue(watch.stoodStill(at(120), at(150)));
        assertEquals(at(155), watch.quietAt());
    }
}
