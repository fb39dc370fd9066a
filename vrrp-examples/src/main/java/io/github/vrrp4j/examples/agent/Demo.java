package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedNode;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Three routers share an address on a simulated LAN, and lose and regain each other in the ways that matter. */
final class Demo {
    private static final IpAddress VIRTUAL = IpAddress.of("10.9.0.100");
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS_BETWEEN_EVENTS = 80;
    /** How much faster than real time a person can follow. */
    private static final int SPEED = 5;

    private final PrintWriter out;
    private final boolean fast;
    private final SimulatedLan lan = SimulatedLan.seeded(1);

    Demo(PrintWriter out, boolean fast) {
        this.out = out;
        this.fast = fast;
    }

    void run() throws InterruptedException {
        out.println("Three routers with priorities 200, 150 and 100 share " + VIRTUAL + ", advertising every second.");
        out.println("Everything below is the production router, in virtual time.");
        scene("All start; nobody may take the address before having listened.", () -> {
            join("r1", 200);
            join("r2", 150);
            join("r3", 100);
        });
        SimulatedNode r1 = lan.holders(VIRTUAL).get(0);
        scene(
                "r1 crashes. Its address is leased: its kernel drops it in at most %d s."
                        .formatted(SimulatedNode.LEASE.toSeconds()),
                r1::crash);
        scene("r1 comes back, and has the higher priority.", r1::start);
        scene("The cable of r1 is pulled: r1 sees that at once.", r1::unplug);
        scene("The cable is plugged in again: r1 listens first.", r1::plug);
        scene("The switch stops forwarding for r1. Its carrier stays: it cannot know, and two answer.", r1::cut);
        scene("The switch forwards again: the two hear each other, and one yields.", r1::heal);
    }

    private void join(String name, int priority) {
        VirtualRouterConfig config = VirtualRouterConfig.on("eth0", 51)
                .priority(priority)
                .address(VIRTUAL + "/24")
                .build();
        lan.node(name).router(config).listener(new Narrator(name)).join();
    }

    private void scene(String what, Runnable event) throws InterruptedException {
        out.printf(Locale.ROOT, "%n%8.3f s  -- %s%n", seconds(lan.now()), what);
        event.run();
        out.flush();
        for (int step = 0; step < STEPS_BETWEEN_EVENTS; step++) {
            lan.run(STEP);
            if (!fast) {
                Thread.sleep(STEP.toMillis() / SPEED);
            }
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** Prints a line for each transition of one router. */
    private final class Narrator implements VrrpListener {
        private final String name;

        Narrator(String name) {
            this.name = name;
        }

        @Override
        public void transition(VirtualRouterId router, Transition transition) {
            List<SimulatedNode> holders = lan.holders(VIRTUAL);
            String names = holders.isEmpty()
                    ? "nobody"
                    : holders.stream().map(SimulatedNode::name).collect(Collectors.joining(" and "));
            out.printf(
                    Locale.ROOT,
                    "%8.3f s  %s  %s -> %s: %s [address at %s]%n",
                    seconds(lan.now()),
                    name,
                    transition.from(),
                    transition.to(),
                    transition.why(),
                    names);
            out.flush();
        }
    }
}
