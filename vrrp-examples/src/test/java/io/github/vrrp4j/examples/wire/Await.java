package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do, by looking again and again. */
public final class Await {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private Await() {}

    /** Returns once the condition holds; fails after the limit, with what was awaited and what was seen instead. */
    public static void until(Duration limit, String awaited, BooleanSupplier condition, Supplier<String> seen) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError(
                        "not within " + limit.toMillis() + " ms: " + awaited + "; seen: " + seen.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
