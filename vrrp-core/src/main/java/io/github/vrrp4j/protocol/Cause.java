package io.github.vrrp4j.protocol;

/** Why a virtual router changed its state. */
public enum Cause {
    /** The host started the virtual router. */
    STARTUP,
    /** The host stopped the virtual router. */
    SHUTDOWN,
    /** Active_Down_Interval passed without an advertisement (RFC 9568 section 6.4.2). */
    ACTIVE_DOWN,
    /** The Active router sent priority 0, and Skew_Time passed (section 6.4.2). */
    RESIGNED,
    /** Only routers of lower priority were heard for Active_Down_Interval, and preemption is on (section 6.4.2). */
    PREEMPTED,
    /** An advertisement of higher priority arrived (section 6.4.3). */
    OUTRANKED,
    /** An advertisement of equal priority arrived from a higher address (section 6.4.3). */
    TIE_BREAK,
    /** The interface lost its carrier, was set down or went away. */
    LINK_DOWN,
    /** The interface is back. */
    LINK_UP,
    /** The interface has no address left that an advertisement could come from (section 7.2). */
    NO_SOURCE_ADDRESS,
    /** The interface has such an address again. */
    SOURCE_ADDRESS,
    /** The host said that this router must not be Active at present. */
    INELIGIBLE,
    /** The host said that this router may be Active again. */
    ELIGIBLE,
    /** This router was stalled while Active, and heard that another one has taken over meanwhile. */
    STALLED,
    /** The host asked the Active router to let another one take over. */
    RESIGN_REQUEST
}
