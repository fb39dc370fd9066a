package io.github.vrrp4j.runtime;

import io.github.vrrp4j.protocol.VirtualRouter;

/**
 * Notices that the protocol lane did not run although it should have, and until when it looks at what arrived meanwhile. For the
 * protocol lane only.
 */
final class Watch {
    /** So many times the wait for silence after a standstill: where packets keep coming, there is none, and routers have to go on. */
    private static final int LIMIT = 5;

    private final long lateByNanos;
    private final long quietForNanos;
    private long lookedAt;
    private long quietAt = VirtualRouter.NEVER;
    private long latest;

    Watch(StallPolicy policy, long now) {
        lateByNanos = policy.lateBy().toNanos();
        quietForNanos = policy.quietFor().toNanos();
        lookedAt = now;
    }

    /** When the lane was last known to run. */
    long lookedAt() {
        return lookedAt;
    }

    /**
     * The lane runs. Says whether it did not for too long, after it was to wake up; it catches up then.
     *
     * @param planned when it was to wake up; any time before now if it was not asleep
     */
    boolean stoodStill(long planned, long now) {
        boolean stood = now - Math.max(planned, lookedAt) >= lateByNanos;
        if (stood) {
            latest = isCatchingUp() ? latest : now + LIMIT * quietForNanos;
            quietAt = Math.min(now + quietForNanos, latest);
        }
        return stood;
    }

    /** To be said after {@link #stoodStill}, which is about the time before. */
    void looked(long now) {
        lookedAt = now;
    }

    boolean isCatchingUp() {
        return quietAt != VirtualRouter.NEVER;
    }

    /** Something has arrived. */
    void heard(long now) {
        if (isCatchingUp()) {
            quietAt = Math.min(now + quietForNanos, latest);
        }
    }

    /** When it has caught up, if nothing arrives until then; never if it does not catch up. */
    long quietAt() {
        return quietAt;
    }

    /** Whether it has caught up now; said once. */
    boolean hasCaughtUp(long now) {
        if (now < quietAt) {
            return false;
        }
        quietAt = VirtualRouter.NEVER;
        return true;
    }
}
