package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.spi.Datagram;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stranger on the LAN sends what it likes. */
class IntruderTest {
    private static final IpAddress FORGED = IpAddress.of("10.9.0.66");

    private final SimulatedLan lan = SimulatedLan.seeded(42);
    private SimulatedNode active;
    private SimulatedIntruder intruder;

    @BeforeEach
    void electOne() {
        active = lan.join(priority(200));
        intruder = lan.intruder();
        lan.run(A_WHILE);
        active.assertState(State.ACTIVE);
    }

    @Test
    void aForgedAdvertisementOfHigherPriorityIsBelieved() {
        intruder.advertise(
                FORGED,
                Advertisement.v3(
                        new Vrid(Routers.VRID),
                        255,
                        Interval.DEFAULT,
                        ChecksumForm.MESSAGE_ONLY,
                        List.of(IpAddress.of(VIRTUAL))));
        lan.run(Duration.ofMillis(1));

        active.assertState(State.BACKUP);
    }

    @Test
    void aPacketFromBeyondTheLinkIsNot() {
        byte[] nothing = new byte[8];
        nothing[0] = 0x31;
        nothing[1] = Routers.VRID;
        intruder.send(new Datagram(FORGED, Family.IPV4.group(), 254, nothing));
        intruder.send(active.port("eth0").mac(), new Datagram(FORGED, IpAddress.of("10.9.0.11"), 255, nothing));
        lan.run(Duration.ofMillis(1));

        active.assertState(State.ACTIVE);
        assertEquals(1, active.status().statistics().rejections(Rejection.TTL));
        assertEquals(1, active.status().statistics().rejections(Rejection.DESTINATION));
    }

    @Test
    void aReplayedAdvertisementOfItsOwnChangesNothing() {
        intruder.replay();
        lan.run(Duration.ofMillis(1));

        active.assertState(State.ACTIVE);
        assertEquals(1, active.status().statistics().rejections(Rejection.OWN_PACKET));
    }

    @Test
    void noiseStopsNobody() {
        SimulatedClient client = lan.client(VIRTUAL);
        for (int i = 0; i < 20_000; i++) {
            lan.after(Duration.ofMillis(i), intruder::babble);
        }

        lan.run(Duration.ofSeconds(20));

        assertTrue(active.port("eth0").framesReceived() > 20_000);
        active.assertState(State.ACTIVE);
        // Some of the noise came in the name of the router, so that the switch was wrong about it for a while.
        lan.run(A_WHILE);
        client.assertServedBy(active);
    }

    @Test
    void framesThatAreTooShortGoNowhere() {
        long before = active.port("eth0").framesReceived();

        intruder.send(new byte[0]);
        intruder.send(new byte[13]);
        lan.run(Duration.ofMillis(1));

        assertEquals(before, active.port("eth0").framesReceived());
    }
}
