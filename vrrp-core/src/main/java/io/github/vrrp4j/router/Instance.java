package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A virtual router as the host's router keeps it: the state machine, what it said and heard last, and its counters. */
final class Instance {
    private static final int TIME_TO_LIVE = 255;
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;
    private static final long LONG_AGO = -REPORT_INTERVAL_NANOS;

    final VirtualRouter machine;
    final VirtualRouterId id;
    final Port port;

    /** The place in the {@link DeadlineHeap}. */
    int heapIndex;

    boolean started;

    @Nullable
    Obstacle obstacle;

    private @Nullable Advertisement saidLast;
    private @Nullable Datagram sentLast;
    private long sentAt = Long.MIN_VALUE;

    private @Nullable Datagram heardLast;
    private Decoded decodedLast = Rejection.PACKET_LENGTH;

    private @Nullable Transition lastTransition;
    private long advertisementsSent;
    private long advertisementsReceived;
    private long becameActive;
    private long sendFailures;
    private final long[] rejected = new long[Rejection.values().length];
    private final long[] reportedAt = new long[Rejection.values().length];

    Instance(VirtualRouterConfig config, Port port) {
        this.port = port;
        machine = new VirtualRouter(config);
        id = config.id();
        Arrays.fill(reportedAt, LONG_AGO);
    }

    long deadline() {
        return machine.deadline();
    }

    VirtualRouterConfig config() {
        return machine.config();
    }

    /** The packet for an advertisement; the same one as long as the same is said from the same address. */
    Datagram outgoing(Advertisement advertisement, IpAddress source) {
        if (sentLast == null
                || !advertisement.equals(saidLast)
                || !sentLast.source().equals(source)) {
            IpAddress group = id.family().group();
            saidLast = advertisement;
            sentLast =
                    new Datagram(source, group, TIME_TO_LIVE, AdvertisementCodec.encode(advertisement, source, group));
        }
        return sentLast;
    }

    /** Decodes a packet; the same bytes from the same sender are decoded once. */
    Decoded decode(Datagram datagram) {
        if (heardLast == null
                || !Arrays.equals(heardLast.payload(), datagram.payload())
                || !heardLast.source().equals(datagram.source())
                || !heardLast.destination().equals(datagram.destination())) {
            byte[] payload = datagram.payload();
            decodedLast = AdvertisementCodec.decode(
                    payload, 0, payload.length, datagram.source(), datagram.destination(), ChecksumAcceptance.EITHER);
            heardLast = datagram;
        }
        return decodedLast;
    }

    /** Whether a packet from our own address can only be an echo: while Active, and for one interval after the last packet. */
    boolean echoes(Datagram datagram, long now) {
        Optional<IpAddress> source = machine.source();
        return source.isPresent()
                && source.get().equals(datagram.source())
                && (machine.state() == State.ACTIVE || now - config().interval().nanos() < sentAt);
    }

    void sent(long now) {
        sentAt = now;
        advertisementsSent++;
    }

    void sendFailed() {
        sendFailures++;
    }

    void received() {
        advertisementsReceived++;
    }

    void entered(Transition transition) {
        lastTransition = transition;
        if (transition.to() == State.ACTIVE) {
            becameActive++;
        }
    }

    /** Counts a rejection, and says whether it is time to report one of this kind. */
    boolean rejected(Rejection rejection, long now) {
        rejected[rejection.ordinal()]++;
        if (now - reportedAt[rejection.ordinal()] < REPORT_INTERVAL_NANOS) {
            return false;
        }
        reportedAt[rejection.ordinal()] = now;
        return true;
    }

    VirtualRouterStatus status() {
        Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
        for (Rejection rejection : Rejection.values()) {
            if (rejected[rejection.ordinal()] > 0) {
                rejections.put(rejection, rejected[rejection.ordinal()]);
            }
        }
        return new VirtualRouterStatus(
                id,
                machine.state(),
                machine.source(),
                Optional.ofNullable(lastTransition),
                advertisementsSent,
                advertisementsReceived,
                becameActive,
                sendFailures,
                rejections);
    }
}
