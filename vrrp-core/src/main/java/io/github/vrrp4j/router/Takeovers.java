package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.spi.Transport;

/**
 * Lets no Backup take over before every packet has been looked at that had arrived by then: only silence is a reason (RFC 9568
 * section 6.4.2), and a packet that waits on this host is none. Nor does an Active router go on without having looked, when it is so
 * late that one of them may be a new Active router's.
 */
final class Takeovers {
    private final Transport transport;
    private final HostActions actions;

    Takeovers(Transport transport, HostActions actions) {
        this.transport = transport;
        this.actions = actions;
    }

    void getReady(Instance instance) {
        try {
            transport.getReady(instance.id.interfaceName());
        } catch (RuntimeException e) {
            actions.failed(instance, "getting ready for a takeover", e);
        }
    }

    /** Whether one that is due waits until what has arrived is handed over. */
    boolean waits(Instance instance, long now) {
        boolean isBackup = instance.machine.state() == State.BACKUP;
        long deadline = instance.machine.deadline();
        // Later than that it listens anyway.
        if (instance.overtaken(now) && !instance.stalled(now) && isBehind(instance, now)) {
            return instance.patience.waits(deadline, now, instance.stalledNanos());
        }
        if (isBackup && deadline <= now && isBehind(instance, now)) {
            long mostNanos = instance.config().policies().takeoverPatience().toNanos();
            if (instance.patience.waits(deadline, now, mostNanos)) {
                return true;
            }
            instance.conflicts.takesOverUnheard(now - deadline, now, instance.reporter);
        }
        if (instance.patience.isWaiting()) {
            long lateNanos = instance.patience.ends(now);
            if (isBackup && deadline > now) {
                instance.conflicts.takeoverAverted(lateNanos, now, instance.reporter);
            }
        }
        return false;
    }

    private boolean isBehind(Instance instance, long now) {
        try {
            return instance.port.isBehind(transport, now);
        } catch (RuntimeException e) {
            actions.failed(instance, "asking whether packets wait", e);
            return false;
        }
    }
}
