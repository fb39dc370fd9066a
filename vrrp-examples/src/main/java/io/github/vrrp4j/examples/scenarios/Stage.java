package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.Outage;
import io.github.vrrp4j.simulation.SimulatedClient;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A simulated LAN on which one variant of a scenario is played: routers that share an address, clients that use it, and an account
 * of where the address was and who served each client.
 */
final class Stage {
    static final String VIRTUAL = "10.9.0.100";
    static final int VRID = 51;
    /** Longer than any election at an interval of one second takes. */
    static final Duration A_WHILE = Duration.ofSeconds(10);

    private static final IpAddress ADDRESS = IpAddress.of(VIRTUAL);
    private static final Duration REQUEST_EVERY = Duration.ofMillis(10);

    private final SimulatedLan lan = SimulatedLan.seeded(42).record();
    private final Script script;
    private final Pace pace;
    private final Map<String, SimulatedNode> routers = new LinkedHashMap<>();
    private final Map<SimulatedClient, Trail> clients = new LinkedHashMap<>();
    private final Trail address = new Trail();

    Stage(PrintWriter out, Pace pace) {
        script = new Script(out);
        this.pace = pace;
    }

    /** A virtual router with the address that all scenarios are about. */
    static VirtualRouterConfig.Builder router() {
        return VirtualRouterConfig.on("eth0", VRID).address(VIRTUAL + "/24");
    }

    /** What operators choose so that nothing moves without need: equal priorities, no preemption. */
    static VirtualRouterConfig equal() {
        return router().preemption(Preemption.NEVER).build();
    }

    SimulatedLan lan() {
        return lan;
    }

    /** Adds a router, which starts at once. */
    SimulatedNode join(String name, String ownAddress, VirtualRouterConfig config) {
        SimulatedNode node = lan.node(name).router(config).address(ownAddress).join();
        routers.put(name, node);
        return node;
    }

    /** A router that was added before. */
    SimulatedNode router(String name) {
        SimulatedNode node = routers.get(name);
        if (node == null) {
            throw new IllegalArgumentException("router " + name + ": there are only " + routers.keySet());
        }
        return node;
    }

    SimulatedNode a() {
        return router("A");
    }

    SimulatedNode b() {
        return router("B");
    }

    /** Adds A, which has the higher address and is Active first, B, and a client; what is of interest begins afterwards. */
    void pair(VirtualRouterConfig both) {
        pair(both, both);
    }

    void pair(VirtualRouterConfig configOfA, VirtualRouterConfig configOfB) {
        scene("A (10.9.0.12) starts.", () -> join("A", "10.9.0.12", configOfA), Duration.ofSeconds(1));
        scene("B (10.9.0.11) starts.", () -> join("B", "10.9.0.11", configOfB), A_WHILE);
        scene("client1 uses " + VIRTUAL + ".", () -> client(VIRTUAL), Duration.ofSeconds(2));
        address.restart(lan.now());
        clients.forEach((client, trail) -> {
            client.reset();
            trail.restart(lan.now());
        });
    }

    /** Adds a client that sends a request every 10 ms from now on. */
    SimulatedClient client(String virtualAddress) {
        SimulatedClient client = lan.client(virtualAddress, REQUEST_EVERY);
        clients.put(client, new Trail());
        return client;
    }

    /** The clients, in the order in which they came. */
    List<SimulatedClient> clients() {
        return List.copyOf(clients.keySet());
    }

    /** Does something, and looks what comes of it within ten seconds. */
    void scene(String what, Runnable action) {
        scene(what, action, A_WHILE);
    }

    void scene(String what, Runnable action, Duration length) {
        script.done(lan.now(), what);
        action.run();
        run(length);
    }

    /** Lets time pass. */
    void run(Duration length) {
        Duration end = lan.now().plus(length);
        while (lan.now().compareTo(end) < 0) {
            Duration step = pace.step(end.minus(lan.now()));
            advance(step);
            script.follow(lan.transcript());
            pace.follow(step);
        }
    }

    private void advance(Duration step) {
        AtomicBoolean over = new AtomicBoolean();
        observe();
        lan.after(step, () -> over.set(true));
        lan.runUntil(
                () -> {
                    observe();
                    return over.get();
                },
                step);
    }

    private void observe() {
        address.note(lan.now(), names(lan.holders(ADDRESS)));
        clients.forEach((client, trail) ->
                trail.note(lan.now(), client.servedBy().map(SimulatedNode::name).orElse(Trail.NOBODY)));
    }

    private static String names(List<SimulatedNode> hosts) {
        return hosts.isEmpty()
                ? Trail.NOBODY
                : hosts.stream().map(SimulatedNode::name).collect(Collectors.joining(" and "));
    }

    /** Prints what is on the wire from now on, and keeps it in the transcript. */
    void showFrames() {
        lan.recordFrames();
        script.showFrames();
    }

    /** Prints a line. */
    void say(String what) {
        script.say(what);
    }

    /** Where the address was since the client of the {@linkplain #pair pair} was served. */
    Trail address() {
        return address;
    }

    /** Who served a client. */
    Trail service(SimulatedClient client) {
        return clients.getOrDefault(client, new Trail());
    }

    /** For how long a client got no answer, all in all. */
    static Duration without(SimulatedClient client) {
        return client.outages().stream().map(Outage::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether the address is where it was, in a sentence. */
    String verdict() {
        List<String> places = address.places();
        String first = places.get(0);
        String last = places.get(places.size() - 1);
        if (places.size() == 1) {
            return "The address never left " + first + ".";
        } else if (!first.equals(last)) {
            return "The address went from " + first + " to " + last + ".";
        }
        boolean kept = places.stream()
                .allMatch(place -> Arrays.asList(place.split(" and ")).contains(first));
        return kept
                ? first + " had the address all the time, and for " + Trail.seconds(lengthOf(places, first))
                        + " it was not the only one."
                : "The address left " + first + ", and came back to it.";
    }

    private Duration lengthOf(List<String> places, String first) {
        return places.stream()
                .distinct()
                .filter(place -> !place.equals(first))
                .map(address::at)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
