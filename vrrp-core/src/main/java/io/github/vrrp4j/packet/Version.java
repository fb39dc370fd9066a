package io.github.vrrp4j.packet;

/** The version of the protocol: what differs on the wire and in the timers is decided by it. */
public enum Version {
    /** RFC 3768: IPv4 only, whole seconds. */
    V2(2, 25_500),
    /** RFC 9568: IPv4 and IPv6, centiseconds. */
    V3(3, 4095);

    private final int number;
    private final int longestCentiseconds;

    Version(int number, int longestCentiseconds) {
        this.number = number;
        this.longestCentiseconds = longestCentiseconds;
    }

    /**
     * The number in the Version field.
     *
     * @return 2 or 3
     */
    public int number() {
        return number;
    }

    /**
     * Checks that this version can carry an interval: whole seconds up to 255 s in version 2 (RFC 3768 section 5.3.7),
     * up to 40.95 s in version 3 (RFC 9568 section 5.2.7, erratum 8301).
     *
     * @param interval the interval
     * @throws IllegalArgumentException if the field has no value for it
     */
    public void requireExpressible(Interval interval) {
        if (this == V2 && interval.centiseconds() % 100 != 0) {
            throw new ConfigurationException(
                    "advertisement interval", interval, "version 2 has whole seconds only (RFC 3768 section 5.3.7)");
        }
        if (interval.centiseconds() > longestCentiseconds) {
            throw new ConfigurationException(
                    "advertisement interval",
                    interval,
                    "version " + number + " carries at most " + Interval.ofCentiseconds(longestCentiseconds));
        }
    }
}
