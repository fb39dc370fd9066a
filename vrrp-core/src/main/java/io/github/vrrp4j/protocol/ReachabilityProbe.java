package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * Asks targets on the link whether they answer (ARP, Neighbor Solicitation), so that a router notices that it is the isolated one
 * of two that cannot hear each other, and stands down: then nothing moves when the cut heals. Carrier and advertisements do not
 * tell, when a switch between stops forwarding. For the time being unanswered, the virtual router is not eligible.
 *
 * @param targets who is asked, for example the default gateway; of the family of the virtual addresses, and none of these. One
 *     that answers is enough. Empty: nobody is asked.
 * @param interval how often, 10 ms to 1 h
 * @param fall after how many rounds without any answer the router stands down, 1 to 100
 * @param rise after how many rounds with an answer it may take part, also at first, 1 to 100
 */
public record ReachabilityProbe(List<IpAddress> targets, Duration interval, int fall, int rise) {
    /** Asks nobody. */
    public static final ReachabilityProbe NONE = new ReachabilityProbe(List.of(), Duration.ofSeconds(1), 3, 1);

    /** Checks the ranges. */
    public ReachabilityProbe {
        targets = List.copyOf(targets);
        if (new HashSet<>(targets).size() < targets.size()) {
            throw new ConfigurationException("probe targets", targets, "must be different");
        }
        if (interval.compareTo(Duration.ofMillis(10)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new ConfigurationException("probe interval", interval, "must be 10 ms to 1 h");
        }
        requireCount("fall", fall);
        requireCount("rise", rise);
    }

    private static void requireCount(String name, int count) {
        if (count < 1 || count > 100) {
            throw new ConfigurationException("probe " + name, count, "must be 1 to 100");
        }
    }

    /**
     * Asks one target every second; three rounds without an answer count.
     *
     * @param target an address, for example of the default gateway
     * @return the probe
     */
    public static ReachabilityProbe of(String target) {
        return new ReachabilityProbe(List.of(IpAddress.of(target)), NONE.interval, NONE.fall, NONE.rise);
    }

    /**
     * The same targets, asked at another pace.
     *
     * @param newInterval 10 ms to 1 h
     * @param newFall 1 to 100
     * @param newRise 1 to 100
     * @return the probe
     */
    public ReachabilityProbe every(Duration newInterval, int newFall, int newRise) {
        return new ReachabilityProbe(targets, newInterval, newFall, newRise);
    }
}
