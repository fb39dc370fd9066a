package io.github.vrrp4j.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What all LANs of a simulation share: the time, the chance, the events to come, and the record of those that have been. */
final class World {
    final long seed;
    final Chance chance;
    final EventQueue queue = new EventQueue();
    final Recorder recorder = new Recorder(this);
    final List<SimulatedLan> lans = new ArrayList<>();
    final List<SimulatedHost> hosts = new ArrayList<>();
    final List<SimulatedNode> nodes = new ArrayList<>();

    private long nowNanos;
    private long changedNanos;
    private boolean running;

    World(long seed) {
        this.seed = seed;
        chance = new Chance(seed);
    }

    long now() {
        return nowNanos;
    }

    /** A virtual router has changed its state. */
    void changed() {
        changedNanos = nowNanos;
    }

    long changedNanos() {
        return changedNanos;
    }

    void after(long delayNanos, Event event) {
        queue.schedule(event, nowNanos + delayNanos);
    }

    void run(long durationNanos) {
        run(nowNanos + durationNanos, () -> false);
    }

    /** Runs until an event has made a condition true, or to an end; says whether the condition is true. */
    boolean run(long endNanos, BooleanSupplier condition) {
        if (running) {
            throw new IllegalStateException("run: cannot be called from what happens within a run");
        }
        running = true;
        try {
            if (condition.getAsBoolean()) {
                return true;
            }
            Event event = queue.first();
            while (event != null && event.atNanos <= endNanos) {
                queue.cancel(event);
                nowNanos = event.atNanos;
                event.happen();
                if (condition.getAsBoolean()) {
                    return true;
                }
                event = queue.first();
            }
            nowNanos = endNanos;
            return false;
        } finally {
            running = false;
        }
    }

    /** An error that shows where the world is and how it came there. */
    AssertionError failure(String what) {
        StringBuilder text = new StringBuilder(what)
                .append("\nseed ")
                .append(seed)
                .append(", at ")
                .append(seconds(nowNanos))
                .append(" s:\n");
        nodes.forEach(node -> text.append("    ").append(node.describe()).append('\n'));
        return new AssertionError(text.append("what came before:\n").append(recorder.tail()));
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }

    static long nanos(String parameter, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(parameter + " " + duration + ": must not be negative");
        }
        return duration.toNanos();
    }
}
