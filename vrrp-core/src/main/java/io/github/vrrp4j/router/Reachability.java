package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.VirtualRouter;

/**
 * Whether the targets of a {@link ReachabilityProbe} answer. In rounds: each begins with a question and ends with the next one.
 * Until the first answers came, nobody knows, and that counts as no.
 */
final class Reachability {
    private ReachabilityProbe probe;
    private long nextRoundAt = VirtualRouter.NEVER;
    private boolean asked;
    private boolean answered;
    private boolean reachable;
    private int sameInARow;

    Reachability(ReachabilityProbe probe) {
        this.probe = probe;
        this.reachable = probe.targets().isEmpty();
    }

    /** Another probe goes on from what is known, unless there was or is none. */
    void reconfigured(ReachabilityProbe next, long now) {
        if (!next.equals(probe)) {
            probe = next;
            reachable = reachable || next.targets().isEmpty();
            stopped();
            started(now);
        }
    }

    /** Questions can be sent from now on; those before are forgotten. */
    void started(long now) {
        if (!probe.targets().isEmpty() && nextRoundAt == VirtualRouter.NEVER) {
            nextRoundAt = now;
            asked = false;
            sameInARow = 0;
        }
    }

    /** Nothing can be asked: the router is stopped, or its link is down. What comes after has to be learned anew. */
    void stopped() {
        nextRoundAt = VirtualRouter.NEVER;
    }

    /** Forgets that anybody answered. */
    void forget() {
        stopped();
        reachable = probe.targets().isEmpty();
    }

    long deadline() {
        return nextRoundAt;
    }

    boolean isReachable() {
        return reachable;
    }

    void answered(IpAddress target) {
        answered |= asked && probe.targets().contains(target);
    }

    /** Ends a round and begins the next; says whether the outcome changed. Called when the deadline has come. */
    boolean nextRound(long now) {
        boolean before = reachable;
        if (asked) {
            count(answered);
        }
        asked = true;
        answered = false;
        nextRoundAt = now + probe.interval().toNanos();
        return reachable != before;
    }

    private void count(boolean anAnswer) {
        sameInARow = anAnswer == reachable ? 0 : sameInARow + 1;
        if (sameInARow >= (anAnswer ? probe.rise() : probe.fall())) {
            reachable = anAnswer;
            sameInARow = 0;
        }
    }

    /** The end of the obstacle, or of one that had nothing to do with this, in words. */
    String answers() {
        return probe.targets().isEmpty() ? "eligible again" : "one of " + probe.targets() + " answers";
    }

    String description() {
        return "none of " + probe.targets() + " answers";
    }
}
