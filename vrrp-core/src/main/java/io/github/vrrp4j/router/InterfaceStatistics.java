package io.github.vrrp4j.router;

/**
 * What an interface has counted since the first virtual router on it was added. RFC 6527 and RFC 8347 have these for a whole
 * host: the sum over its interfaces.
 *
 * @param checksumErrors packets whose checksum is invalid in every accepted form (RouterChecksumErrors)
 * @param versionErrors packets of a version that is unknown, or not the one that the virtual router runs (RouterVersionErrors)
 * @param vridErrors packets for a virtual router that is not configured here (RouterVrIdErrors)
 * @param ttlErrors packets whose TTL or hop limit is refused (ip-ttl-errors)
 * @param discontinuityNanos since when all this counts, on the clock of the caller (GlobalStatisticsDiscontinuityTime)
 */
public record InterfaceStatistics(
        long checksumErrors, long versionErrors, long vridErrors, long ttlErrors, long discontinuityNanos) {}
