package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Rejection;

/** The last error of the kinds that RFC 6527 counts for a whole host (vrrpv3StatisticsProtoErrReason). */
public enum ProtocolError {
    /** None so far. */
    NONE,
    /** TTL or hop limit. */
    TTL,
    /** Version. */
    VERSION,
    /** Checksum. */
    CHECKSUM,
    /** VRID. */
    VRID;

    static ProtocolError of(Rejection rejection, ProtocolError before) {
        return switch (rejection) {
            case TTL -> TTL;
            case VERSION -> VERSION;
            case CHECKSUM -> CHECKSUM;
            case VRID -> VRID;
            default -> before;
        };
    }
}
