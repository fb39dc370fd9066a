package io.github.vrrp4j.examples.wire.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether this machine has kept the routers from doing what they are to show: a thread that fetches packets or serves timers
 * waited for a processor, or a clock that ticks here stood still, for as long as an interval. Both are measured outside of the
 * routers: what makes them slow themselves is no excuse.
 */
final class Starvation implements AutoCloseable {
    private static final long TICK_NANOS = 20_000_000;
    private static final Set<String> THREADS = Set.of("vrrp-protocol", "vrrp-pcap-eth0");

    /** By the file that the kernel counts in. */
    private final Map<Path, Long> waited = new ConcurrentHashMap<>();

    private volatile long lastNanos = System.nanoTime() - 1;
    private volatile String last = "never";
    private volatile int count;
    private volatile boolean closed;

    Starvation() {
        Thread thread = new Thread(this::watch, "starvation");
        thread.setDaemon(true);
        thread.start();
    }

    /** Also looks at the threads of this process, from when it has them until it ends. */
    void add(long pid) {
        Programs.threads(pid).forEach((task, name) -> {
            if (THREADS.contains(name)) {
                waited.put(task.resolve("schedstat"), Long.MAX_VALUE);
            }
        });
    }

    /** Whether that has happened since a moment of {@link System#nanoTime}. */
    boolean since(long nanos) {
        return lastNanos - nanos >= 0;
    }

    /** What happened last, for people. */
    String last() {
        return last;
    }

    int count() {
        return count;
    }

    private void watch() {
        long before = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            if (now - before - TICK_NANOS >= Fleet.INTERVAL.toNanos()) {
                starved(now, "a clock stood still for " + (now - before) / 1_000_000 + " ms");
            }
            before = now;
            List<Path> gone = new ArrayList<>();
            waited.forEach((file, waitedBefore) -> {
                long waitedNow = waitedNanos(file);
                if (waitedNow < 0) {
                    gone.add(file);
                } else if (waited.replace(file, waitedNow) != null
                        && waitedNow - waitedBefore >= Fleet.INTERVAL.toNanos()) {
                    starved(now, "a thread waited " + (waitedNow - waitedBefore) / 1_000_000 + " ms for a processor");
                }
            });
            gone.forEach(waited::remove);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void starved(long now, String what) {
        last = what;
        lastNanos = now;
        count++;
    }

    /** The second number: how long it could have run, but did not. Less than 0 if there is no such thread. */
    private static long waitedNanos(Path schedstat) {
        try {
            return Long.parseLong(Files.readString(schedstat).split(" ")[1]);
        } catch (IOException e) {
            return -1;
        }
    }
}
