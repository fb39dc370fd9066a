package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds back, after the caller stood still, whoever must not act before everything that arrived meanwhile has been looked at: Backups,
 * and Active routers that another one must have followed. Everybody else goes on at once.
 */
final class Standstill {
    private final HostActions actions;
    private final DeadlineHeap deadlines;
    private final Map<Instance, Long> overdue = new HashMap<>();
    private long since = VirtualRouter.NEVER;
    private long lateNanos;

    Standstill(HostActions actions, DeadlineHeap deadlines) {
        this.actions = actions;
        this.deadlines = deadlines;
    }

    void ended(Collection<Instance> instances, long sinceNanos, long dueNanos, long now) {
        since = Math.min(since, sinceNanos);
        lateNanos = Math.max(lateNanos, now - dueNanos);
        for (Instance instance : instances) {
            boolean isBackup = instance.machine.state() == State.BACKUP;
            if (isBackup && instance.machine.deadline() <= now) {
                overdue.putIfAbsent(instance, now - instance.machine.deadline());
            }
            if (isBackup || instance.stalled(now)) {
                instance.held = true;
                deadlines.moved(instance);
            }
        }
    }

    void caughtUp(Collection<Instance> instances, long now) {
        for (Instance instance : instances) {
            if (instance.held) {
                instance.held = false;
                goOn(instance, now);
                deadlines.moved(instance);
            }
        }
        overdue.clear();
        since = VirtualRouter.NEVER;
        lateNanos = 0;
        actions.flush();
    }

    private void goOn(Instance instance, long now) {
        if (instance.machine.state() != State.BACKUP) {
            return;
        }
        Long overdueNanos = overdue.get(instance);
        if (overdueNanos != null && instance.machine.deadline() > now) {
            instance.conflicts.takeoverAverted(overdueNanos, now, instance.reporter);
        }
        boolean mayExplainSilence =
                lateNanos >= instance.machine.activeInterval().nanos();
        if (mayExplainSilence && instance.config().policies().listensAfterStall()) {
            long unheardNanos = instance.machine.discountSilence(since, now);
            if (unheardNanos > 0) {
                instance.conflicts.silenceDiscounted(unheardNanos, now, instance.reporter);
            }
        }
    }
}
