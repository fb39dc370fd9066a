package io.github.vrrp4j.simulation;

import java.util.random.RandomGenerator;

/** All chance of a world, from one seed: SplitMix64, written out so that every JDK draws the same numbers. */
final class Chance implements RandomGenerator {
    private long state;

    Chance(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9e37_79b9_7f4a_7c15L;
        long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A number below a bound of at most a few billions, for which the bias of this way is too small to matter. */
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Draws nothing for what never happens, so that faults that are off do not change a run. */
    boolean happens(double probability) {
        return probability > 0 && nextDouble() < probability;
    }
}
