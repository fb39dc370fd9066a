package io.github.vrrp4j.examples.scenarios;

import java.time.Duration;

/** How fast virtual time goes by for those who watch. */
enum Pace {
    /** As fast as the machine can. */
    FAST,
    /** Five times as fast as real time, which a person can follow. */
    WATCHABLE;

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int SPEED = 5;

    /** The longest time to pass at once. */
    Duration step(Duration whole) {
        return this == FAST || whole.compareTo(STEP) < 0 ? whole : STEP;
    }

    /** Waits after virtual time has passed; not when interrupted. */
    void follow(Duration passed) {
        if (this == WATCHABLE && !Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(passed.toMillis() / SPEED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
