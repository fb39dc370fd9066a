package io.github.vrrp4j.protocol;

/** What an Active router does when it hears one that has to yield: lower priority, or equal priority and lower address. */
public enum LosingAdvertisement {
    /** Discards it (RFC 3768 and RFC 5798 section 6.4.3, FRR). */
    DISCARD,
    /** Discards it and advertises at once; the Adver_Timer runs on (RFC 9568 section 6.4.3). */
    ADVERTISE,
    /** Discards it, advertises at once, and restarts the Adver_Timer (keepalived). */
    ADVERTISE_AND_RESTART_TIMER
}
