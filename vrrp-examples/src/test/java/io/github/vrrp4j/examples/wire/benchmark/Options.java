package io.github.vrrp4j.examples.wire.benchmark;

/**
 * How much to measure.
 *
 * @param repetitions of what happens once
 * @param seconds of what goes on
 */
record Options(int repetitions, int seconds) {
    /** From the system properties {@code repetitions} and {@code seconds}. */
    static Options fromProperties(boolean quick) {
        return new Options(
                Integer.getInteger("repetitions", quick ? 4 : 20), Integer.getInteger("seconds", quick ? 5 : 60));
    }

    /** Programs that compile themselves while they run get as long as is measured, up to a limit. */
    long warmUpMillis() {
        return Math.min(10_000, 1000L * seconds);
    }
}
