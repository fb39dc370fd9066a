package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ConfigurationException;

/**
 * Which TTLs or hop limits are taken from a unicast peer; multicast always needs 255 (RFC 9568 section 5.1.1.3).
 *
 * @param min the lowest, 0 to 255
 * @param max the highest, {@code min} to 255
 */
public record TtlRange(int min, int max) {
    /** Only 255: the packet has crossed no router. */
    public static final TtlRange ONLY_255 = new TtlRange(255, 255);

    /** Any: the packet may have come from anywhere. */
    public static final TtlRange ANY = new TtlRange(0, 255);

    /** Checks the range. */
    public TtlRange {
        if (min < 0 || max > 255 || min > max) {
            throw new ConfigurationException("ttl range", min + " to " + max, "must lie within 0 to 255");
        }
    }

    /**
     * Whether a TTL is taken.
     *
     * @param timeToLive 0 to 255
     * @return true if it lies in the range
     */
    public boolean contains(int timeToLive) {
        return timeToLive >= min && timeToLive <= max;
    }
}
