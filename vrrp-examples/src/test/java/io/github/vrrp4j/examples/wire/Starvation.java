package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Whether this machine has kept the routers from doing what they are to show: of the time after which a Backup takes over, a thread
 * that fetches packets or serves timers waited an interval for a processor; a clock that ticks here stood still for as long; the
 * machine below this one kept a processor for as long; or the kernel had no time for frames on their way between the hosts. All of it is
 * measured outside of the routers: what makes them slow themselves is no excuse.
 */
public final class Starvation implements AutoCloseable {
    private static final long LONGEST_TICK_NANOS = 20_000_000;

    /** In whole ones of these the kernel says for how long a processor was taken away. */
    private static final long STOLEN_UNIT_NANOS = 10_000_000;

    /** Of the agent; keepalived and FRR have nothing but their main thread. */
    private static final Set<String> THREADS = Set.of("vrrp-protocol", "vrrp-pcap-eth0");

    private final long intervalNanos;

    private final long tickNanos;

    /** The time after which a Backup takes over. */
    private final int ticks;

    /** By the file that the kernel counts in. */
    private final Map<Path, Waits> waited = new ConcurrentHashMap<>();

    /** By processor. */
    private final Map<String, Waits> stolen = new HashMap<>();

    private volatile long lastNanos = System.nanoTime() - 1;
    private volatile String last = "never";
    private volatile int count;
    private volatile boolean closed;

    /**
     * Begins to watch.
     *
     * @param interval between advertisements
     */
    public Starvation(Duration interval) {
        intervalNanos = interval.toNanos();
        tickNanos = Math.min(LONGEST_TICK_NANOS, intervalNanos / 2);
        ticks = (int) (4 * intervalNanos / tickNanos);
        Thread thread = new Thread(this::watch, "starvation");
        thread.setDaemon(true);
        thread.start();
    }

    /** Also looks at the threads of this process, from when it has them until it ends. */
    public void add(long pid) {
        Threads.of(pid).forEach((task, name) -> {
            if (THREADS.contains(name) || task.endsWith(Long.toString(pid))) {
                waited.put(task.resolve("schedstat"), new Waits());
            }
        });
    }

    /** What to throw when nothing was shown because of that: a failure only where these tests are required. */
    public static RuntimeException tooBusy(String what) {
        String message = "this machine was too busy: " + what;
        return System.getProperty("vrrp.wire", "auto").equals("required")
                ? new IllegalStateException(message)
                : new TestAbortedException(message);
    }

    /** Whether that has been noticed since a moment of {@link System#nanoTime}; a wait is, within a tick, once it is over. */
    public boolean since(long nanos) {
        return lastNanos - nanos >= 0;
    }

    /** What happened last, for people. */
    public String last() {
        return last;
    }

    public int count() {
        return count;
    }

    private void watch() {
        long before = System.nanoTime();
        long dropped = droppedFrames();
        while (!closed) {
            LockSupport.parkNanos(tickNanos);
            long now = System.nanoTime();
            if (now - before >= intervalNanos) {
                starved(now, "a clock stood still for " + (now - before) / 1_000_000 + " ms");
            }
            before = now;
            waited.entrySet().removeIf(thread -> hasEnded(thread.getKey(), thread.getValue(), now));
            lines("/proc/stat").filter(line -> line.matches("cpu\\d.*")).forEach(line -> lookAtProcessor(line, now));
            long droppedNow = droppedFrames();
            if (droppedNow > dropped) {
                starved(now, "the kernel dropped " + (droppedNow - dropped) + " frames that it had no time for");
            }
            dropped = droppedNow;
        }
    }

    /** Looks at a thread, if it is still there. */
    private boolean hasEnded(Path schedstat, Waits waits, long now) {
        long waitedNanos = waitedNanos(schedstat);
        long lately = waits.lately(waitedNanos);
        if (lately >= intervalNanos) {
            starved(now, "a thread waited " + lately / 1_000_000 + " ms for a processor");
        }
        return waitedNanos < 0;
    }

    /** The eighth number: for how long it did not run, although somebody in this virtual machine wanted it. */
    private void lookAtProcessor(String line, long now) {
        String[] words = line.split(" ");
        long stolenNanos = Long.parseLong(words[8]) * STOLEN_UNIT_NANOS;
        // Of the first unit most may be from before.
        long lately =
                stolen.computeIfAbsent(words[0], processor -> new Waits()).lately(stolenNanos) - STOLEN_UNIT_NANOS;
        if (lately >= intervalNanos) {
            starved(now, words[0] + " was taken away for " + lately / 1_000_000 + " ms");
        }
    }

    /** How long somebody waited in the last ticks, if it was for half of a tick: to wait a little, but often, does no harm. */
    private final class Waits {
        private final ArrayDeque<Long> perTick = new ArrayDeque<>();
        private long before = Long.MAX_VALUE;

        long lately(long waitedNanos) {
            long inTick = Math.max(0, waitedNanos - before);
            before = waitedNanos;
            perTick.addLast(inTick >= tickNanos / 2 ? inTick : 0);
            if (perTick.size() > ticks) {
                perTick.removeFirst();
            }
            return perTick.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The second number of each processor: what came while its queue was full, in all namespaces. */
    private static long droppedFrames() {
        return lines("/proc/net/softnet_stat")
                .mapToLong(line -> Long.parseLong(line.split(" ")[1], 16))
                .sum();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void starved(long now, String what) {
        last = LocalTime.now() + " " + what;
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
