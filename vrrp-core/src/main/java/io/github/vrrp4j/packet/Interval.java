package io.github.vrrp4j.packet;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time between two ADVERTISEMENTs, in the unit of the wire. Which intervals a version can express is
 * {@link Version#requireExpressible(Interval)}'s business.
 *
 * @param centiseconds 1 to 25500 (255 s, the longest that version 2 can express); one centisecond is 10 ms
 */
public record Interval(int centiseconds) {
    /** What both versions use when nothing is said: one second. */
    public static final Interval DEFAULT = ofSeconds(1);

    private static final int NANOS_PER_CENTISECOND = 10_000_000;

    /** Checks the range; an interval of 0 does not exist (RFC 9568 erratum 8301). */
    public Interval {
        if (centiseconds < 1 || centiseconds > 25_500) {
            throw new ConfigurationException(
                    "advertisement interval", centiseconds + " cs", "must be 1 to 25500 centiseconds");
        }
    }

    /**
     * An interval in the unit of version 3.
     *
     * @param centiseconds 1 to 25500
     * @return the interval
     */
    public static Interval ofCentiseconds(int centiseconds) {
        return new Interval(centiseconds);
    }

    /**
     * An interval in the unit of version 2.
     *
     * @param seconds 1 to 255
     * @return the interval
     */
    public static Interval ofSeconds(int seconds) {
        if (seconds < 1 || seconds > 255) {
            throw new ConfigurationException("advertisement interval", seconds + " s", "must be 1 to 255 seconds");
        }
        return new Interval(seconds * 100);
    }

    /**
     * An interval from a duration, which is never rounded.
     *
     * @param duration a multiple of 10 ms, from 10 ms to 255 s
     * @return the interval
     * @throws IllegalArgumentException if the protocol cannot express this duration
     */
    public static Interval of(Duration duration) {
        // Compared as durations first: the nanoseconds of a very long one do not fit a long.
        if (duration.compareTo(Duration.ofSeconds(255)) > 0
                || duration.compareTo(Duration.ofNanos(NANOS_PER_CENTISECOND)) < 0
                || duration.toNanos() % NANOS_PER_CENTISECOND != 0) {
            throw new ConfigurationException(
                    "advertisement interval", duration, "must be a multiple of 10 ms from 10 ms to 255 s");
        }
        return new Interval((int) (duration.toNanos() / NANOS_PER_CENTISECOND));
    }

    /**
     * The interval in nanoseconds.
     *
     * @return 10,000,000 to 255,000,000,000
     */
    public long nanos() {
        return (long) centiseconds * NANOS_PER_CENTISECOND;
    }

    /** As that of any record, which takes the JVM much longer until it is compiled for the second time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Interval that && centiseconds == that.centiseconds;
    }

    @Override
    public int hashCode() {
        return centiseconds;
    }

    /**
     * The interval as people write it, in seconds.
     *
     * @return for example {@code 0.1 s}
     */
    @Override
    public String toString() {
        return BigDecimal.valueOf(centiseconds, 2).stripTrailingZeros().toPlainString() + " s";
    }
}
