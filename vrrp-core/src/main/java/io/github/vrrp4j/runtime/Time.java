package io.github.vrrp4j.runtime;

import io.github.vrrp4j.spi.NanoClock;

/** What time it is for the router: never earlier than it was told before, although several threads say when something came. */
final class Time {
    /**
     * The greatest age of a packet that is believed. A frame says by the wall clock when it arrived, which somebody may have set
     * since; and after this process stood still, what waited was sent by a router that may well be alive: it counts as if it had
     * just come, and its sender has nearly a whole Active_Down_Interval to be heard of again.
     */
    static final long MOST_AGE_NANOS = 5_000_000;

    private final NanoClock clock;
    private long latest;

    Time(NanoClock clock) {
        this.clock = clock;
        latest = clock.nanos();
    }

    /** When something came that has this age. Any thread may ask. */
    long ago(long ageNanos) {
        return clock.nanos() - Math.max(0, Math.min(ageNanos, MOST_AGE_NANOS));
    }

    /** The time to tell the router for something that came then. For the protocol lane only, as the next one. */
    long at(long nanos) {
        latest = Math.max(latest, nanos);
        return latest;
    }

    long now() {
        return at(clock.nanos());
    }
}
