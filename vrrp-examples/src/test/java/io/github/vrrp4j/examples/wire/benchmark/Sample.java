package io.github.vrrp4j.examples.wire.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Times of which percentiles are asked. */
final class Sample {
    private final long[] sorted;

    Sample(Collection<Long> nanos) {
        sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
    }

    /** The smallest value that at least this part of the sample does not exceed. */
    String millis(double part) {
        if (sorted.length == 0) {
            return "none";
        }
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return String.format(Locale.ROOT, "%.2f", sorted[Math.max(0, index)] / 1e6);
    }

    int size() {
        return sorted.length;
    }

    String p50AndWorst() {
        return millis(0.5) + ", " + millis(1);
    }

    String p50p99AndWorst() {
        return millis(0.5) + ", " + millis(0.99) + ", " + millis(1);
    }
}
