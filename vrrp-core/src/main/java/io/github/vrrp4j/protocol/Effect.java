package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import java.util.List;

/** What the state machine asks of the world. The order of a list of effects is part of the contract. */
public sealed interface Effect {
    /**
     * Send an advertisement, now.
     *
     * @param advertisement what to send, from the source address of the virtual router
     */
    record Send(Advertisement advertisement) implements Effect {}

    /**
     * Answer for these addresses from now on.
     *
     * @param addresses all of them, or the new ones
     */
    record Acquire(List<VirtualAddress> addresses) implements Effect {}

    /**
     * Tell the hosts on the link where these addresses now are (gratuitous ARP, unsolicited Neighbor Advertisement).
     *
     * @param addresses the addresses that were acquired, or all of them when a losing router has been heard
     */
    record Announce(List<VirtualAddress> addresses) implements Effect {}

    /**
     * Stop to answer for these addresses, and to announce them.
     *
     * @param addresses all of them, or those that were taken out
     */
    record Release(List<VirtualAddress> addresses) implements Effect {}

    /**
     * The state has changed.
     *
     * @param from the state until now
     * @param to the state from now on
     * @param cause why
     * @param evidence what the decision rests on
     * @param atNanos when, on the clock of the caller
     */
    record Transition(State from, State to, Cause cause, Evidence evidence, long atNanos) implements Effect {
        /**
         * The reason in a sentence, for people.
         *
         * @return for example {@code no advertisement for 3.609375 s, last heard: 10.9.0.1 with priority 200}
         */
        public String why() {
            return switch (cause) {
                case ACTIVE_DOWN -> "no advertisement for " + evidence;
                case RESIGNED -> "the active router resigned (priority 0), nobody else within " + evidence;
                case PREEMPTED -> "only lower priority for " + evidence;
                case OUTRANKED -> "higher priority heard: " + evidence;
                case STALLED -> "stalled, and another router has taken over meanwhile: " + evidence;
                case TIE_BREAK -> "equal priority and higher address heard: " + evidence;
                default -> evidence.toString();
            };
        }
    }
}
