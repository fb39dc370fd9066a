package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Rejection;
import java.util.Map;

/**
 * What a virtual router has counted since it was added: the objects of RFC 6527 and the leaves of RFC 8347, and what helps to
 * explain. State changes reset nothing.
 *
 * @param activeTransitions entries into Active (MasterTransitions)
 * @param backupTransitions entries into Backup
 * @param newActiveReason why it became Active the last time (NewMasterReason)
 * @param advertisementsReceived packets that passed all discarding checks, those with priority 0 included (RcvdAdvertisements)
 * @param advertisementsSent packets handed to the transport, one for each peer in unicast (advertisement-sent)
 * @param priorityZeroReceived valid ones with priority 0 (RcvdPriZeroPackets)
 * @param priorityZeroSent sent ones with priority 0 (SentPriZeroPackets)
 * @param intervalErrors packets with another interval: processed in version 3, discarded in version 2 (AdvIntervalErrors)
 * @param addressListErrors packets with other virtual addresses, discarded or not (AddressListErrors)
 * @param messageOnlyChecksums received ones whose checksum covers the message only
 * @param pseudoHeaderChecksums received ones whose checksum covers a pseudo-header
 * @param losingAdvertisements heard while Active from a router that has to yield
 * @param announcementsSent gratuitous ARP and unsolicited Neighbor Advertisements asked for
 * @param sendFailures packets that the transport could not send
 * @param lateTimers timers that were served later than one interval of this router
 * @param worstLatenessNanos the latest one of them; 0 if there was none
 * @param rejections discarded packets by reason; reasons that never came up are absent
 * @param lastProtocolError the last one of RFC 6527's protocol errors (ProtoErrReason)
 * @param discontinuityNanos since when all this counts, on the clock of the caller (RowDiscontinuityTime)
 */
public record VirtualRouterStatistics(
        long activeTransitions,
        long backupTransitions,
        NewActiveReason newActiveReason,
        long advertisementsReceived,
        long advertisementsSent,
        long priorityZeroReceived,
        long priorityZeroSent,
        long intervalErrors,
        long addressListErrors,
        long messageOnlyChecksums,
        long pseudoHeaderChecksums,
        long losingAdvertisements,
        long announcementsSent,
        long sendFailures,
        long lateTimers,
        long worstLatenessNanos,
        Map<Rejection, Long> rejections,
        ProtocolError lastProtocolError,
        long discontinuityNanos) {
    /** Keeps its own copy. */
    public VirtualRouterStatistics {
        rejections = Map.copyOf(rejections);
    }

    /**
     * How many packets were discarded for a reason.
     *
     * @param rejection the reason
     * @return 0 if it never came up
     */
    public long rejections(Rejection rejection) {
        return rejections.getOrDefault(rejection, 0L);
    }
}
