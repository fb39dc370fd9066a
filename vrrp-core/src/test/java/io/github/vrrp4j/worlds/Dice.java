package io.github.vrrp4j.worlds;

import java.time.Duration;
import java.util.List;

/** What a world draws besides the chance of its LAN. Written out, since it has to be the same on every JDK. */
final class Dice {
    private long state;

    Dice(long seed) {
        // Another series than that of the LAN, which has the same seed.
        state = seed * 0xd134_2543_de82_ef95L + 0x2545_f491_4f6c_dd1dL;
    }

    private long next() {
        state += 0x9e37_79b9_7f4a_7c15L;
        long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    /** 0 to bound - 1. */
    int below(int bound) {
        return (int) ((next() >>> 1) % bound);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Anything up to a limit, to the nanosecond. */
    Duration upTo(Duration limit) {
        return Duration.ofNanos((long) (fraction() * limit.toNanos()));
    }

    /** Mostly much shorter than the limit, now and then nearly as long. */
    Duration mostlyShort(Duration limit) {
        double drawn = fraction();
        return Duration.ofNanos((long) (drawn * drawn * drawn * limit.toNanos()));
    }
}
