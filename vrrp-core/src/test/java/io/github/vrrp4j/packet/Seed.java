package io.github.vrrp4j.packet;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The seed of a random test: {@code -Dvrrp.seed} repeats a run, and every failure message has to show it. */
record Seed(long value) {
    static Seed ofThisRun() {
        Long given = Long.getLong("vrrp.seed");
        return new Seed(given != null ? given : System.nanoTime());
    }

    RandomGenerator generator() {
        return RandomGeneratorFactory.<RandomGenerator>of("SplittableRandom").create(value);
    }

    @Override
    public String toString() {
        return "repeat with -Dvrrp.seed=" + value;
    }
}
