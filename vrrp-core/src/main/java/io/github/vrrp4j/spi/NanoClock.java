package io.github.vrrp4j.spi;

/** A monotonic clock. */
@FunctionalInterface
public interface NanoClock {
    /**
     * The time. Any thread may ask.
     *
     * @return nanoseconds since an arbitrary start, zero or more, never going back
     */
    long nanos();

    /**
     * The clock of the machine; a change of the wall-clock time does not move it.
     *
     * @return {@link System#nanoTime()} since this call
     */
    static NanoClock system() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
