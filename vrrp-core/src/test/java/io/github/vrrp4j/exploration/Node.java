package io.github.vrrp4j.exploration;

import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;

/**
 * A router of the world. Immutable: the machine is copied before it changes.
 *
 * @param machine the production state machine
 * @param holds whether the host has the addresses
 * @param books what the exploration knows of it that the machine does not show
 */
record Node(VirtualRouter machine, boolean holds, Books books) {
    static Node fresh(VirtualRouterConfig config) {
        return new Node(new VirtualRouter(config), false, Books.EMPTY);
    }

    VirtualRouterConfig config() {
        return machine.config();
    }

    State state() {
        return machine.state();
    }

    boolean runs() {
        return state() != State.INITIALIZE;
    }

    boolean isActive() {
        return state() == State.ACTIVE;
    }

    boolean isDue(long now) {
        return runs() && machine.deadline() <= now;
    }

    /** The node with the machine after it has reacted; the host does what it is told. */
    Node after(Step step, long now, VirtualRouter next, List<Effect> effects) {
        boolean held = holds;
        for (Effect effect : effects) {
            if (effect instanceof Effect.Acquire) {
                require(!held, "addresses are acquired that are held already");
                held = true;
            } else if (effect instanceof Effect.Release) {
                require(held, "addresses are released that are not held");
                held = false;
            } else if (effect instanceof Effect.Announce) {
                require(held, "addresses are announced that are not held");
            }
        }
        require(held == (next.state() == State.ACTIVE), "addresses are held exactly while Active");
        require(
                (next.deadline() == VirtualRouter.NEVER) == (next.state() == State.INITIALIZE),
                "there is a deadline, but in Initialize there is none");
        require(
                isActive() || next.state() == State.ACTIVE || effects.stream().noneMatch(Effect.Send.class::isInstance),
                "only an Active router sends");
        return new Node(next, held, next.state() == state() ? books.after(step, this, now) : Books.EMPTY);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new Violation("section 6.4: " + rule);
        }
    }
}
