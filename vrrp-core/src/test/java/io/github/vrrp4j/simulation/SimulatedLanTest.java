package io.github.vrrp4j.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedLanTest {
    private static final IpAddress VIRTUAL = IpAddress.of("10.9.0.100");
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    private final List<String> transcript = new ArrayList<>();
    private final SimulatedLan lan = SimulatedLan.seeded(42);

    private SimulatedNode join(SimulatedLan where, int host, int priority, Preemption preemption) {
        String name = "r" + host;
        VrrpListener listener = new VrrpListener() {
            @Override
            public void transition(VirtualRouterId router, Transition transition) {
                transcript.add(where.now() + " " + name + " " + transition.to() + " " + transition.cause());
            }
        };
        VirtualRouterConfig config = VirtualRouterConfig.on("eth0", 51)
                .priority(priority)
                .preemption(preemption)
                .address(VIRTUAL + "/24")
                .build();
        return where.join(name, IpAddress.of("10.9.0." + host), config, listener);
    }

    private void assertAddressAt(SimulatedNode... nodes) {
        assertEquals(List.of(nodes), lan.holders(VIRTUAL), transcript::toString);
    }

    @Test
    void theHighestPriorityIsElectedAndTheNextOneTakesOverWhenItCrashes() {
        SimulatedNode r1 = join(lan, 1, 200, Preemption.IMMEDIATE);
        SimulatedNode r2 = join(lan, 2, 150, Preemption.IMMEDIATE);
        SimulatedNode r3 = join(lan, 3, 100, Preemption.IMMEDIATE);
        lan.run(A_WHILE);
        assertAddressAt(r1);

        r1.crash();
        lan.run(A_WHILE);
        assertAddressAt(r2);
        assertEquals(State.INITIALIZE, r1.state());
        assertEquals(State.BACKUP, r3.state());

        r1.start();
        lan.run(A_WHILE);
        assertAddressAt(r1);
    }

    @Test
    void aCrashedHostKeepsItsAddressUntilTheLeaseIsOver() {
        SimulatedNode r1 = join(lan, 1, 200, Preemption.IMMEDIATE);
        lan.run(A_WHILE);

        r1.crash();
        lan.run(SimulatedNode.LEASE.minusNanos(1));
        assertAddressAt(r1);
        lan.run(Duration.ofNanos(1));
        assertAddressAt();
    }

    @Test
    void aPulledCableMovesTheAddressOnceWhenNobodyPreempts() {
        SimulatedNode r1 = join(lan, 1, 100, Preemption.NEVER);
        lan.run(A_WHILE);
        SimulatedNode r2 = join(lan, 2, 100, Preemption.NEVER);
        lan.run(A_WHILE);
        assertAddressAt(r1);

        r1.unplug();
        lan.run(A_WHILE);
        assertAddressAt(r2);

        r1.plug();
        lan.run(A_WHILE);
        assertAddressAt(r2);
    }

    @Test
    void aSilentCutMakesTwoActivesAndTheHigherAddressKeepsTheAddressWhenItHeals() {
        SimulatedNode r1 = join(lan, 1, 100, Preemption.NEVER);
        SimulatedNode r2 = join(lan, 2, 100, Preemption.NEVER);
        lan.run(A_WHILE);

        r2.cut();
        lan.run(A_WHILE);
        assertAddressAt(r1, r2);

        r2.heal();
        lan.run(A_WHILE);
        assertAddressAt(r2);
    }

    @Test
    void aRouterThatStopsHandsOverWithinSkewTime() {
        SimulatedNode r1 = join(lan, 1, 200, Preemption.IMMEDIATE);
        SimulatedNode r2 = join(lan, 2, 150, Preemption.IMMEDIATE);
        lan.run(A_WHILE);

        r1.stop();
        lan.run(Duration.ofMillis(500));

        assertAddressAt(r2);
        assertEquals("RESIGNED", transcript.get(transcript.size() - 1).split(" ")[4]);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        List<String> first = run(7);
        List<String> second = run(7);

        assertEquals(first, second);
        assertFalse(first.isEmpty());
    }

    private List<String> run(long seed) {
        transcript.clear();
        SimulatedLan other = SimulatedLan.seeded(seed);
        SimulatedNode r1 = join(other, 1, 100, Preemption.IMMEDIATE);
        join(other, 2, 100, Preemption.IMMEDIATE);
        other.run(A_WHILE);
        r1.crash();
        other.run(A_WHILE);
        return List.copyOf(transcript);
    }
}
