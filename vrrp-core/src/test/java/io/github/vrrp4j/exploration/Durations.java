package io.github.vrrp4j.exploration;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;

/** The timers of RFC 9568 and RFC 3768 section 6.1, computed apart from the code under test. */
final class Durations {
    private static final long NANOS_PER_CENTISECOND = 10_000_000;

    private Durations() {}

    static long skewNanos(VirtualRouterConfig config, Interval activeInterval) {
        int scale = config.version() == Version.V2 ? 100 : activeInterval.centiseconds();
        return (256 - config.priority()) * scale * NANOS_PER_CENTISECOND / 256;
    }

    static long activeDownNanos(VirtualRouterConfig config, Interval activeInterval) {
        return 3 * NANOS_PER_CENTISECOND * activeInterval.centiseconds() + skewNanos(config, activeInterval);
    }
}
