package io.github.vrrp4j.exploration;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;

/**
 * What has to be remembered of a router in order to say how it must react, kept apart from what the machine remembers. It ends with
 * the state.
 *
 * @param followsUntil while a preempt delay runs: until when a Backup accepts lower advertisements
 * @param listens whether an Active router has stood still, and has not advertised since
 */
record Books(long followsUntil, boolean listens) {
    static final Books EMPTY = new Books(VirtualRouter.NEVER, false);

    Books after(Step step, Node node, long now) {
        if (step.packet() != null && node.state() == State.BACKUP) {
            return new Books(followsUntilAfter(step.packet().advertisement(), node, now), false);
        }
        return switch (step.kind()) {
            case STALL ->
                new Books(followsUntil, node.isActive() && !node.config().isOwner());
            case EXPIRE -> new Books(followsUntil, false);
            default -> this;
        };
    }

    long followsUntilAfter(Advertisement heard, Node node, long now) {
        if (!node.config().preemption().enabled() || heard.priority() == 0) {
            return followsUntil;
        }
        if (heard.priority() >= node.config().priority()) {
            return VirtualRouter.NEVER;
        }
        return followsUntil != VirtualRouter.NEVER
                ? followsUntil
                : now + node.config().preemption().delay().toNanos();
    }
}
