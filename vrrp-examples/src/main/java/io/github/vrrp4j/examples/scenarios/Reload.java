package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.time.Duration;
import java.util.List;

/** A restart says priority 0, and Backups wait for Skew_Time only; a reconfiguration says nothing of the kind. */
final class Reload implements Scenario {
    private static final Duration RESTART_TAKES = Duration.ofMillis(200);

    @Override
    public String name() {
        return "reload";
    }

    @Override
    public String question() {
        return "The configuration of the Active changes: does reading it move the address?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("its service is restarted", Reload::restarted),
                new Variant("it is reconfigured while it runs", Reload::reconfigured));
    }

    static String restarted(Stage stage) {
        stage.pair(Stage.equal());
        stage.scene("A is restarted, to advertise every 0.5 s.", () -> restart(stage, stage.a()));
        return stage.verdict();
    }

    static String reconfigured(Stage stage) {
        stage.pair(Stage.equal());
        stage.scene("A is told to advertise every 0.5 s.", () -> stage.a().reconfigure(faster()));
        return stage.verdict();
    }

    static VirtualRouterConfig faster() {
        return Stage.equal().toBuilder().interval(Duration.ofMillis(500)).build();
    }

    /** Stops a process that will have other parameters when it is there again. */
    static void restart(Stage stage, SimulatedNode node) {
        node.stop();
        node.reconfigure(faster());
        stage.lan().after(RESTART_TAKES, node::start);
    }
}
