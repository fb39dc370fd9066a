package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.Map;
import java.util.Optional;

/**
 * A virtual router at one moment.
 *
 * @param id which one
 * @param state its state
 * @param source the address it sends from; empty before it could start for the first time
 * @param lastTransition how it came into this state; empty if it never left Initialize
 * @param advertisementsSent ADVERTISEMENTs handed to the transport
 * @param advertisementsReceived ADVERTISEMENTs that passed all checks, those with priority 0 included
 * @param becameActive entries into Active
 * @param sendFailures ADVERTISEMENTs that the transport could not send
 * @param rejections discarded packets by reason; reasons that never came up are absent
 */
public record VirtualRouterStatus(
        VirtualRouterId id,
        State state,
        Optional<IpAddress> source,
        Optional<Transition> lastTransition,
        long advertisementsSent,
        long advertisementsReceived,
        long becameActive,
        long sendFailures,
        Map<Rejection, Long> rejections) {
    /** Keeps its own copy of the counters. */
    public VirtualRouterStatus {
        rejections = Map.copyOf(rejections);
    }
}
