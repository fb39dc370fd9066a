package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.List;

/** A protocol version over a family, with the interval of the tests: short in version 3, the shortest there is in version 2. */
enum Dialect {
    V2(2, false, "1", Duration.ofSeconds(1)),
    V3(3, false, "0.2", Duration.ofMillis(200)),
    V3_IPV6(3, true, "0.2", Duration.ofMillis(200)),
    V3_AT_100_MS(3, false, "0.1", Duration.ofMillis(100)),
    /** The shortest interval there is. */
    V3_AT_10_MS(3, false, "0.01", Duration.ofMillis(10));

    /** Whom others have to get on with. */
    static final List<Dialect> OF_THE_MATRIX = List.of(V2, V3, V3_IPV6);

    private final int version;
    private final boolean ipv6;
    private final String advertInt;
    private final Duration interval;

    Dialect(int version, boolean ipv6, String advertInt, Duration interval) {
        this.version = version;
        this.ipv6 = ipv6;
        this.advertInt = advertInt;
        this.interval = interval;
    }

    int version() {
        return version;
    }

    boolean isIpv6() {
        return ipv6;
    }

    /** As it stands in a configuration file. */
    String advertInt() {
        return advertInt;
    }

    Duration interval() {
        return interval;
    }

    /** Which addresses the routers share; over IPv6, a link-local one comes first (RFC 9568 section 5.2.9). */
    List<String> virtualAddresses() {
        return ipv6 ? List.of("fe80::9:100", "2001:db8:9::100") : List.of("10.9.0.100");
    }

    /** The address that clients use. */
    String serviceAddress() {
        return virtualAddresses().get(virtualAddresses().size() - 1);
    }

    int prefixLength() {
        return ipv6 ? 64 : 24;
    }

    /** RFC 9568 section 7.3. */
    String virtualMac(int vrid) {
        return String.format("00:00:5e:00:0%d:%02x", ipv6 ? 2 : 1, vrid);
    }

    String group() {
        return ipv6 ? "ff02::12" : "224.0.0.18";
    }

    String groupMac() {
        return ipv6 ? "33:33:00:00:00:12" : "01:00:5e:00:00:12";
    }

    /** RFC 9568 section 6.1. RFC 3768's Skew_Time counts in seconds, which at an interval of 1 s is the same. */
    Duration activeDownInterval(int priority) {
        return interval.multipliedBy(3)
                .plus(interval.multipliedBy(256 - priority).dividedBy(256));
    }

    @Override
    public String toString() {
        return "v" + version + (ipv6 ? "/IPv6" : "/IPv4")
                + (OF_THE_MATRIX.contains(this) ? "" : " every " + interval.toMillis() + " ms");
    }
}
