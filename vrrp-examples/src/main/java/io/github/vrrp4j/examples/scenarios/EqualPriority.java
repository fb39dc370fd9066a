package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.util.List;

/** Equal priorities are enough to keep the address where it is; so is a Preempt_Mode that is off. */
final class EqualPriority implements Scenario {
    @Override
    public String name() {
        return "equal-priority";
    }

    @Override
    public String question() {
        return "Two backups with equal priority: who wins, and does a returning router take the address back?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("equal priorities, no preemption", stage -> play(stage, 100, Preemption.NEVER)),
                new Variant("equal priorities, preemption", stage -> play(stage, 100, Preemption.IMMEDIATE)),
                new Variant("a higher priority, no preemption", stage -> play(stage, 101, Preemption.NEVER)),
                new Variant("a higher priority, preemption", stage -> play(stage, 101, Preemption.IMMEDIATE)));
    }

    static String play(Stage stage, int priorityOfA, Preemption preemption) {
        VirtualRouterConfig b = Stage.router().preemption(preemption).build();
        VirtualRouterConfig a = b.toBuilder().priority(priorityOfA).build();
        stage.scene("A (10.9.0.12, priority " + priorityOfA + ") and B (10.9.0.11, priority 100) start.", () -> {
            stage.join("A", "10.9.0.12", a);
            stage.join("B", "10.9.0.11", b);
        });
        SimulatedNode winner = stage.audience();
        stage.scene(winner + " loses its power.", winner::powerOff);
        stage.scene(winner + " is back.", winner::start);
        return winner + " won. " + stage.verdict();
    }
}
