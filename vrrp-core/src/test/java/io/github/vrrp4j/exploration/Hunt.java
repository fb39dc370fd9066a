package io.github.vrrp4j.exploration;

import java.util.Optional;

/** Looks for a counterexample in the state machine that this class was loaded with; only classes of the JDK go in and out. */
public final class Hunt {
    private static final int MAX_IN_FLIGHT = 2;
    private static final int MAX_STATES = 20_000;

    private Hunt() {}

    /**
     * Explores one scenario until something is wrong, and makes sure that the path leads there again.
     *
     * @param scenarioName where to look
     * @param byTheTable whether reactions are compared with section 6.4, besides what is said of the world as a whole
     * @return what is wrong and how to get there; empty if nothing was found
     */
    public static Optional<String> counterexample(String scenarioName, boolean byTheTable) {
        Scenario fine = Scenarios.named(scenarioName);
        Scenario scenario = (byTheTable ? fine : fine.withoutTable()).withCoarseTime();
        Exploration.Report report = Exploration.explore(scenario, MAX_IN_FLIGHT, MAX_STATES);
        return report.counterexample().map(found -> {
            Optional<String> again = Counterexample.replay(scenario, found.path());
            if (!again.equals(Optional.of(found.violation()))) {
                throw new AssertionError("cannot be replayed: " + found + " (" + again + ")");
            }
            return "after " + report.states() + " states: " + found;
        });
    }
}
