package io.github.vrrp4j.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * How late timers were served, since the runtime was started: a wake-up counts once, however many timers it serves.
 *
 * @param counts how often it was less than 1, 2, 4, 8 ... microseconds late and no less than the bound before; the last one counts
 *     all that was later
 * @param worstNanos the latest one, in nanoseconds
 */
public record Lateness(List<Long> counts, long worstNanos) {
    private static final int BUCKETS = 26;

    /** Keeps its own copy. */
    public Lateness {
        counts = List.copyOf(counts);
    }

    /**
     * How many wake-ups there were.
     *
     * @return the sum of the counts
     */
    public long wakeUps() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How late at most a share of all wake-ups was.
     *
     * @param share more than 0, up to 1: 0.99 for the 99th percentile
     * @return nanoseconds, rounded up to the bound of a bucket, or the worst; 0 if there was no wake-up
     * @throws IllegalArgumentException for other shares
     */
    public long atMostNanos(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + ": must be more than 0, up to 1");
        }
        long wanted = (long) Math.ceil(share * wakeUps());
        long seen = 0;
        for (int bucket = 0; bucket < counts.size() - 1 && wanted > 0; bucket++) {
            seen += counts.get(bucket);
            if (seen >= wanted) {
                return Math.min(boundNanos(bucket), worstNanos);
            }
        }
        return worstNanos;
    }

    private static long boundNanos(int bucket) {
        return 1000L << bucket;
    }

    /** The counts while they count. Not for use by several threads. */
    static final class Counter {
        private final long[] counts = new long[BUCKETS];
        private long worstNanos;

        void count(long lateNanos) {
            int bucket = Long.SIZE - Long.numberOfLeadingZeros(lateNanos / 1000);
            counts[Math.min(bucket, BUCKETS - 1)]++;
            worstNanos = Math.max(worstNanos, lateNanos);
        }

        Lateness snapshot() {
            return new Lateness(Arrays.stream(counts).boxed().toList(), worstNanos);
        }
    }
}
