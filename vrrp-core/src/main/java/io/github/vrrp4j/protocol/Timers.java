package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;

/** Timer arithmetic (RFC 9568 section 6.1, RFC 3768 section 6.1) in nanoseconds: multiply first, round down last. */
final class Timers {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Timers() {}

    /** Skew_Time: scaled by the Active router's interval in version 3, a part of one second in version 2. */
    static long skewNanos(Version version, int priority, Interval activeInterval) {
        long unit = version == Version.V2 ? NANOS_PER_SECOND : activeInterval.nanos();
        return (256 - priority) * unit / 256;
    }

    /** Active_Down_Interval (Master_Down_Interval). */
    static long activeDownNanos(Version version, int priority, Interval activeInterval, int missedAdvertisements) {
        return missedAdvertisements * activeInterval.nanos() + skewNanos(version, priority, activeInterval);
    }
}
