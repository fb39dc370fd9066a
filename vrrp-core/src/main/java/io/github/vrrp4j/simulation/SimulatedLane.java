package io.github.vrrp4j.simulation;

import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.HostLane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host lane in virtual time: hooks run at once unless one before them blocks. */
final class SimulatedLane implements HostLane {
    private final World world;
    private final Map<VirtualRouterId, Queue> queues = new LinkedHashMap<>();
    private @Nullable Queue current;
    private boolean suspended;

    SimulatedLane(World world) {
        this.world = world;
    }

    @Override
    public boolean execute(VirtualRouterId router, Runnable task) {
        queues.computeIfAbsent(router, id -> new Queue()).add(task);
        return true;
    }

    /** The hook that runs takes time: what comes after it has to wait. */
    void block(Duration duration) {
        if (current == null) {
            throw new IllegalStateException("block: no hook runs that could block");
        }
        current.block(World.nanos("duration", duration));
    }

    /** Does something when the hook that runs is done: at once, unless it blocks. */
    void then(Runnable action) {
        if (current == null || current.isFree()) {
            action.run();
        } else {
            current.waiting.addFirst(action);
        }
    }

    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        queues.values().forEach(Queue::drain);
    }

    /** The process is gone, and its hooks with it. */
    void abandon() {
        suspended = true;
        queues.values().forEach(queue -> {
            queue.waiting.clear();
            world.queue.cancel(queue.wake);
        });
    }

    int waiting() {
        return queues.values().stream().mapToInt(queue -> queue.waiting.size()).sum();
    }

    private final class Queue {
        final Deque<Runnable> waiting = new ArrayDeque<>();
        final Event wake = Event.of(this::drain);
        private long busyUntil;

        boolean isFree() {
            return !suspended && world.now() >= busyUntil;
        }

        void add(Runnable task) {
            if (waiting.isEmpty() && isFree()) {
                run(task);
            } else {
                waiting.add(task);
            }
        }

        void block(long nanos) {
            busyUntil = Math.max(busyUntil, world.now()) + nanos;
            world.queue.schedule(wake, busyUntil);
        }

        void drain() {
            while (!waiting.isEmpty() && isFree()) {
                run(waiting.removeFirst());
            }
        }

        private void run(Runnable task) {
            Queue before = current;
            current = this;
            try {
                task.run();
            } finally {
                current = before;
            }
        }
    }
}
