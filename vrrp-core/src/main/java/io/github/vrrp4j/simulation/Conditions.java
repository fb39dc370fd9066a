package io.github.vrrp4j.simulation;

import java.time.Duration;

/**
 * What a wire does to frames. Probabilities are 0 to 1 and hold for each frame alone.
 *
 * @param loss how many frames vanish
 * @param delay how long they take; frames from one host to another stay in order
 * @param duplication how many arrive twice
 * @param reordering how many are held back ten times as long, so that later ones overtake them
 * @param corruption how many arrive with one to four wrong bytes
 */
public record Conditions(double loss, Delay delay, double duplication, double reordering, double corruption) {
    /** What a wire does that does nothing. */
    public static final Conditions IDEAL = new Conditions(0, Delay.NONE, 0, 0, 0);

    /** A switched Ethernet in good health: 20 to 200 microseconds, nothing is lost. */
    public static final Conditions GOOD =
            IDEAL.withDelay(Delay.between(Duration.ofNanos(20_000), Duration.ofNanos(200_000)));

    private static final int HELD_BACK = 10;

    /** Checks the ranges. */
    public Conditions {
        requireProbability("loss", loss);
        requireProbability("duplication", duplication);
        requireProbability("reordering", reordering);
        requireProbability("corruption", corruption);
    }

    private static void requireProbability(String parameter, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(parameter + " " + value + ": must be 0 to 1");
        }
    }

    /**
     * The same conditions but for one.
     *
     * @param value how many frames vanish, 0 to 1
     * @return the changed conditions
     */
    public Conditions withLoss(double value) {
        return new Conditions(value, delay, duplication, reordering, corruption);
    }

    /**
     * The same conditions but for one.
     *
     * @param value how long frames take
     * @return the changed conditions
     */
    public Conditions withDelay(Delay value) {
        return new Conditions(loss, value, duplication, reordering, corruption);
    }

    /**
     * The same conditions but for one.
     *
     * @param value how many frames arrive twice, 0 to 1
     * @return the changed conditions
     */
    public Conditions withDuplication(double value) {
        return new Conditions(loss, delay, value, reordering, corruption);
    }

    /**
     * The same conditions but for one.
     *
     * @param value how many frames are overtaken, 0 to 1
     * @return the changed conditions
     */
    public Conditions withReordering(double value) {
        return new Conditions(loss, delay, duplication, value, corruption);
    }

    /**
     * The same conditions but for one.
     *
     * @param value how many frames arrive damaged, 0 to 1
     * @return the changed conditions
     */
    public Conditions withCorruption(double value) {
        return new Conditions(loss, delay, duplication, reordering, value);
    }

    int copies(Chance chance) {
        return chance.happens(loss) ? 0 : chance.happens(duplication) ? 2 : 1;
    }

    boolean reorders(Chance chance) {
        return chance.happens(reordering);
    }

    long delayNanos(boolean reordered, Chance chance) {
        long nanos = delay.nanos(chance);
        return reordered ? nanos * HELD_BACK : nanos;
    }

    /** The frame itself, or a damaged copy. */
    byte[] damaged(byte[] frame, Chance chance) {
        if (!chance.happens(corruption) || frame.length == 0) {
            return frame;
        }
        byte[] copy = frame.clone();
        for (int damage = 1 + chance.below(4); damage > 0; damage--) {
            copy[chance.below(copy.length)] ^= (byte) (1 + chance.below(255));
        }
        return copy;
    }
}
