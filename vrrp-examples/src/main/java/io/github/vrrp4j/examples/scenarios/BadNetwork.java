package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.time.Duration;
import java.util.List;

/** What the network and the machines do to the routers without being down. */
final class BadNetwork implements Scenario {
    private static final String GATEWAY = "10.9.0.254";
    private static final Duration SPANNING_TREE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "bad-network";
    }

    @Override
    public String question() {
        return "One-way loss, a switch port that blocks after link up, a frozen VM, a wrong clock: what moves?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("the Backup no longer hears the Active", BadNetwork::backupIsDeaf),
                new Variant("the Active no longer hears the Backup", BadNetwork::activeIsDeaf),
                new Variant("nobody hears the Active any more", BadNetwork::activeIsMute),
                new Variant("nobody hears the Active, which asks a gateway", BadNetwork::probingActiveIsMute),
                new Variant("the switch blocks the port for 30 s after link up", BadNetwork::spanningTree),
                new Variant("the same, and the router asks a gateway", BadNetwork::probedSpanningTree),
                new Variant("the VM of the Active is frozen for 10 s", BadNetwork::frozen),
                new Variant("the clock of the Backup is 1 % fast, for ten minutes", BadNetwork::fastClock));
    }

    static String backupIsDeaf(Stage stage) {
        stage.pair(Stage.equal());
        stage.scene("B no longer hears A; A hears B.", () -> stage.lan().drop(stage.a(), stage.b()));
        stage.scene("B hears A again.", stage.lan()::heal);
        return stage.verdict();
    }

    static String activeIsDeaf(Stage stage) {
        stage.pair(Stage.equal());
        stage.scene("A no longer hears B; B hears A.", () -> stage.lan().drop(stage.b(), stage.a()));
        stage.scene("A hears B again.", stage.lan()::heal);
        return stage.verdict();
    }

    static String activeIsMute(Stage stage) {
        return mute(stage, Stage.equal());
    }

    static String probingActiveIsMute(Stage stage) {
        return mute(stage, probing(stage));
    }

    private static String mute(Stage stage, VirtualRouterConfig both) {
        stage.pair(both);
        stage.scene("What A sends no longer arrives anywhere.", stage.a()::cutOutgoing);
        stage.scene("A is heard again.", stage.a()::heal);
        return stage.verdict();
    }

    static String spanningTree(Stage stage) {
        return blocked(stage, Stage.equal());
    }

    static String probedSpanningTree(Stage stage) {
        return blocked(stage, probing(stage));
    }

    private static String blocked(Stage stage, VirtualRouterConfig both) {
        stage.pair(both);
        stage.lan().blocksAfterLinkUp(SPANNING_TREE);
        stage.scene("The cable of A is pulled.", stage.a()::unplug);
        stage.scene(
                "It is plugged in again; the switch forwards nothing for " + SPANNING_TREE.toSeconds() + " s.",
                stage.a()::plug,
                SPANNING_TREE.plus(Stage.A_WHILE));
        return stage.verdict();
    }

    private static VirtualRouterConfig probing(Stage stage) {
        stage.lan().gateway(GATEWAY);
        return Stage.router()
                .preemption(Preemption.NEVER)
                .probe(ReachabilityProbe.of(GATEWAY))
                .build();
    }

    static String frozen(Stage stage) {
        stage.pair(Stage.equal());
        SimulatedNode a = stage.a();
        stage.scene("The VM of A is frozen.", a::freeze);
        stage.scene("It goes on.", a::resume);
        return stage.verdict();
    }

    static String fastClock(Stage stage) {
        stage.pair(Stage.equal());
        stage.scene("The clock of B gains 1 %.", () -> stage.b().clockRate(1.01), Duration.ofMinutes(10));
        return stage.verdict();
    }
}
