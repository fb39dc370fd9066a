package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.nopreempt;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault of the wire does what it says. */
class FaultsTest {
    private static final Duration LONG = Duration.ofSeconds(1000);

    private final SimulatedLan lan = SimulatedLan.seeded(42);
    private SimulatedNode active;
    private SimulatedNode backup;

    @BeforeEach
    void electOne() {
        active = lan.join(priority(200));
        backup = lan.join(priority(100));
        lan.run(A_WHILE);
        lan.assertHolds(active, VIRTUAL);
    }

    private long heard() {
        return backup.status().statistics().advertisementsReceived();
    }

    @Test
    void lossTakesItsShareOfTheFrames() {
        lan.conditions(Conditions.GOOD.withLoss(0.2));
        long before = heard();

        lan.run(LONG);

        long share = heard() - before;
        assertTrue(share > 750 && share < 850, "of 1000 advertisements " + share + " arrived");
    }

    @Test
    void totalLossMakesTwoActives() {
        lan.conditions(Conditions.GOOD.withLoss(1));

        lan.run(A_WHILE);

        backup.assertState(State.ACTIVE);
        active.assertState(State.ACTIVE);
    }

    @Test
    void aBadCableHurtsOnlyTheHostBehindIt() {
        SimulatedNode third = lan.join(priority(50));
        lan.run(A_WHILE);
        long before = third.status().statistics().advertisementsReceived();
        backup.port("eth0").conditions(Conditions.IDEAL.withLoss(1));

        lan.run(Duration.ofSeconds(2));

        assertEquals(before + 2, third.status().statistics().advertisementsReceived());
        lan.run(A_WHILE);
        backup.assertState(State.ACTIVE);
        third.assertState(State.BACKUP);
    }

    @Test
    void duplicationDeliversTwice() {
        lan.conditions(Conditions.GOOD.withDuplication(1));
        long before = heard();

        lan.run(Duration.ofSeconds(10));

        assertEquals(20, heard() - before);
        backup.assertState(State.BACKUP);
    }

    @Test
    void aDelayDelays() {
        lan.conditions(Conditions.GOOD.withDelay(Delay.of(Duration.ofMillis(300))));
        active.resign("to see how long priority 0 takes");

        Duration took = lan.runUntil(() -> backup.state() == State.ACTIVE, A_WHILE);

        long skewNanos = backup.status().skewNanos();
        assertEquals(Duration.ofMillis(300).plusNanos(skewNanos), took);
    }

    @Test
    void framesOfOneHostStayInOrderUnlessTheyAreReordered() {
        assertEquals(List.of(), overtaken(0));
        assertTrue(overtaken(0.2).size() > 20);
    }

    /** Sends numbered frames faster than they arrive; returns those that came after a later one. */
    private static List<Integer> overtaken(double reordering) {
        SimulatedLan lan = SimulatedLan.seeded(1);
        SimulatedIntruder from = lan.intruder();
        SimulatedIntruder to = lan.intruder();
        lan.conditions(Conditions.GOOD.withReordering(reordering));
        List<Integer> arrived = new ArrayList<>();
        to.onFrame(frame -> arrived.add((int) frame[20]));
        for (int i = 0; i < 120; i++) {
            byte[] frame = new byte[60];
            frame[0] = 1;
            frame[20] = (byte) i;
            lan.after(Duration.ofNanos(20_000L * i), () -> from.send(frame));
        }
        lan.run(A_WHILE);
        assertEquals(120, arrived.size());
        List<Integer> late = new ArrayList<>();
        int highest = -1;
        for (int number : arrived) {
            if (number < highest) {
                late.add(number);
            }
            highest = Math.max(highest, number);
        }
        return late;
    }

    @Test
    void corruptionOfBytesIsNoticedByChecksumsAndAddresses() {
        lan.conditions(Conditions.GOOD.withCorruption(1));
        long before = heard();

        lan.run(LONG);

        long accepted = heard() - before;
        long refused = backup.status().statistics().rejections(Rejection.CHECKSUM);
        assertTrue(accepted < 400, accepted + " damaged advertisements were accepted");
        assertTrue(refused > 100, refused + " were refused for their checksum");
    }

    @Test
    void aOneWayDropSilencesOneDirectionOnly() {
        lan.drop(active, backup);

        lan.run(A_WHILE);

        backup.assertState(State.ACTIVE);
        assertTrue(active.status().statistics().losingAdvertisements() > 0);
        active.assertState(State.ACTIVE);

        lan.heal();
        lan.run(A_WHILE);
        lan.assertOneActive(Routers.VRID);
    }

    @Test
    void aPartitionSeparatesOneSideFromTheOther() {
        SimulatedNode third = lan.join(priority(50));
        lan.run(A_WHILE);

        lan.partition(active);
        lan.run(A_WHILE);

        active.assertState(State.ACTIVE);
        backup.assertState(State.ACTIVE);
        third.assertState(State.BACKUP);
        assertThrows(AssertionError.class, () -> lan.assertOneActive(Routers.VRID));

        lan.heal();
        lan.run(A_WHILE);
        lan.assertHolds(active, VIRTUAL);
    }

    @Test
    void aPulledCableIsSeenByTheHost() {
        active.unplug();

        active.assertState(State.INITIALIZE);
        assertEquals(
                Cause.LINK_DOWN, active.status().lastTransition().orElseThrow().cause());
        lan.run(A_WHILE);
        lan.assertHolds(backup, VIRTUAL);

        active.plug();
        active.assertState(State.BACKUP);
    }

    @Test
    void anInterfaceThatIsSetDownCarriesNothing() {
        active.port("eth0").disable();
        active.assertState(State.INITIALIZE);
        long sent = active.port("eth0").framesSent();
        lan.run(A_WHILE);
        assertEquals(sent, active.port("eth0").framesSent());

        active.port("eth0").enable();
        active.assertState(State.BACKUP);
    }

    @Test
    void anInterfaceWithoutAddressCannotTakePart() {
        active.port("eth0").readdress();
        active.assertState(State.INITIALIZE);
        assertEquals(
                Cause.NO_SOURCE_ADDRESS,
                active.status().lastTransition().orElseThrow().cause());

        active.port("eth0").readdress("10.9.0.77");
        lan.run(A_WHILE);
        lan.assertHolds(active, VIRTUAL);
        assertEquals("10.9.0.77", active.status().source().orElseThrow().toString());
    }

    @Test
    void aCutInOneDirectionLeavesTheOther() {
        active.cutIncoming();
        long before = active.port("eth0").framesReceived();
        lan.run(A_WHILE);
        backup.assertState(State.BACKUP);
        assertEquals(before, active.port("eth0").framesReceived());

        active.heal();
        active.cutOutgoing();
        lan.run(A_WHILE);
        backup.assertState(State.ACTIVE);
        assertTrue(active.port("eth0").framesReceived() > before);
    }

    /** Whichever of the two is heard first: the winner learns of the other one, and announces again. */
    @Test
    void whenASilentCutHealsClientsFollowTheWinnerAtOnce() {
        SimulatedClient client = lan.client(VIRTUAL, Duration.ofMillis(10));
        for (int phase = 0; phase < 20; phase++) {
            active.cut();
            lan.run(A_WHILE.plusMillis(50 * phase));
            client.assertServedBy(backup);

            client.reset();
            active.heal();
            lan.run(A_WHILE);
            client.assertServedBy(active);
            client.assertOutageAtMost(Duration.ofMillis(20));
        }
    }

    @Test
    void aSwitchThatBlocksAPortAfterLinkUpIsASilentCut() {
        lan.blocksAfterLinkUp(Duration.ofSeconds(30));
        active.unplug();
        lan.run(A_WHILE);
        active.plug();

        lan.run(Duration.ofSeconds(29));
        active.assertState(State.ACTIVE);
        backup.assertState(State.ACTIVE);

        lan.run(Duration.ofSeconds(3));
        lan.assertHolds(active, VIRTUAL);
    }

    /** The link goes with the power of the machine, not with a process. */
    @Test
    void aSwitchDoesNotBlockThePortOfAProcessThatStarts() {
        lan.blocksAfterLinkUp(Duration.ofSeconds(30));
        backup.restart();
        lan.run(A_WHILE);
        backup.assertState(State.BACKUP);

        backup.powerOff();
        backup.start();
        lan.run(A_WHILE);
        backup.assertState(State.ACTIVE);
    }

    @Test
    void faultsHappenOnSchedule() {
        Duration start = lan.now();
        lan.at(start.plusSeconds(10), active::cut);
        lan.after(Duration.ofSeconds(20), active::heal);

        lan.run(Duration.ofSeconds(15));
        backup.assertState(State.ACTIVE);
        lan.run(Duration.ofSeconds(10));
        backup.assertState(State.BACKUP);
        assertThrows(IllegalArgumentException.class, () -> lan.at(start, active::cut));
    }

    @Test
    void carrierLossWithEqualPrioritiesMovesNothingBack() {
        SimulatedLan other = SimulatedLan.seeded(7);
        SimulatedNode lower = other.join(nopreempt(100));
        other.run(A_WHILE);
        SimulatedNode higher = other.join(nopreempt(100));
        other.run(A_WHILE);
        other.assertHolds(lower, VIRTUAL);

        lower.unplug();
        other.run(A_WHILE);
        lower.plug();
        other.run(A_WHILE);

        other.assertHolds(higher, VIRTUAL);
    }

    @Test
    void conditionsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Conditions.GOOD.withLoss(1.1));
        assertThrows(IllegalArgumentException.class, () -> Conditions.GOOD.withCorruption(-0.1));
        assertThrows(IllegalArgumentException.class, () -> Conditions.GOOD.withDuplication(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Delay.between(Duration.ofMillis(2), Duration.ofMillis(1)));
        assertThrows(IllegalArgumentException.class, () -> Delay.of(Duration.ofMillis(-1)));
    }
}
