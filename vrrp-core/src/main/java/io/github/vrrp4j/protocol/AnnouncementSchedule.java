package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ConfigurationException;
import java.time.Duration;

/**
 * When the virtual addresses are announced (gratuitous ARP, unsolicited Neighbor Advertisements) besides once on becoming
 * Active, which both RFCs require. All of it ends when the router is no longer Active.
 *
 * @param burst how often each address is announced on each occasion, 1 to 100
 * @param repeatAfter how long after becoming Active the burst is repeated once; zero: not at all
 * @param refreshEvery how often each address is announced again as long as the router is Active; zero: not at all
 * @param onLosingAdvertisement whether hearing another Active router that has to yield is an occasion, at most once a second
 * @param broadcastTarget the target hardware address of a gratuitous ARP: ff:ff:ff:ff:ff:ff if true (keepalived, FRR), else the
 *     sender's (RFC 9568 section 6.4.2); receivers do not look at it
 * @param routerFlag the R flag of unsolicited Neighbor Advertisements (RFC 9568 section 6.4.2 sets it)
 */
public record AnnouncementSchedule(
        int burst,
        Duration repeatAfter,
        Duration refreshEvery,
        boolean onLosingAdvertisement,
        boolean broadcastTarget,
        boolean routerFlag) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** What the RFCs ask for: one announcement for each address. */
    public static final AnnouncementSchedule ONCE =
            new AnnouncementSchedule(1, Duration.ZERO, Duration.ZERO, false, false, true);

    /** Checks the ranges. */
    public AnnouncementSchedule {
        if (burst < 1 || burst > 100) {
            throw new ConfigurationException("announcement burst", burst, "must be 1 to 100");
        }
        requireDuration("repeat", repeatAfter);
        requireDuration("refresh", refreshEvery);
    }

    /**
     * The same schedule but for one choice.
     *
     * @param value whether hearing another Active router that has to yield is an occasion
     * @return the changed schedule
     */
    public AnnouncementSchedule withOnLosingAdvertisement(boolean value) {
        return new AnnouncementSchedule(burst, repeatAfter, refreshEvery, value, broadcastTarget, routerFlag);
    }

    /**
     * The same schedule but for one choice.
     *
     * @param value how often each address is announced again as long as the router is Active, 0 to 1 day; zero: not at all
     * @return the changed schedule
     */
    public AnnouncementSchedule withRefreshEvery(Duration value) {
        return new AnnouncementSchedule(burst, repeatAfter, value, onLosingAdvertisement, broadcastTarget, routerFlag);
    }

    private static void requireDuration(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    "announcement " + name, duration, "must be 0 to " + LONGEST.toHours() + " h");
        }
    }
}
