package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.simulation.SimulatedNode;
import java.time.Duration;
import java.util.List;

/** Who stops says priority 0; who is cut off says nothing; who is killed says nothing and still answers ARP for the address. */
final class DownStopKill implements Scenario {
    @Override
    public String name() {
        return "down-stop-kill";
    }

    @Override
    public String question() {
        return "Interface set down, process stopped, process killed: what does each look like on the wire?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("interface set down and up", DownStopKill::interfaceDown),
                new Variant("process stopped and started", DownStopKill::stopped),
                new Variant("process killed and started", DownStopKill::killed),
                new Variant("process killed where addresses are not leased", DownStopKill::killedUnleased));
    }

    static String interfaceDown(Stage stage) {
        stage.pair(Stage.equal());
        SimulatedNode a = stage.a();
        return play(stage, "set down", a.port("eth0")::disable, a.port("eth0")::enable);
    }

    static String stopped(Stage stage) {
        stage.pair(Stage.equal());
        return play(stage, "stopped", stage.a()::stop, stage.a()::start);
    }

    static String killed(Stage stage) {
        stage.pair(Stage.equal());
        return play(stage, "killed", stage.a()::crash, stage.a()::start);
    }

    static String killedUnleased(Stage stage) {
        stage.unleased();
        return killed(stage);
    }

    private static String play(Stage stage, String what, Runnable away, Runnable back) {
        stage.showFrames();
        Duration since = stage.lan().now();
        stage.scene("A is " + what + ", and client2, which has not used the address before, asks for it.", () -> {
            away.run();
            stage.client(Stage.VIRTUAL);
        });
        stage.scene("client3 asks for it when B has long taken over.", () -> stage.client(Stage.VIRTUAL));
        Wire wire = Wire.of(stage.lan().transcript(), since);
        stage.scene("A is back.", back);
        return wire + " " + stage.verdict();
    }
}
