package io.github.vrrp4j.simulation;

import java.time.Duration;

/** What goes wrong with the hooks of a host: how long each call takes, and which fail. */
final class HookFaults {
    private Duration takes = Duration.ZERO;
    private int failingOneIn;
    private long calls;

    void take(Duration duration) {
        World.nanos("duration", duration);
        takes = duration;
    }

    /** 0 for none, 1 for all, otherwise one in so many. */
    void fail(int oneIn) {
        if (oneIn < 0) {
            throw new IllegalArgumentException("one in " + oneIn + ": must be 0 or more");
        }
        failingOneIn = oneIn;
        calls = 0;
    }

    void strike(SimulatedLane lane) {
        if (!takes.isZero()) {
            lane.block(takes);
        }
        calls++;
        if (failingOneIn > 0 && calls % failingOneIn == 0) {
            throw new IllegalStateException("simulated failure of a hook");
        }
    }
}
