package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.any;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gateways answer the reachability probe by ARP and Neighbor Discovery. */
class ProbeTest {
    private final SimulatedLan lan = SimulatedLan.seeded(42);

    private static VirtualRouterConfig probing(VirtualRouterConfig.Builder builder, String target) {
        return builder.preemption(Preemption.NEVER)
                .probe(ReachabilityProbe.of(target))
                .build();
    }

    @Test
    void anIsolatedRouterStandsDownSoThatHealingMovesNothing() {
        lan.gateway("10.9.0.254");
        SimulatedNode lower = lan.join(probing(any(), "10.9.0.254"));
        SimulatedNode higher = lan.join(probing(any(), "10.9.0.254"));
        lan.run(A_WHILE);
        if (lower.state() == State.ACTIVE) {
            lower.resign("so that the one with the higher address is Active first");
            lan.run(A_WHILE);
        }
        lan.assertHolds(higher, VIRTUAL);

        higher.cut();
        lan.run(A_WHILE);
        lan.assertHolds(lower, VIRTUAL);
        higher.assertState(State.INITIALIZE);
        assertEquals(
                Cause.INELIGIBLE, higher.status().lastTransition().orElseThrow().cause());

        higher.heal();
        lan.run(A_WHILE);
        lan.assertHolds(lower, VIRTUAL);
        higher.assertState(State.BACKUP);
    }

    @Test
    void overIpv6TheGatewayAnswersSolicitations() {
        SimulatedGateway gateway = lan.gateway("fe80::fe");
        SimulatedNode node = lan.join(probing(VirtualRouterConfig.on("eth0", 7).address("fe80::100/64"), "fe80::fe"));
        lan.run(A_WHILE);
        node.assertState(State.ACTIVE);
        assertTrue(gateway.answers() >= 8);

        gateway.silent(true);
        lan.run(A_WHILE);
        node.assertState(State.INITIALIZE);
        assertEquals(List.of(), node.held());

        gateway.silent(false);
        lan.run(A_WHILE);
        node.assertState(State.ACTIVE);
    }
}
