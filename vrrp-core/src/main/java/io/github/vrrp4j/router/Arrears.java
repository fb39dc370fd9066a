package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the host failed to do about the addresses of a virtual router, and when it is asked again: an Active router without its
 * addresses is of no use, and a Backup with them does harm.
 *
 * <p>Asked on the protocol lane, answered on the host lane, where the tasks of a virtual router run one after the other.
 */
final class Arrears {
    static final long RETRY_NANOS = 1_000_000_000L;

    /** Of a hook that fails all the time, one failure in so many is reported. */
    private static final int REPORTED = 10;

    private long deadlineNanos = VirtualRouter.NEVER;
    private long askedNanos;
    private int asked;
    private int retries;

    private volatile int answered;
    private volatile List<VirtualAddress> failed = List.of();

    /** The host is about to be asked. */
    void asks(long now) {
        asked++;
        askedNanos = now;
    }

    /** The host was asked; it may have answered, too. */
    void asked() {
        boolean settled = asked == answered && !any();
        deadlineNanos = settled ? VirtualRouter.NEVER : askedNanos + RETRY_NANOS;
    }

    /** The host lane has not taken it. */
    void refused() {
        asked--;
    }

    /** When to look whether something has failed. */
    long deadline() {
        return deadlineNanos;
    }

    /** What to ask for again at the deadline; empty if nothing has failed, or the host has not answered yet. */
    List<VirtualAddress> due(long now) {
        if (asked != answered) {
            deadlineNanos = now + RETRY_NANOS;
            return List.of();
        }
        deadlineNanos = VirtualRouter.NEVER;
        List<VirtualAddress> due = failed;
        retries = due.isEmpty() ? 0 : retries + 1;
        return due;
    }

    /** Whether a failure of what is asked for now is worth a report. */
    boolean isReported() {
        return retries % REPORTED == 0;
    }

    /** On the host lane: whether some address is not as it should be. */
    boolean any() {
        return !failed.isEmpty();
    }

    /** On the host lane: what was tried last counts. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // the tasks of a virtual router run one after the other
    void succeeded(List<VirtualAddress> addresses) {
        List<VirtualAddress> before = failed;
        if (!before.isEmpty()) {
            List<VirtualAddress> left = new ArrayList<>(before);
            left.removeAll(addresses);
            failed = List.copyOf(left);
        }
        answered++;
    }

    /** On the host lane. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // the tasks of a virtual router run one after the other
    void failed(List<VirtualAddress> addresses) {
        Set<VirtualAddress> all = new LinkedHashSet<>(failed);
        all.addAll(addresses);
        failed = List.copyOf(all);
        answered++;
    }
}
