package io.github.vrrp4j.packet;

/**
 * Why a packet was discarded. A rejected packet changes no state, no timer and no learned value (RFC 9568 section 7.1). A packet
 * is rejected for the first check that fails, in the order of this list as far as one packet can fail several.
 */
public enum Rejection implements Decoded {
    /** Sent by this router itself, and returned by a loop in the network or by a router with the same address. */
    OWN_PACKET,
    /** TTL or hop limit is not 255 (sections 5.1.1.3 and 5.1.2.3), or not in the range that is configured for unicast. */
    TTL,
    /** Unspecified, loopback or multicast source, or an IPv6 source that is not link-local (section 5.1.2.1). */
    SOURCE,
    /** Addressed to the group where unicast is configured, or the other way round (sections 5.1.1.2 and 5.1.2.2). */
    DESTINATION,
    /** Unicast: from a router that is not one of the configured peers. */
    UNKNOWN_PEER,
    /** A version that does not exist, version 2 over IPv6, or not the version that the virtual router runs. */
    VERSION,
    /** No virtual router with this VRID and family is configured on the receiving interface. */
    VRID,
    /** A type other than 1, ADVERTISEMENT (section 5.2.2). */
    TYPE,
    /** Shorter than the address list needs, or longer. Less than a header of eight bytes is rejected before its version is read. */
    PACKET_LENGTH,
    /** Invalid in every form that is accepted (section 5.2.8). */
    CHECKSUM,
    /** An address list without an address (section 5.2.5, erratum 8299). */
    ADDRESS_COUNT_ZERO,
    /** An interval of 0 (section 5.2.7, erratum 8301). */
    INTERVAL_ZERO,
    /** The first IPv6 address is not link-local (section 5.2.9, erratum 8300). */
    FIRST_ADDRESS_NOT_LINK_LOCAL,
    /** Version 2: an authentication type that no document defines (RFC 3768 section 5.3.6). */
    AUTHENTICATION_TYPE_UNKNOWN,
    /** Version 2: not the authentication type that is configured (RFC 3768 section 7.1). */
    AUTHENTICATION_TYPE_MISMATCH,
    /** Version 2: another password, or an authentication header made with another key (RFC 2338 section 5.3.6). */
    AUTHENTICATION_FAILURE,
    /** Version 2: a sequence number that this sender has used before (RFC 2402 section 3.4.3). */
    REPLAY,
    /** Version 2: not the interval that is configured (RFC 3768 section 7.1). */
    INTERVAL_MISMATCH,
    /** Version 3: an interval longer than the longest one that may be learned. */
    INTERVAL_TOO_LONG,
    /** Version 2, if so configured: other addresses, from a router that does not own them (RFC 3768 section 7.1). */
    ADDRESS_LIST_MISMATCH,
    /** This router owns the addresses and listens to nobody (RFC 3768 and RFC 5798 section 7.1). */
    ADDRESS_OWNER,
    /** Both versions are run, and this sender also speaks version 3 (RFC 9568 section 8.4.2). */
    VERSION_2_OF_A_VERSION_3_ROUTER
}
