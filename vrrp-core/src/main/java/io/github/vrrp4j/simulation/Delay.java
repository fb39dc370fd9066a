package io.github.vrrp4j.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long frames take. */
@FunctionalInterface
public interface Delay {
    /** No time at all. */
    Delay NONE = random -> 0;

    /**
     * Draws the delay of one frame.
     *
     * @param random the chance of the simulation; draw from nothing else
     * @return nanoseconds, zero or more
     */
    long nanos(RandomGenerator random);

    /**
     * Always the same.
     *
     * @param delay zero or more
     * @return the delay
     */
    static Delay of(Duration delay) {
        long nanos = World.nanos("delay", delay);
        return random -> nanos;
    }

    /**
     * Anything between two limits, all equally likely.
     *
     * @param shortest zero or more
     * @param longest not shorter
     * @return the delay
     */
    static Delay between(Duration shortest, Duration longest) {
        long least = World.nanos("shortest delay", shortest);
        long span = World.nanos("longest delay", longest) - least;
        if (span < 0) {
            throw new IllegalArgumentException(
                    "longest delay " + longest + ": must not be shorter than the shortest one, " + shortest);
        }
        return random -> least + (long) (random.nextDouble() * span);
    }

    /**
     * Mostly short, now and then very long: an exponential distribution, cut off at twenty times the mean.
     *
     * @param mean the average, zero or more
     * @return the delay
     */
    static Delay exponential(Duration mean) {
        long average = World.nanos("mean delay", mean);
        // StrictMath, because Math may differ from one processor to the next in the last bit.
        return random -> (long) (average * Math.min(20, -StrictMath.log(1 - random.nextDouble())));
    }
}
