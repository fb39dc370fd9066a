package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Rejection;
import java.util.EnumMap;
import java.util.Map;

/** The counters of one virtual router, while they count. */
final class Counters {
    long activeTransitions;
    long backupTransitions;
    NewActiveReason newActiveReason = NewActiveReason.NOT_ACTIVE;
    long advertisementsReceived;
    long advertisementsSent;
    long priorityZeroReceived;
    long priorityZeroSent;
    long intervalErrors;
    long addressListErrors;
    long losingAdvertisements;
    long announcementsSent;
    long sendFailures;
    long lateTimers;
    long worstLatenessNanos;

    private final long sinceNanos;
    private final long[] accepted = new long[ChecksumForm.values().length];
    private final long[] rejected = new long[Rejection.values().length];
    private ProtocolError lastError = ProtocolError.NONE;

    Counters(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    void accepted(ChecksumForm form) {
        accepted[form.ordinal()]++;
    }

    void rejected(Rejection rejection) {
        rejected[rejection.ordinal()]++;
        lastError = ProtocolError.of(rejection, lastError);
        if (rejection == Rejection.INTERVAL_MISMATCH) {
            intervalErrors++;
        }
    }

    void late(long lateNanos) {
        lateTimers++;
        worstLatenessNanos = Math.max(worstLatenessNanos, lateNanos);
    }

    VirtualRouterStatistics snapshot() {
        Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
        for (Rejection rejection : Rejection.values()) {
            if (rejected[rejection.ordinal()] > 0) {
                rejections.put(rejection, rejected[rejection.ordinal()]);
            }
        }
        return new VirtualRouterStatistics(
                activeTransitions,
                backupTransitions,
                newActiveReason,
                advertisementsReceived,
                advertisementsSent,
                priorityZeroReceived,
                priorityZeroSent,
                intervalErrors,
                addressListErrors,
                accepted[ChecksumForm.MESSAGE_ONLY.ordinal()],
                accepted[ChecksumForm.PSEUDO_HEADER.ordinal()],
                losingAdvertisements,
                announcementsSent,
                sendFailures,
                lateTimers,
                worstLatenessNanos,
                rejections,
                lastError,
                sinceNanos);
    }
}
