package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.simulation.SimulatedClient;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        Map<String, String> endings = new LinkedHashMap<>();
        for (Variant variant : scenario.variants()) {
            out.printf(Locale.ROOT, "%n=== %s: %s%n", scenario.name(), variant.title());
            Stage stage = new Stage(out, pace);
            String conclusion = variant.plot().apply(stage);
            out.printf(Locale.ROOT, "%n    %s was at: %s%n", Stage.VIRTUAL, stage.address());
            stage.clients().forEach(client -> out.println("    " + service(stage, client)));
            out.println("    " + conclusion);
            endings.put(variant.title(), conclusion + " Without service: " + outages(stage) + ".");
        }
        sum(endings, out);
        out.flush();
    }

    private static String service(Stage stage, SimulatedClient client) {
        return client + " was served by "
                + String.join(", then ", stage.service(client).places()) + "; without service for "
                + Trail.seconds(Stage.without(client));
    }

    private static String outages(Stage stage) {
        return stage.clients().stream()
                .map(client -> client + " " + Trail.seconds(Stage.without(client)))
                .collect(Collectors.joining(", "));
    }

    private static void sum(Map<String, String> endings, PrintWriter out) {
        out.printf(Locale.ROOT, "%nIn short%n");
        Set<String> different = new HashSet<>(endings.values());
        if (different.size() == 1 && endings.size() > 1) {
            out.println("- whichever way: " + different.iterator().next());
        } else {
            endings.forEach((title, ending) -> out.println("- " + title + ": " + ending));
        }
    }
}
