package io.github.vrrp4j.exploration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that can happen. Its text is unique among what can happen in one state.
 *
 * @param kind what
 * @param router to whom; -1: to all or to a packet
 * @param packet to which packet, if to one
 */
record Step(Kind kind, int router, @Nullable Packet packet) {
    /** What can happen. */
    enum Kind {
        START,
        /** Shutdown in an orderly way. */
        STOP,
        /** The host fails with all that it has; it says nothing and forgets everything. */
        CRASH,
        /** The timer of the router fires. */
        EXPIRE,
        /** The machine has stood still, and notices. */
        STALL,
        /** Time passes. */
        WAIT,
        DELIVER,
        /** Delivered, and will arrive once more. */
        DUPLICATE,
        LOSE,
        /** The router is cut off the others, but does not notice. */
        CUT,
        HEAL
    }

    static final Step WAIT = new Step(Kind.WAIT, -1, null);

    static Step of(Kind kind, int router) {
        return new Step(kind, router, null);
    }

    static Step of(Kind kind, Packet packet) {
        return new Step(kind, packet.to(), packet);
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT);
        if (packet != null) {
            return what + " " + packet;
        }
        return router < 0 ? what : what + " " + World.label(router);
    }
}
