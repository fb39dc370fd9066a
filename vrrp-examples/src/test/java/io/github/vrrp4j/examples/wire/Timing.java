package io.github.vrrp4j.examples.wire;

import java.time.Duration;

/** A protocol version with the interval of the tests: short in version 3, the shortest there is in version 2. */
enum Timing {
    V2(2, "1", Duration.ofSeconds(1)),
    V3(3, "0.1", Duration.ofMillis(100));

    private final int version;
    private final String advertInt;
    private final Duration interval;

    Timing(int version, String advertInt, Duration interval) {
        this.version = version;
        this.advertInt = advertInt;
        this.interval = interval;
    }

    int version() {
        return version;
    }

    /** As it stands in a configuration file. */
    String advertInt() {
        return advertInt;
    }

    Duration interval() {
        return interval;
    }

    /** RFC 9568 section 6.1. RFC 3768's Skew_Time counts in seconds, which at an interval of 1 s is the same. */
    Duration activeDownInterval(int priority) {
        return interval.multipliedBy(3)
                .plus(interval.multipliedBy(256 - priority).dividedBy(256));
    }

    @Override
    public String toString() {
        return "v" + version;
    }
}
