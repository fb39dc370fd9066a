package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.simulation.SimulatedClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All scenarios, and how they are performed. */
public final class Scenarios {
    static final List<Scenario> ALL = List.of(
            new StateKeyword(),
            new EqualPriority(),
            new Reload(),
            new RefreshBoth(),
            new Cable(),
            new DownStopKill(),
            new BadNetwork(),
            new AddressList(),
            new Forged());

    private Scenarios() {}

    /**
     * Their names.
     *
     * @return in the order in which they are listed
     */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    /**
     * Prints each scenario with its question.
     *
     * @param out where to
     */
    public static void list(PrintWriter out) {
        ALL.forEach(each -> out.printf(Locale.ROOT, "%-22s%s%n", each.name(), each.question()));
        out.flush();
    }

    /**
     * Plays all variants of a scenario, and prints what is done, what happens and why, and what came out.
     *
     * @param name one of the {@link #names}
     * @param out where to
     * @param fast whether to print everything at once instead of at a pace to follow
     * @throws IllegalArgumentException if there is no scenario of this name
     */
    public static void play(String name, PrintWriter out, boolean fast) {
        Optional<Scenario> scenario =
                ALL.stream().filter(each -> each.name().equals(name)).findFirst();
        play(
                scenario.orElseThrow(
                        () -> new IllegalArgumentException("scenario " + name + ": must be one of " + names())),
                out,
                fast ? Pace.FAST : Pace.WATCHABLE);
    }

    private static void play(Scenario scenario, PrintWriter out, Pace pace) {
        out.println(scenario.question());
        for (Variant variant : scenario.variants()) {
            out.printf(Locale.ROOT, "%n=== %s: %s%n", scenario.name(), variant.title());
            Stage stage = new Stage(out, pace);
            String conclusion = variant.plot().apply(stage);
            out.println();
            account(stage, out);
            out.println("    => " + conclusion);
            out.flush();
        }
    }

    private static void account(Stage stage, PrintWriter out) {
        out.println("    " + Stage.VIRTUAL + " was at: " + stage.address());
        for (SimulatedClient client : stage.clients()) {
            out.printf(
                    Locale.ROOT,
                    "    %s was served by %s; without service for %s%n",
                    client,
                    String.join(", ", stage.service(client).places()),
                    Trail.seconds(Stage.without(client)));
        }
    }
}
