package io.github.vrrp4j.exploration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Visits all states of a scenario, those first that take the fewest steps, and each once. */
final class Exploration {
    private final Scenario scenario;
    private final int maxInFlight;
    private final int maxStates;
    private final Canonical canonical = new Canonical();
    private final Convergence convergence;
    private final Set<String> seen = new HashSet<>();
    private final Queue<Visit> pending = new ArrayDeque<>();
    private long transitions;
    private int depth;
    private boolean complete = true;

    /** A state, and how it was reached. */
    private record Visit(World world, String name, Trail trail) {}

    /** What has been found out. */
    record Report(
            Scenario scenario,
            int maxInFlight,
            int states,
            long transitions,
            int depth,
            boolean complete,
            long slowestNanos,
            Optional<Counterexample> counterexample) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-45s %9d states %10d transitions, up to %d in flight, %s; converges within %.2f s (bound %.2f s)",
                    scenario.name() + ":",
                    states,
                    transitions,
                    maxInFlight,
                    complete ? "all states (depth " + depth + ")" : "all of depth " + (depth - 1),
                    slowestNanos / 1e9,
                    scenario.convergenceBoundNanos() / 1e9);
        }
    }

    private Exploration(Scenario scenario, int maxInFlight, int maxStates) {
        this.scenario = scenario;
        this.maxInFlight = maxInFlight;
        this.maxStates = maxStates;
        this.convergence = new Convergence(scenario, canonical);
    }

    /**
     * Explores until there is nothing new, a limit is reached or a rule is violated.
     *
     * @param scenario who takes part
     * @param maxInFlight how many packets may be under way at a time; more than that can be sent only after some were lost
     * @param maxStates how many states are visited
     */
    static Report explore(Scenario scenario, int maxInFlight, int maxStates) {
        return new Exploration(scenario, maxInFlight, maxStates).run();
    }

    private Report run() {
        Optional<Counterexample> counterexample = Optional.empty();
        visit(World.initial(scenario), Trail.START);
        while (!pending.isEmpty() && counterexample.isEmpty()) {
            counterexample = proceed(pending.remove());
        }
        return new Report(
                scenario,
                maxInFlight,
                seen.size(),
                transitions,
                depth,
                complete,
                convergence.slowestNanos(),
                counterexample);
    }

    private Optional<Counterexample> proceed(Visit visit) {
        depth = visit.trail.length();
        Trail trail = visit.trail;
        try {
            convergence.check(visit.world, visit.name);
            for (Step step : visit.world.steps()) {
                trail = visit.trail.then(step);
                World next = visit.world.after(step);
                if (next.inFlight().size() <= maxInFlight) {
                    transitions++;
                    visit(next, trail);
                }
            }
            return Optional.empty();
        } catch (Violation violation) {
            List<Step> steps = new ArrayList<>(trail.steps());
            steps.addAll(violation.continuation());
            return Optional.of(new Counterexample(scenario, steps, violation.getMessage()));
        }
    }

    private void visit(World world, Trail trail) {
        String name = canonical.nameOf(world);
        if (seen.contains(name)) {
            return;
        }
        if (seen.size() >= maxStates) {
            complete = false;
            return;
        }
        seen.add(name);
        pending.add(new Visit(world, name, trail));
    }
}
