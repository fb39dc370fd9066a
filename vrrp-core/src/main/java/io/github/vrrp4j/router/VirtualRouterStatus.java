package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import java.util.Optional;

/**
 * A virtual router at one moment. Times are nanoseconds on the clock of the caller.
 *
 * @param config its parameters
 * @param state its state
 * @param priority its effective priority
 * @param source the address it sends from; empty before it could start for the first time
 * @param waitsFor what keeps it in Initialize, for people; empty if nothing does
 * @param activeDownNanos Active_Down_Interval (RFC 8347 has it in centiseconds, which is not enough)
 * @param skewNanos Skew_Time (RFC 8347 has it in microseconds)
 * @param lastTransition how it came into this state; empty if it never left Initialize
 * @param lastEvent the last thing that happened, in the words of RFC 8347
 * @param upSinceNanos when it left Initialize; empty while it is there
 * @param lastAdvertisementFrom the source of the last advertisement that passed all checks
 * @param peers every router that was heard for it, by address
 * @param statistics what it has counted
 */
public record VirtualRouterStatus(
        VirtualRouterConfig config,
        State state,
        int priority,
        Optional<IpAddress> source,
        Optional<String> waitsFor,
        long activeDownNanos,
        long skewNanos,
        Optional<Transition> lastTransition,
        LastEvent lastEvent,
        Optional<Long> upSinceNanos,
        Optional<IpAddress> lastAdvertisementFrom,
        List<PeerStatus> peers,
        VirtualRouterStatistics statistics) {
    /** Keeps its own copy. */
    public VirtualRouterStatus {
        peers = List.copyOf(peers);
    }
}
