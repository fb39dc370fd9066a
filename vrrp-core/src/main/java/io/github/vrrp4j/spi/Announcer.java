package io.github.vrrp4j.spi;

import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.List;

/**
 * Tells the hosts on a link where virtual addresses now are. Called on the host lane, after {@link AddressHook#acquire}. May
 * block; what it throws is reported to the listener, and the protocol goes on.
 */
@FunctionalInterface
public interface Announcer {
    /** Announces nothing. */
    Announcer NONE = (router, addresses) -> {};

    /**
     * Sends one gratuitous ARP request for each IPv4 address (RFC 9568 section 6.4.2, errata 7947 and 7949), one unsolicited
     * Neighbor Advertisement for each IPv6 address.
     *
     * @param router which became Active
     * @param addresses what it answers for from now on
     * @throws Exception if they could not all be announced
     */
    void announce(VirtualRouterId router, List<VirtualAddress> addresses) throws Exception;
}
