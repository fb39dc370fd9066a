package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.List;

/**
 * Hears what happens and why. Called on the host lane: in order for each virtual router, after the hooks of the same event. May
 * block; what it throws is logged, and the protocol goes on. All methods do nothing unless overridden.
 */
public interface VrrpListener {
    /** Hears nothing. */
    VrrpListener NONE = new VrrpListener() {};

    /**
     * A virtual router has changed its state, and its addresses have been acquired or released.
     *
     * @param router which one
     * @param transition from where to where, why, and what that rests on
     */
    default void transition(VirtualRouterId router, Transition transition) {}

    /**
     * A virtual router was started or its interface changed, but it cannot take part yet.
     *
     * @param router which one
     * @param why what it waits for, for people
     */
    default void waiting(VirtualRouterId router, String why) {}

    /**
     * The targets of the reachability probe answer, or no longer do. If that changes the state, the transition is told besides.
     *
     * @param router who asks
     * @param reachable whether at least one answers
     * @param targets who is asked
     */
    default void reachability(VirtualRouterId router, boolean reachable, List<IpAddress> targets) {}

    /**
     * A packet for this virtual router was discarded. Reported at most once in ten seconds for each virtual router and reason; the
     * statistics count all of them.
     *
     * @param router which one
     * @param rejection why
     * @param source the source of the IP packet
     */
    default void rejected(VirtualRouterId router, Rejection rejection, IpAddress source) {}

    /**
     * Something on the link is not as it should be. Reported at most once in ten seconds for each virtual router and kind, except
     * that the end of a conflict is always reported when its begin was; the statistics count what belongs to RFC 6527.
     *
     * @param router which one noticed it
     * @param conflict what it is, with its evidence
     */
    default void conflict(VirtualRouterId router, Conflict conflict) {}

    /**
     * A running virtual router has taken other parameters.
     *
     * @param router which one
     * @param changes what has changed, and what that does
     */
    default void reconfigured(VirtualRouterId router, Changes changes) {}

    /**
     * A hook or the transport failed; the protocol goes on.
     *
     * @param router for which virtual router
     * @param what the call that failed, for people
     * @param failure what it threw
     */
    default void failed(VirtualRouterId router, String what, Exception failure) {}
}
