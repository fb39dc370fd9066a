package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.Cause;

/** The last thing that happened to a virtual router, in the words of RFC 8347 (last-event). */
public enum LastEvent {
    /** Nothing yet. */
    NONE,
    /** Started. */
    STARTUP,
    /** Stopped. */
    SHUTDOWN,
    /** Another router with a higher priority, or with an equal one and a higher address, was heard while Active. */
    HIGHER_PRIORITY_BACKUP,
    /** The Active_Down_Timer fired. */
    MASTER_TIMEOUT,
    /** The interface came back. */
    INTERFACE_UP,
    /** The interface was lost. */
    INTERFACE_DOWN,
    /** There is no address to send from. */
    NO_PRIMARY_IP_ADDRESS,
    /** There is one again. */
    PRIMARY_IP_ADDRESS,
    /** An Active router of lower priority was heard while Backup. */
    LOWER_PRIORITY_MASTER,
    /** The owner of the addresses became Active because it started. */
    OWNER_PREEMPT;

    static LastEvent of(Cause cause, boolean owner) {
        return switch (cause) {
            case STARTUP -> owner ? OWNER_PREEMPT : STARTUP;
            case ELIGIBLE -> STARTUP;
            case SHUTDOWN, INELIGIBLE, RESIGN_REQUEST -> SHUTDOWN;
            case ACTIVE_DOWN, RESIGNED, PREEMPTED -> MASTER_TIMEOUT;
            case OUTRANKED, TIE_BREAK, STALLED -> HIGHER_PRIORITY_BACKUP;
            case LINK_DOWN -> INTERFACE_DOWN;
            case LINK_UP -> INTERFACE_UP;
            case NO_SOURCE_ADDRESS -> NO_PRIMARY_IP_ADDRESS;
            case SOURCE_ADDRESS -> PRIMARY_IP_ADDRESS;
        };
    }
}
