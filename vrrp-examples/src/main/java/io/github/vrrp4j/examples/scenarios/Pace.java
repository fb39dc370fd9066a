package io.github.vrrp4j.examples.scenarios;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How fast virtual time goes by for those who watch. */
enum Pace {
    /** As fast as the machine can. */
    FAST,
    /** Five times as fast as real time, which a person can follow, and what is long in six seconds. */
    WATCHABLE;

    private static final Duration SHORTEST_STEP = Duration.ofMillis(100);
    private static final int MOST_STEPS = 300;
    private static final long NANOS_FOR_A_STEP = 20_000_000;

    /** The time to let pass at once. */
    Duration step(Duration whole) {
        if (this == FAST) {
            return whole;
        }
        Duration step = whole.dividedBy(MOST_STEPS);
        return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
    }

    /** Waits after a step; not when interrupted. */
    void follow() {
        if (this == WATCHABLE) {
            LockSupport.parkNanos(NANOS_FOR_A_STEP);
        }
    }
}
