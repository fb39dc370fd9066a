package io.github.vrrp4j.pcap;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something to become true; the deadline is far beyond what it takes, and only a failure reaches it. */
public final class Await {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(() -> what, condition);
    }

    public static void until(Supplier<String> what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > DEADLINE_NANOS) {
                throw new AssertionError("still not: " + what.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Lets at least this much time pass. */
    public static void atLeast(Duration duration) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
