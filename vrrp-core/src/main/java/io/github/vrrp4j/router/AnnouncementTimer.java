package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.VirtualRouter;

/** When an Active router announces its addresses again. Stops when it is no longer Active: a Backup must not touch ARP caches. */
final class AnnouncementTimer {
    private static final long MIN_GAP_NANOS = 1_000_000_000L;

    private long repeatAt = VirtualRouter.NEVER;
    private long refreshAt = VirtualRouter.NEVER;
    private long lastAt = Long.MIN_VALUE;

    void started(AnnouncementSchedule schedule, long now) {
        repeatAt = after(now, schedule.repeatAfter().toNanos());
        refreshAt = after(now, schedule.refreshEvery().toNanos());
        lastAt = now;
    }

    /** Another schedule while Active: its refresh counts from now; a repetition that is still to come may be taken out. */
    void rescheduled(AnnouncementSchedule schedule, long now) {
        if (runs()) {
            repeatAt = schedule.repeatAfter().isZero() ? VirtualRouter.NEVER : repeatAt;
            refreshAt = after(now, schedule.refreshEvery().toNanos());
        }
    }

    void stopped() {
        repeatAt = VirtualRouter.NEVER;
        refreshAt = VirtualRouter.NEVER;
        lastAt = Long.MIN_VALUE;
    }

    boolean runs() {
        return lastAt != Long.MIN_VALUE;
    }

    /** Whether losing advertisements may cause another announcement: they can come as fast as a stranger likes. */
    boolean mayRepeat(long now) {
        boolean may = now - MIN_GAP_NANOS >= lastAt;
        lastAt = may ? now : lastAt;
        return may;
    }

    long deadline() {
        return Math.min(repeatAt, refreshAt);
    }

    /** Called when the deadline has come, to go on from there. */
    void fired(AnnouncementSchedule schedule, long now) {
        if (repeatAt <= now) {
            repeatAt = VirtualRouter.NEVER;
        }
        if (refreshAt <= now) {
            refreshAt = after(now, schedule.refreshEvery().toNanos());
        }
        lastAt = now;
    }

    private static long after(long now, long nanos) {
        return nanos == 0 ? VirtualRouter.NEVER : now + nanos;
    }
}
