package io.github.vrrp4j.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever order timers fire and packets are delivered, lost or doubled, and routers start, stop, crash and are cut off: the
 * rules hold in every state, and from every state the routers converge when the faults are over. {@code -Dvrrp.explore=full}
 * takes minutes instead of seconds, for all states of two routers on a finer grid of time, more of three, and more packets under way.
 */
class ExplorationTest {
    private static final boolean FULL = "full".equals(System.getProperty("vrrp.explore"));
    private static final List<Exploration.Report> REPORTS = new ArrayList<>();

    static List<Scenario> ofTwo() {
        return Scenarios.OF_TWO;
    }

    static List<Scenario> ofThree() {
        return Scenarios.OF_THREE;
    }

    @ParameterizedTest
    @MethodSource("ofTwo")
    void statesOfTwoRoutersAreSoundAndConverge(Scenario scenario) {
        Exploration.Report report =
                FULL ? explore(scenario, 3, Integer.MAX_VALUE) : explore(scenario.withCoarseTime(), 2, 8_000);

        assertTrue(report.complete() || !FULL);
    }

    @ParameterizedTest
    @MethodSource("ofThree")
    void statesOfThreeRoutersAreSoundAndConverge(Scenario scenario) {
        explore(scenario.withCoarseTime(), FULL ? 4 : 2, FULL ? 300_000 : 2_000);
    }

    private static Exploration.Report explore(Scenario scenario, int maxInFlight, int maxStates) {
        Exploration.Report report = Exploration.explore(scenario, maxInFlight, maxStates);
        REPORTS.add(report);
        System.out.println(report);
        assertEquals(
                "none", report.counterexample().map(Counterexample::toString).orElse("none"));
        return report;
    }

    @Test
    void aPathCanBeTakenOnceMore() {
        Scenario scenario = Scenarios.named("distinct priorities");
        String takeover =
                "start A, wait *14, expire A, start B, deliver A>B priority 128, stop A, wait, deliver A>B priority 0";

        assertEquals(Optional.empty(), Counterexample.replay(scenario, takeover));
        assertThrows(IllegalArgumentException.class, () -> Counterexample.replay(scenario, "start A, expire A"));
    }

    @AfterAll
    static void sum() {
        long states = REPORTS.stream().mapToLong(Exploration.Report::states).sum();
        long transitions =
                REPORTS.stream().mapToLong(Exploration.Report::transitions).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "Explored %,d states and %,d transitions of %d scenarios; convergence checked from every state",
                states,
                transitions,
                REPORTS.size()));
    }
}
