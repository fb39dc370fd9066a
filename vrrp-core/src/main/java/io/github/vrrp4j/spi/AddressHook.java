package io.github.vrrp4j.spi;

import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.List;

/**
 * Makes a host answer for virtual addresses, or no longer. Called on the host lane: in order for each virtual router, for
 * different ones at the same time. May block; what it throws is reported to the listener, and the protocol goes on.
 */
public interface AddressHook {
    /** Does nothing: for hosts that only want to know who is Active. */
    AddressHook NONE = new AddressHook() {
        @Override
        public void acquire(VirtualRouterId router, List<VirtualAddress> addresses) {}

        @Override
        public void release(VirtualRouterId router, List<VirtualAddress> addresses) {}
    };

    /**
     * Answer for these addresses. They may be there already.
     *
     * @param router which became Active
     * @param addresses its virtual addresses
     * @throws Exception if they could not all be acquired
     */
    void acquire(VirtualRouterId router, List<VirtualAddress> addresses) throws Exception;

    /**
     * Stop to answer for these addresses. They may be gone already. Also called once before a virtual router that does not own
     * its addresses starts, so that what an earlier run may have left behind goes before the first election.
     *
     * @param router which is no longer Active
     * @param addresses its virtual addresses
     * @throws Exception if they could not all be released
     */
    void release(VirtualRouterId router, List<VirtualAddress> addresses) throws Exception;
}
