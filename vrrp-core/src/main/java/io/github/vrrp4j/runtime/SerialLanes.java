package io.github.vrrp4j.runtime;

import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.HostLane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host lane of the runtime: the tasks of one virtual router one after the other, those of different ones at the same time.
 * Threads come when they are needed and go when they have been idle for a while.
 */
final class SerialLanes implements HostLane {
    private static final Logger LOG = LoggerFactory.getLogger(SerialLanes.class);

    private final ExecutorService threads;
    private final Map<VirtualRouterId, Queue<Runnable>> waiting = new HashMap<>();

    SerialLanes() {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "vrrp-host-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(VirtualRouterId router, Runnable task) {
        synchronized (waiting) {
            Queue<Runnable> queue = waiting.get(router);
            if (queue != null) {
                queue.add(task);
                return;
            }
            waiting.put(router, new ArrayDeque<>());
        }
        threads.execute(() -> runAll(router, task));
    }

    private void runAll(VirtualRouterId router, Runnable first) {
        Runnable task = first;
        while (task != null) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{}: the listener failed when it was told of a failure", router, e);
            }
            task = next(router);
        }
    }

    private @Nullable Runnable next(VirtualRouterId router) {
        synchronized (waiting) {
            Queue<Runnable> queue = waiting.get(router);
            Runnable task = queue == null ? null : queue.poll();
            if (task == null) {
                waiting.remove(router);
                waiting.notifyAll();
            }
            return task;
        }
    }

    /** Waits until all tasks have run, but no longer than a limit; says whether they have. */
    boolean close(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (waiting) {
            try {
                while (!waiting.isEmpty() && System.nanoTime() < deadline) {
                    TimeUnit.NANOSECONDS.timedWait(waiting, deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            threads.shutdownNow();
            return waiting.isEmpty();
        }
    }
}
