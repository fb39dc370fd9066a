package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualRouter;

/** Until when the takeover of a Backup waits for packets that have arrived and have not been handed over. */
final class Patience {
    static final long LOOK_AGAIN_NANOS = 200_000;

    private long againNanos = VirtualRouter.NEVER;
    private long dueNanos;

    boolean isWaiting() {
        return againNanos != VirtualRouter.NEVER;
    }

    /** When to look again; for one that waits. */
    long againNanos() {
        return againNanos;
    }

    /** Begins or goes on to wait; false if that has been for too long. */
    boolean waits(long deadlineNanos, long now, long mostNanos) {
        if (!isWaiting()) {
            dueNanos = deadlineNanos;
        }
        againNanos = now - dueNanos < mostNanos ? now + LOOK_AGAIN_NANOS : VirtualRouter.NEVER;
        return isWaiting();
    }

    /** Ends to wait; says how late a takeover would be by now. */
    long ends(long now) {
        againNanos = VirtualRouter.NEVER;
        return now - dueNanos;
    }
}
