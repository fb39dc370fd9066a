package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.Cause;

/** Why a virtual router became Active the last time (RFC 6527 vrrpv3StatisticsNewMasterReason, RFC 8347 new-master-reason). */
public enum NewActiveReason {
    /** It never was. */
    NOT_ACTIVE,
    /** The Active router resigned with priority 0. */
    PRIORITY,
    /** It took over from a router of lower priority, or it owns the addresses. */
    PREEMPTED,
    /** Nothing was heard of the Active router. */
    NO_RESPONSE;

    static NewActiveReason of(Cause cause) {
        return switch (cause) {
            case ACTIVE_DOWN -> NO_RESPONSE;
            case RESIGNED -> PRIORITY;
            default -> PREEMPTED;
        };
    }
}
