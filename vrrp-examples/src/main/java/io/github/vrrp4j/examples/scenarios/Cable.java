package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.protocol.Policies;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedClient;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

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
                new Variant("the same, but it asks a gateway whether it is cut off", Cable::probed),
                new Variant("the same, and who is Active announces the address every 5 s", Cable::probedAndRefreshed));
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
        return probed(stage, policies -> policies);
    }

    static String probedAndRefreshed(Stage stage) {
        return probed(
                stage,
                policies ->
                        policies.withAnnouncements(policies.announcements().withRefreshEvery(Duration.ofSeconds(5))));
    }

    private static String probed(Stage stage, UnaryOperator<Policies> adjustment) {
        stage.lan().gateway(GATEWAY);
        return cut(
                stage,
                Stage.router()
                        .preemption(Preemption.NEVER)
                        .probe(ReachabilityProbe.of(GATEWAY))
                        .adjust(adjustment)
                        .build());
    }

    private static String cut(Stage stage, VirtualRouterConfig both) {
        SimulatedClient near = stage.client(Stage.VIRTUAL);
        stage.pair(both);
        stage.scene(
                "The cable between the switches is pulled: A and " + near
                        + " are on one side, all others on the other.",
                () -> stage.lan().partition(stage.a(), near));
        // Long enough for a client to ask again by itself who has the address.
        stage.scene("The cable is plugged in again.", stage.lan()::heal, Duration.ofSeconds(40));
        return stage.verdict();
    }
}
