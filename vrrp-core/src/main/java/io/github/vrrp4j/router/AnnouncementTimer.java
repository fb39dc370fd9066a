package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.VirtualRouter;

/** When an Active router announces its addresses again. Stops when it is no longer Active: a Backup must not touch ARP caches. */
final class AnnouncementTimer {
    private static final long MIN_GAP_NANOS = 1_000_000_000L;

    private boolean runs;
    private long repeatAt = VirtualRouter.NEVER;
    private long refreshAt = VirtualRouter.NEVER;
    /** When what came too early is made up for. */
    private long owedAt = VirtualRouter.NEVER;

    private long quietUntil;

    void started(AnnouncementSchedule schedule, long now) {
        runs = true;
        repeatAt = after(now, schedule.repeatAfter().toNanos());
        refreshAt = after(now, schedule.refreshEvery().toNanos());
        // Another router may have become Active at the same time: what it announces comes last.
        quietUntil = now;
    }

    /** Another schedule while Active: its refresh counts from now; a repetition that is still to come may be taken out. */
    void rescheduled(AnnouncementSchedule schedule, long now) {
        if (runs) {
            repeatAt = schedule.repeatAfter().isZero() ? VirtualRouter.NEVER : repeatAt;
            refreshAt = after(now, schedule.refreshEvery().toNanos());
        }
    }

    void stopped() {
        runs = false;
        repeatAt = VirtualRouter.NEVER;
        refreshAt = VirtualRouter.NEVER;
        owedAt = VirtualRouter.NEVER;
    }

    boolean runs() {
        return runs;
    }

    /**
     * Whether a losing advertisement causes another announcement at once. They can come as fast as a stranger likes; but the last
     * one counts, since the hosts believe whoever announced last: what comes too early is owed.
     */
    boolean mayRepeat(long now) {
        if (now < quietUntil) {
            owedAt = quietUntil;
            return false;
        }
        quietUntil = now + MIN_GAP_NANOS;
        return true;
    }

    long deadline() {
        return Math.min(owedAt, Math.min(repeatAt, refreshAt));
    }

    /** Called when the deadline has come, to go on from there. */
    void fired(AnnouncementSchedule schedule, long now) {
        if (repeatAt <= now) {
            repeatAt = VirtualRouter.NEVER;
        }
        if (refreshAt <= now) {
            refreshAt = after(now, schedule.refreshEvery().toNanos());
        }
        owedAt = VirtualRouter.NEVER;
        quietUntil = now + MIN_GAP_NANOS;
    }

    private static long after(long now, long nanos) {
        return nanos == 0 ? VirtualRouter.NEVER : now + nanos;
    }
}
