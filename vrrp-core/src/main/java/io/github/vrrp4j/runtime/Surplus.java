package io.github.vrrp4j.runtime;

/**
 * How many threads nobody has needed for a while. That a thread has had nothing to do for so long does not say that: a little to
 * do now and then goes to each of them in turn, so that none is ever idle for long.
 */
final class Surplus {
    private final long whileNanos;
    private long sinceNanos;
    private int fewestIdle;

    /** Counts from now on, when there is no thread. */
    Surplus(long whileNanos, long now) {
        this.whileNanos = whileNanos;
        sinceNanos = now;
    }

    /** So many have nothing to do. */
    void idle(int count) {
        fewestIdle = Math.min(fewestIdle, count);
    }

    /** How many can go; asked again and again. */
    int count(int idle, long now) {
        if (now - sinceNanos < whileNanos) {
            return 0;
        }
        sinceNanos = now;
        int surplus = Math.min(fewestIdle, idle);
        fewestIdle = idle - surplus;
        return surplus;
    }
}
