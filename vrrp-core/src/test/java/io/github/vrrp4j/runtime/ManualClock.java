package io.github.vrrp4j.runtime;

import io.github.vrrp4j.spi.NanoClock;

/** Goes when it is told to. */
final class ManualClock implements NanoClock {
    volatile long nanos;

    @Override
    public long nanos() {
        return nanos;
    }
}
