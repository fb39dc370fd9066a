package io.github.vrrp4j.pcap.transport;

/**
 * Has frames that come in quick succession fetched together, a few at a time: to be woken for each costs its receiver as much as
 * to look at it, and its sender the call that wakes. The receiver is told how long each has waited. For one thread.
 */
final class Pace {
    static final long REST_NANOS = 100_000;

    /** A frame this new is probably the last that waits. */
    static final long NEW_NANOS = 30_000;

    /** Fewer than some three thousand frames in a second are not worth a rest. */
    static final long SUCCESSION_NANOS = 300_000;

    private boolean any;
    private long lastNanos;

    /** How long to rest after a frame of this age before the next one is fetched; 0 if not at all. */
    long restNanos(long ageNanos, long now) {
        boolean rests = any && ageNanos < NEW_NANOS && now - lastNanos < SUCCESSION_NANOS;
        any = true;
        lastNanos = rests ? now + REST_NANOS : now;
        return rests ? REST_NANOS : 0;
    }
}
