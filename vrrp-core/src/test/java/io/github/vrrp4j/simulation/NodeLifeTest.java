package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.nopreempt;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can happen to a host: its process stops, dies or stands still, its machine too, and its clock may be wrong. */
class NodeLifeTest {
    private static final IpAddress ADDRESS = IpAddress.of(VIRTUAL);

    private final SimulatedLan lan = SimulatedLan.seeded(42);

    @Test
    void aCrashedHostKeepsItsAddressUntilTheLeaseIsOver() {
        SimulatedNode node = lan.join(priority(200));
        lan.run(A_WHILE);

        node.crash();
        lan.run(SimulatedNode.LEASE.minusNanos(1));
        lan.assertHolds(node, VIRTUAL);
        assertFalse(node.isRunning());
        lan.run(Duration.ofNanos(1));
        assertEquals(List.of(), lan.holders(ADDRESS));
    }

    @Test
    void withoutALeaseACrashedHostKeepsItsAddressUntilItIsStartedAgain() {
        SimulatedNode node = lan.node("old").router(priority(200)).unleased().join();
        lan.run(A_WHILE);

        node.crash();
        lan.run(Duration.ofHours(1));
        lan.assertHolds(node, VIRTUAL);

        node.start();
        assertEquals(List.of(), lan.holders(ADDRESS));
    }

    @Test
    void aHostThatComesBackWithinTheLeaseDoesNotLoseItsAddressLater() {
        SimulatedNode node = lan.join(priority(200));
        lan.run(A_WHILE);
        node.crash();
        lan.run(Duration.ofSeconds(1));
        node.start();

        lan.run(A_WHILE);

        lan.assertHolds(node, VIRTUAL);
    }

    @Test
    void aMachineWithoutPowerHasNoAddress() {
        SimulatedNode node = lan.join(priority(200));
        SimulatedNode other = lan.join(priority(100));
        lan.run(A_WHILE);

        node.powerOff();
        assertEquals(List.of(), node.held());
        lan.run(A_WHILE);
        lan.assertHolds(other, VIRTUAL);

        node.start();
        lan.run(A_WHILE);
        lan.assertHolds(node, VIRTUAL);
    }

    @Test
    void aStoppedHostReleasesItsAddressAndSaysSo() {
        SimulatedNode node = lan.join(priority(200));
        SimulatedNode other = lan.join(priority(100));
        lan.run(A_WHILE);

        node.stop();

        assertEquals(List.of(), node.held());
        Duration took = lan.runUntil(() -> other.state() == State.ACTIVE, A_WHILE);
        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "took " + took);
        assertThrows(IllegalStateException.class, node::status);
    }

    @Test
    void aRestartMovesTheAddressAndAReconfigurationDoesNot() {
        SimulatedNode node = lan.join(nopreempt(100));
        lan.run(A_WHILE);
        SimulatedNode other = lan.join(nopreempt(100));
        lan.run(A_WHILE);

        node.reconfigure(priority(101));
        lan.run(A_WHILE);
        lan.assertHolds(node, VIRTUAL);
        assertEquals(101, node.status().priority());

        node.reconfigure(nopreempt(100));
        node.restart();
        lan.run(A_WHILE);
        lan.assertHolds(other, VIRTUAL);
    }

    @Test
    void aStoppedHostTakesOtherParametersForItsNextStart() {
        SimulatedNode node = lan.join(priority(100));
        node.stop();
        node.reconfigure(priority(150));

        node.start();

        assertEquals(150, node.status().priority());
    }

    @Test
    void aPausedProcessFindsItsPacketsWaitingAndDoesNotTakeOver() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        lan.run(A_WHILE);
        int before = backup.transitions().size();

        backup.pause();
        lan.run(Duration.ofMinutes(1));
        backup.resume();
        lan.run(A_WHILE);

        lan.assertHolds(active, VIRTUAL);
        assertEquals(before, backup.transitions().size());
        assertEquals(
                active.status().statistics().advertisementsSent(),
                backup.status().statistics().advertisementsReceived());
    }

    @Test
    void aPausedActiveLosesItsLeaseAndListensBeforeItSpeaks() {
        SimulatedNode active = lan.join(nopreempt(100));
        lan.run(A_WHILE);
        SimulatedNode backup = lan.join(nopreempt(100));
        lan.run(A_WHILE);

        active.pause();
        lan.run(SimulatedNode.LEASE);
        assertEquals(List.of(), active.held());
        lan.run(A_WHILE);
        lan.assertHolds(backup, VIRTUAL);

        active.resume();
        lan.run(A_WHILE);
        lan.assertHolds(backup, VIRTUAL);
        assertEquals(List.of(), active.held());
    }

    @Test
    void aShortPauseLosesNothing() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        lan.run(A_WHILE);

        active.pause();
        lan.run(Duration.ofMillis(2500));
        assertEquals(List.of(), active.held());
        active.resume();

        lan.assertHolds(active, VIRTUAL);
        lan.run(A_WHILE);
        backup.assertState(State.BACKUP);
    }

    /** As virtual machines of one hypervisor do; whenever that begins, for however long, and whoever goes on first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingMovesWhenTwoMachinesStandStillTogether(boolean backupFirst) {
        SimulatedNode active = lan.join(priority(254));
        SimulatedNode backup = lan.join(priority(253));
        lan.run(A_WHILE);
        int before = backup.transitions().size();

        for (int milliseconds = 130; milliseconds < 10_000; milliseconds += 130) {
            active.freeze();
            backup.freeze();
            lan.run(Duration.ofMillis(milliseconds));
            (backupFirst ? backup : active).resume();
            (backupFirst ? active : backup).resume();
            lan.run(A_WHILE.plusMillis(milliseconds % 1000)); // they are frozen at any time between two advertisements
            lan.assertHolds(active, VIRTUAL);
        }
        assertEquals(before, backup.transitions().size());
    }

    @Test
    void aFrozenMachineAnswersNobody() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedClient client = lan.client(VIRTUAL);
        lan.run(A_WHILE);
        client.reset();

        active.freeze();
        lan.run(Duration.ofSeconds(1));
        assertEquals(0, client.answers());
        assertThrows(IllegalStateException.class, active::stop);
        assertThrows(IllegalStateException.class, active::start);

        active.resume();
        lan.run(Duration.ofSeconds(1));
        assertEquals(10, client.answers());
        assertEquals(Duration.ofSeconds(1), client.longestOutage());
    }

    @Test
    void whatDoesNotFitIntoTheRingIsLost() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        lan.run(A_WHILE);
        long before = backup.status().statistics().advertisementsReceived();

        backup.pause();
        lan.run(Duration.ofSeconds(10_000));
        backup.resume();

        assertEquals(before + RouterProcess.RING, backup.status().statistics().advertisementsReceived());
        active.assertState(State.ACTIVE);
    }

    @Test
    void aFastClockSendsMoreOften() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        lan.run(A_WHILE);
        long before = active.status().statistics().advertisementsSent();

        active.clockRate(1.01);
        lan.run(Duration.ofSeconds(10_000));

        assertEquals(10_100, active.status().statistics().advertisementsSent() - before, 1);
        backup.assertState(State.BACKUP);
    }

    @Test
    void aClockThatRunsAtHalfSpeedWaitsTwiceAsLong() {
        SimulatedNode node = lan.join(priority(200));
        node.clockRate(0.5);

        Duration took = lan.runUntil(() -> node.state() == State.ACTIVE, A_WHILE);

        assertEquals(Duration.ofNanos(2 * 3_218_750_000L), took);
        assertThrows(IllegalArgumentException.class, () -> node.clockRate(0));
    }

    @Test
    void transitionsSayWhy() {
        SimulatedNode node = lan.join(priority(200));
        lan.run(A_WHILE);

        assertEquals(
                List.of(Cause.STARTUP, Cause.ACTIVE_DOWN),
                node.transitions().stream().map(each -> each.cause()).toList());
    }
}
