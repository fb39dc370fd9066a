package io.github.vrrp4j.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets packets that come in quick succession wait for each other: to be woken for each costs more than to look at it. Each counts
 * from when it arrived all the same. For the protocol lane only.
 */
final class Pacing {
    static final long REST_NANOS = 100_000;

    /** Fewer than two thousand packets in a second are not worth a rest. */
    static final long SUCCESSION_NANOS = 500_000;

    /** A rest may take longer than it should, and no timer may suffer from that. */
    static final long DISTANCE_NANOS = 1_000_000;

    private long turns;
    private long lastNanos;
    private boolean busy;

    /** A turn has looked at packets. */
    void looked(long now) {
        busy = turns++ > 0 && now - lastNanos < SUCCESSION_NANOS;
        lastNanos = now;
    }

    /** How long to rest before the next turn, at most once for each that looked at packets; 0 if not at all. */
    long restNanos(long deadline, long now) {
        boolean rests = busy && deadline - now > DISTANCE_NANOS;
        busy = false;
        return rests ? REST_NANOS : 0;
    }

    void rest(long deadline, long now) {
        long nanos = restNanos(deadline, now);
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
