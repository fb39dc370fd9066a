package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Without a transcript, nothing grows with simulated time. */
class BoundedMemoryTest {
    private static final Duration LONG = Duration.ofHours(3);

    private final SimulatedLan lan = SimulatedLan.seeded(42);

    private int queued() {
        return lan.world().queue.size()
                + lan.world().nodes.stream().mapToInt(SimulatedNode::waiting).sum();
    }

    @Test
    void aQuietLanKeepsNothing() {
        lan.join(priority(200));
        lan.join(priority(150));
        lan.join(priority(100));
        lan.client(VIRTUAL, Duration.ofSeconds(1));
        lan.run(Duration.ofMinutes(10));
        int queued = queued();
        int events = lan.world().recorder.kept();
        int addresses = lan.fabric().known();

        lan.run(LONG);

        assertEquals(queued, queued());
        assertEquals(events, lan.world().recorder.kept());
        assertEquals(addresses, lan.fabric().known());
    }

    @Test
    void aBadLanWithAStrangerKeepsNoMoreThanItsLimits() {
        lan.conditions(Conditions.GOOD
                .withLoss(0.3)
                .withDuplication(0.1)
                .withReordering(0.1)
                .withCorruption(0.1));
        SimulatedNode flapping = lan.join(priority(200));
        lan.join(priority(100));
        SimulatedClient client = lan.client(VIRTUAL, Duration.ofSeconds(1));
        SimulatedIntruder intruder = lan.intruder();
        for (int i = 1; i < 2000; i++) {
            lan.after(Duration.ofSeconds(4L * i), flapping::restart);
            lan.after(Duration.ofSeconds(4L * i), intruder::babble);
        }

        lan.run(LONG);

        assertTrue(queued() < 100, queued() + " events and packets wait");
        assertTrue(lan.world().recorder.kept() <= 256);
        assertTrue(lan.fabric().known() <= 4096, lan.fabric().known() + " addresses");
        assertTrue(flapping.transitions().size() <= 1000);
        assertTrue(client.outages().size() <= 1001);
    }

    @Test
    void whatWaitsForAHostThatStandsStillIsBounded() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode paused = lan.join(priority(100));
        SimulatedNode frozen = lan.join(priority(50));
        paused.pause();
        frozen.freeze();

        lan.run(LONG);

        assertTrue(active.isRunning());
        assertEquals(RouterProcess.RING, paused.waiting());
        assertEquals(RouterProcess.RING, frozen.waiting());
    }
}
