package io.github.vrrp4j.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to a state in which something is wrong.
 *
 * @param scenario who takes part
 * @param steps what happens, from the beginning
 * @param violation what is wrong then
 */
record Counterexample(Scenario scenario, List<Step> steps, String violation) {
    /** The steps in the form that {@link #replay} reads; a repeated step once with its number. */
    String path() {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < steps.size(); ) {
            int end = i;
            while (end < steps.size() && steps.get(end).equals(steps.get(i))) {
                end++;
            }
            path.add(end - i == 1 ? steps.get(i).toString() : steps.get(i) + " *" + (end - i));
            i = end;
        }
        return String.join(", ", path);
    }

    /**
     * Takes a path once more, on the state machine as it is now, and then waits for the routers to converge.
     *
     * @return what is wrong; empty if the path can be gone to its end and nothing is
     */
    static Optional<String> replay(Scenario scenario, String path) {
        World world = World.initial(scenario);
        try {
            for (String part : path.split(", ", -1)) {
                String[] stepAndNumber = part.split(" \\*", -1);
                int number = stepAndNumber.length > 1 ? Integer.parseInt(stepAndNumber[1]) : 1;
                for (int i = 0; i < number; i++) {
                    world = world.after(stepCalled(stepAndNumber[0], world));
                }
            }
            Canonical canonical = new Canonical();
            new Convergence(scenario, canonical).check(world, canonical.nameOf(world));
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation.getMessage());
        }
    }

    private static Step stepCalled(String text, World world) {
        return world.steps().stream()
                .filter(step -> step.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + text + "\" cannot happen here, but " + world.steps()));
    }

    @Override
    public String toString() {
        String coarse = scenario.coarse() ? ".withCoarseTime()" : "";
        return violation + System.lineSeparator() + "  replay(Scenarios.named(\"" + scenario.name() + "\")" + coarse
                + ", \"" + path() + "\")";
    }
}
