package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import java.util.List;

/**
 * The state of a network interface.
 *
 * @param present whether the interface exists
 * @param enabled whether it is set up by the administrator
 * @param carrier whether there is a link behind it
 * @param addresses its addresses of both families, primary ones first; virtual addresses may be among them
 */
public record LinkStatus(boolean present, boolean enabled, boolean carrier, List<IpAddress> addresses) {
    /** An interface that does not exist. */
    public static final LinkStatus ABSENT = new LinkStatus(false, false, false, List.of());

    /** Keeps its own copy of the addresses. */
    public LinkStatus {
        addresses = List.copyOf(addresses);
    }

    /**
     * An interface that works.
     *
     * @param addresses its addresses, primary ones first
     * @return the status
     */
    public static LinkStatus up(List<IpAddress> addresses) {
        return new LinkStatus(true, true, true, addresses);
    }

    /**
     * Whether packets can cross the interface.
     *
     * @return true if it is there, set up, and has a carrier
     */
    public boolean isUsable() {
        return present && enabled && carrier;
    }

    /**
     * The state in words, for people.
     *
     * @return for example {@code has no carrier}
     */
    public String description() {
        if (!present) {
            return "does not exist";
        }
        if (!enabled) {
            return "is set down";
        }
        return carrier ? "is up" : "has no carrier";
    }
}
