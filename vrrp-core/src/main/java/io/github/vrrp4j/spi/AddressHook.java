package io.github.vrrp4j.spi;

import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.io.IOException;
import java.util.List;

/**
 * Makes a host answer for virtual addresses, or no longer. Called on the host lane: in order for each virtual router, for
 * different ones at the same time. May block. What it throws is reported to the listener, and the protocol goes on: an Active router
 * stays Active, even without its addresses, unless the host lets it {@linkplain io.github.vrrp4j.router.VrrpRouter#resign resign}.
 * What failed is tried again every second until it succeeds, or until the opposite does: addresses that an Active router
 * still lacks are acquired, others are released. Of these repetitions every tenth is reported if it fails. What fails while the
 * runtime is closed is not tried again.
 *
 * <p>From {@link #acquire} to {@link #release}, and at no other time, the host has the duties of an Active router (RFC 9568
 * section 6.4.3). Whoever implements this for a data plane of his own sees to all of them:
 *
 * <ul>
 *   <li>It answers ARP requests and Neighbor Solicitations for the addresses, with the virtual router MAC address if {@link
 *       io.github.vrrp4j.protocol.SourceMac#VIRTUAL} is set and then never with that of the interface (sections 8.1.2 and 8.2.2),
 *       in proxy ARP replies, too (section 8.1.3). Neighbor Advertisements have the R flag set.
 *   <li>It is a member of the solicited-node multicast group of each IPv6 address.
 *   <li>It sends Router Advertisements for an IPv6 virtual router, with the same options on all hosts (section 8.2.3).
 *   <li>It forwards frames that are addressed to the virtual router MAC address.
 *   <li>It takes packets addressed to a virtual address for itself if {@link VirtualRouterConfig#acceptsPackets()}; otherwise it
 *       drops them, but never Neighbor Solicitations and Advertisements, and forwards none of them (section 8.3.1).
 *   <li>It may take an IPv6 address without duplicate address detection, which the Active router of before could disturb (section
 *       8.2.2).
 *   <li>ICMP redirects come from the address that the host was sent to (section 8.1.1).
 * </ul>
 *
 * <p>A Backup does none of this (section 6.4.2): it stays silent for the addresses and discards what is sent to them. In either
 * state a host accepts unsolicited Neighbor Advertisements of others (section 8.2.4). The virtual router MAC address is never used
 * to derive interface identifiers (section 7.4).
 */
public interface AddressHook {
    /** Does nothing: for hosts that only want to know who is Active. */
    AddressHook NONE = new AddressHook() {
        @Override
        public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {}

        @Override
        public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {}
    };

    /**
     * Get ready for a virtual router, or refuse it, so that it never becomes Active without its addresses. Called by the runtime
     * before the virtual router starts, and before it takes other parameters, in the thread that asked for it; may block. Whoever
     * drives a {@link io.github.vrrp4j.router.VrrpRouter} himself calls it himself. Does nothing unless overridden.
     *
     * @param router the parameters that the virtual router is about to have
     * @throws IllegalArgumentException if this hook cannot do what they ask for
     * @throws IOException if something that it needs is missing on this host
     */
    default void prepare(VirtualRouterConfig router) throws IOException {}

    /**
     * Tell when somebody else takes acquired addresses from this host. Called once by the runtime, before {@link #prepare}. A hook
     * that cannot notice need not override it.
     *
     * @param watcher whom to tell
     */
    default void watch(Watcher watcher) {}

    /**
     * Answer for these addresses. They may be there already. Announcements follow when this returns.
     *
     * @param router the parameters of the virtual router that is Active
     * @param addresses all of its addresses when it becomes Active; only the new ones when it was given more; all of them
     *     again when {@link VirtualRouterConfig#acceptsPackets()} has changed
     * @throws Exception if they could not all be acquired
     */
    void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception;

    /**
     * Stop to answer for these addresses. They may be gone already. Also called once before a virtual router that does not own
     * its addresses starts, so that what an earlier run may have left behind goes before the first election.
     *
     * @param router the parameters of the virtual router that is no longer Active, or has lost addresses
     * @param addresses those of its addresses that go
     * @throws Exception if they could not all be released
     */
    void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception;

    /** Whom a hook tells what others did to the addresses. */
    @FunctionalInterface
    interface Watcher {
        /**
         * Addresses that were acquired, and not released since, are gone, although their interface is up. What comes of it is
         * decided by {@link io.github.vrrp4j.protocol.Policies#removedAddress()}. Any thread may call it; throws nothing, and
         * waits at most until the protocol lane has room for one more message.
         *
         * @param router whose addresses
         * @param addresses which ones
         */
        void removed(VirtualRouterId router, List<VirtualAddress> addresses);
    }
}
