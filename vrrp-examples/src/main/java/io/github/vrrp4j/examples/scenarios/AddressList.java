package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedClient;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.util.List;

/** An address is added on one host after the other; in between the two advertise different lists. */
final class AddressList implements Scenario {
    static final String ADDED = "10.9.0.101";

    @Override
    public String name() {
        return "address-list";
    }

    @Override
    public String question() {
        return "An address is added on one host after the other: does anything break in between?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("on the Active first", stage -> play(stage, Stage.equal(), "A", "B")),
                new Variant("on the Backup first", stage -> play(stage, Stage.equal(), "B", "A")),
                new Variant(
                        "version 2, and other lists are discarded, as RFC 3768 allows",
                        stage -> play(stage, strict(), "A", "B")));
    }

    static VirtualRouterConfig strict() {
        return Stage.equal().toBuilder()
                .version(Version.V2)
                .adjust(policies -> policies.withForeignAddressListDiscarded(true))
                .build();
    }

    static String play(Stage stage, VirtualRouterConfig both, String first, String second) {
        stage.pair(both);
        VirtualRouterConfig longer = both.toBuilder().address(ADDED + "/24").build();
        SimulatedClient client = stage.client(ADDED);
        stage.scene(
                first + " is told of " + ADDED + ", which " + client + " is waiting for.",
                () -> stage.router(first).reconfigure(longer));
        stage.scene(second + " is told, too.", () -> stage.router(second).reconfigure(longer));
        return stage.verdict() + " " + mismatches(stage.a()) + " " + mismatches(stage.b());
    }

    private static String mismatches(SimulatedNode node) {
        return node + " counted " + node.status().statistics().addressListErrors() + " other lists.";
    }
}
