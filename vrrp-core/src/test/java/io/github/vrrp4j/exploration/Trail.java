package io.github.vrrp4j.exploration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps that led to a state; shares them with the trails of other states. */
record Trail(@Nullable Trail before, @Nullable Step last, int length) {
    static final Trail START = new Trail(null, null, 0);

    Trail then(Step step) {
        return new Trail(this, step, length + 1);
    }

    List<Step> steps() {
        Deque<Step> steps = new ArrayDeque<>();
        for (Trail trail = this; trail.before != null && trail.last != null; trail = trail.before) {
            steps.addFirst(trail.last);
        }
        return List.copyOf(steps);
    }
}
