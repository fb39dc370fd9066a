package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.simulation.SimulatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** With restarts, where the address ends up depends on their order; with reconfiguration it does not move in any order. */
final class RefreshBoth implements Scenario {
    /** The routers in the order of their turn; {@code AB} has its turn at once. */
    enum Order {
        ACTIVE_FIRST("the Active first", "A B"),
        BACKUP_FIRST("the Backup first", "B A"),
        BOTH_AT_ONCE("both at once", "AB");

        private final String title;
        private final String turns;

        Order(String title, String turns) {
            this.title = title;
            this.turns = turns;
        }
    }

    @Override
    public String name() {
        return "refresh-both";
    }

    @Override
    public String question() {
        return "Both hosts get a new configuration: does the order matter?";
    }

    @Override
    public List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (Order order : Order.values()) {
            variants.add(new Variant("restarted, " + order.title, stage -> restarted(stage, order)));
        }
        for (Order order : Order.values()) {
            variants.add(new Variant("reconfigured, " + order.title, stage -> reconfigured(stage, order)));
        }
        return variants;
    }

    static String restarted(Stage stage, Order order) {
        return refresh(stage, order, "restarted", node -> Reload.restart(stage, node));
    }

    static String reconfigured(Stage stage, Order order) {
        return refresh(stage, order, "reconfigured", node -> node.reconfigure(Reload.faster()));
    }

    private static String refresh(Stage stage, Order order, String what, Consumer<SimulatedNode> refresh) {
        stage.pair(Stage.equal());
        for (String turn : List.of(order.turns.split(" "))) {
            List<String> names = List.of(turn.split(""));
            String who = String.join(Trail.AND, names) + (names.size() == 1 ? " is " : " are ");
            stage.scene(who + what + ".", () -> names.forEach(name -> refresh.accept(stage.router(name))));
        }
        return stage.verdict();
    }
}
