package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedClient;
import java.util.List;

/** It depends on whether the Active can know: no carrier tells, a failure behind the next switch does not, a gateway does. */
final class Cable implements Scenario {
    private static final String GATEWAY = "10.9.0.254";

    @Override
    public String name() {
        return "cable";
    }

    @Override
    public String question() {
        return "Equal priorities: the cable of the Active is pulled and plugged in again. Does the address move back?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("its own cable: it sees that the carrier is lost", Cable::noticed),
                new Variant("the cable between two switches: it sees nothing", Cable::unnoticed),
                new Variant("the same, but it asks a gateway whether it is cut off", Cable::probed));
    }

    static String noticed(Stage stage) {
        stage.pair(Stage.equal());
        stage.scene("The cable of A is pulled.", stage.a()::unplug);
        stage.scene("The cable is plugged in again.", stage.a()::plug);
        return stage.verdict();
    }

    static String unnoticed(Stage stage) {
        return cut(stage, Stage.equal());
    }

    static String probed(Stage stage) {
        stage.lan().gateway(GATEWAY);
        return cut(
                stage,
                Stage.router()
                        .preemption(Preemption.NEVER)
                        .probe(ReachabilityProbe.of(GATEWAY))
                        .build());
    }

    private static String cut(Stage stage, VirtualRouterConfig both) {
        stage.client(Stage.VIRTUAL);
        stage.pair(both);
        SimulatedClient near = stage.clients().get(0);
        stage.scene(
                "The cable between the switches is pulled: A and " + near
                        + " are on one side, the others on the other.",
                () -> stage.lan().partition(stage.a(), near));
        stage.scene("The cable is plugged in again.", stage.lan()::heal);
        return stage.verdict();
    }
}
