package io.github.vrrp4j.spi;

import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.List;

/**
 * Puts announcements on the wire. Called on the host lane, after {@link AddressHook#acquire}, and again as the schedule says. May
 * block; what it throws is reported to the listener, and the protocol goes on.
 */
@FunctionalInterface
public interface Announcer {
    /** Announces nothing. */
    Announcer NONE = (router, announcements) -> {};

    /**
     * Sends announcements, in their order.
     *
     * @param router which is Active; says the interface
     * @param announcements one for each frame; the same one may be there several times
     * @throws Exception if they could not all be sent
     */
    void announce(VirtualRouterId router, List<Announcement> announcements) throws Exception;
}
