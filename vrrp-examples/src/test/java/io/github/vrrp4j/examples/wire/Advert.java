package io.github.vrrp4j.examples.wire;

import java.util.List;

/** A VRRP advertisement as it was seen; nothing is assumed to be right. */
record Advert(
        long timeNanos,
        String sourceMac,
        String destinationMac,
        String source,
        String destination,
        boolean ipChecksumCorrect,
        int ttl,
        int version,
        int type,
        int vrid,
        int priority,
        int authenticationType,
        int intervalMillis,
        Checksum checksum,
        List<String> addresses)
        implements Packet {
    /** What the VRRP checksum covers, if it is right. */
    enum Checksum {
        MESSAGE,
        PSEUDO_HEADER_AND_MESSAGE,
        WRONG
    }

    @Override
    public String describe() {
        return String.format(
                "advert v%d from %s (%s) VRID %d priority %d %s", version, source, sourceMac, vrid, priority, checksum);
    }
}
