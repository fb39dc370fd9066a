package io.github.vrrp4j.examples.wire.benchmark;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.locks.LockSupport;

/** Time, and processor time. */
public final class Clock {
    private static final int CPUCLOCK_SCHED = 2;

    static {
        Native.register(Clock.class, "c");
    }

    private Clock() {}

    /** The processor time that a process has used in all its threads, also those that have ended. */
    public static long cpuNanos(long pid) {
        // What clock_getcpuclockid(3) returns; the time in /proc is counted in hundredths of a second.
        int clock = (int) (~pid << 3) | CPUCLOCK_SCHED;
        try (Memory timespec = new Memory(2L * Long.BYTES)) {
            if (clock_gettime(clock, timespec) != 0) {
                throw new IllegalStateException("process " + pid + " has no clock");
            }
            return timespec.getLong(0) * 1_000_000_000L + timespec.getLong(Long.BYTES);
        }
    }

    public static void sleepMillis(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static native int clock_gettime(int clock, Pointer timespec);
}
