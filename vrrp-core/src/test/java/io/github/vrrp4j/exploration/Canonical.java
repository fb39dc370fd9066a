package io.github.vrrp4j.exploration;

import io.github.vrrp4j.protocol.VirtualRouter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names states: two worlds have the same name if, and only if, they differ in nothing but the time of day. */
final class Canonical {
    private static final char NEVER = 0;
    private static final char NOW = 60;
    private static final char OTHERS = 120;

    /** A character for each value that occurs, and for each moment that is not on the grid of time; there are few. */
    private final Map<@Nullable Object, Character> codes = new HashMap<>();

    /** A name that is being made of all that distinguishes a state. */
    final class Name {
        private final StringBuilder text = new StringBuilder(48);
        private final long now;

        private Name(long now) {
            this.now = now;
        }

        void value(@Nullable Object value) {
            text.append(codes.computeIfAbsent(value, unused -> (char) (OTHERS + codes.size()))
                    .charValue());
        }

        /** A moment; when it has passed it matters how long ago that was. */
        void moment(long moment) {
            long quanta = (moment - now) / Scenario.QUANTUM_NANOS;
            if (moment == VirtualRouter.NEVER) {
                text.append(NEVER);
            } else if (quanta * Scenario.QUANTUM_NANOS == moment - now
                    && quanta + NOW > NEVER
                    && quanta + NOW < OTHERS) {
                text.append((char) (quanta + NOW));
            } else {
                value(moment - now);
            }
        }

        /** A moment; when it has passed, that is all that matters. */
        void future(long moment) {
            moment(Math.max(now, moment));
        }
    }

    String nameOf(World world) {
        Name name = new Name(world.now());
        for (Node node : world.nodes()) {
            Machines.describe(node.machine(), name);
            name.value(node.holds());
            name.future(node.books().followsUntil());
            name.value(node.books().listens());
        }
        name.value(world.cut());
        world.inFlight().forEach(name::value);
        return name.text.toString();
    }
}
