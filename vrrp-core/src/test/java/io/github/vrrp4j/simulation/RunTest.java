package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.protocol.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time passes as far as it is told to, and what is not as it should be is shown with its history. */
class RunTest {
    private static final Duration ELECTION = Duration.ofNanos(3_218_750_000L);

    private final SimulatedLan lan = SimulatedLan.seeded(42);

    @Test
    void timePassesAsFarAsItIsToldTo() {
        lan.run(Duration.ofMillis(1500));
        lan.run(Duration.ofMillis(500));

        assertEquals(Duration.ofSeconds(2), lan.now());
        assertThrows(IllegalArgumentException.class, () -> lan.run(Duration.ofMillis(-1)));
    }

    @Test
    void runningUntilSomethingIsTrueStopsThere() {
        SimulatedNode node = lan.join(priority(200));

        assertEquals(ELECTION, lan.runUntil(() -> node.state() == State.ACTIVE, A_WHILE));
        assertEquals(ELECTION, lan.now());
        assertEquals(Duration.ZERO, lan.runUntil(() -> node.state() == State.ACTIVE, A_WHILE));
    }

    @Test
    void whatDoesNotBecomeTrueIsAFailure() {
        SimulatedNode node = lan.join(priority(200));

        assertThrows(
                AssertionError.class, () -> lan.runUntil(() -> node.state() == State.ACTIVE, ELECTION.minusNanos(1)));
        assertEquals(ELECTION.minusNanos(1), lan.now());
    }

    @Test
    void runningUntilItIsQuietWaitsForTheLastChange() {
        lan.join(priority(200));
        SimulatedNode second = lan.join(priority(100));
        lan.after(Duration.ofSeconds(6), second::restart);

        Duration took = lan.runUntilQuiet(Duration.ofSeconds(5), Duration.ofMinutes(1));

        assertEquals(Duration.ofSeconds(11), took);
        assertEquals(Duration.ofSeconds(5), lan.runUntilQuiet(Duration.ofSeconds(5), Duration.ofMinutes(1)));
    }

    @Test
    void whatNeverBecomesQuietIsAFailure() {
        SimulatedNode flapping = lan.join(priority(200));
        for (int i = 1; i < 60; i++) {
            lan.after(Duration.ofSeconds(i), flapping::restart);
        }

        assertThrows(AssertionError.class, () -> lan.runUntilQuiet(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    @Test
    void whatHappensAtOneMomentHappensInTheOrderInWhichItWasPlanned() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            lan.after(Duration.ofSeconds(1), () -> order.add(number));
        }

        lan.run(Duration.ofSeconds(1));

        for (int i = 0; i < 100; i++) {
            assertEquals(i, order.get(i));
        }
    }

    @Test
    void aRunWithinARunIsRefused() {
        lan.after(Duration.ofSeconds(1), () -> lan.run(A_WHILE));

        assertThrows(IllegalStateException.class, () -> lan.run(A_WHILE));
        lan.run(A_WHILE);
    }

    @Test
    void aFailureShowsTheSeedTheStatesAndWhatCameBefore() {
        SimulatedNode first = lan.join(priority(200));
        SimulatedNode second = lan.join(priority(100));
        lan.run(A_WHILE);
        second.cut();
        lan.run(A_WHILE);

        AssertionError failure = assertThrows(AssertionError.class, () -> lan.assertHolds(first, VIRTUAL));

        assertEquals(
                """
                expected r1 alone to have 10.9.0.100, but r1 and r2 have it
                seed 42, at 16.000000 s:
                    r1  eth0/51 ACTIVE (master)  has [10.9.0.100]
                    r2  eth0/51 ACTIVE (master)  has [10.9.0.100]
                what came before:
                """,
                failure.getMessage().lines().limit(5).map(line -> line + "\n").reduce("", String::concat));
        assertTrue(failure.getMessage().contains("r2        eth0 is cut off behind the carrier"), failure::getMessage);
        assertThrows(AssertionError.class, () -> lan.assertOneActive(Routers.VRID));
        assertThrows(AssertionError.class, () -> second.assertState(State.BACKUP));
    }
}
