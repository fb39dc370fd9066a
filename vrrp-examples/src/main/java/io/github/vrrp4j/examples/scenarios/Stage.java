package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.simulation.Outage;
import io.github.vrrp4j.simulation.SimulatedClient;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedNode;
import io.github.vrrp4j.simulation.SimulatedNodeBuilder;
import java.io.PrintWriter;
import java.time.Duration;
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
    private boolean leased = true;

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

    /** Routers that join from now on do not lease their addresses. */
    void unleased() {
        leased = false;
    }

    /** Adds a router, which starts at once. */
    SimulatedNode join(String name, String ownAddress, VirtualRouterConfig config) {
        SimulatedNodeBuilder builder = lan.node(name).router(config).address(ownAddress);
        SimulatedNode node = (leased ? builder : builder.unleased()).join();
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
        join("A", "10.9.0.12", both);
        advance(Duration.ofSeconds(1));
        join("B", "10.9.0.11", both);
        advance(A_WHILE);
        script.skip(lan.transcript());
        introduce();
        audience();
    }

    /** Adds a client, and measures from when it is served; returns by whom. */
    SimulatedNode audience() {
        client(VIRTUAL);
        run(Duration.ofSeconds(1));
        measure();
        run(Duration.ofSeconds(1));
        return router(address.last());
    }

    /** Measures from now on. */
    private void measure() {
        observe();
        address.restart(lan.now());
        clients.forEach((client, trail) -> {
            client.reset();
            trail.restart(lan.now());
        });
    }

    private void introduce() {
        String cast = routers.values().stream().map(Stage::describe).collect(Collectors.joining(", "));
        script.done(lan.now(), cast + ".");
    }

    private static String describe(SimulatedNode node) {
        VirtualRouterStatus status = node.status();
        String own = status.source().map(IpAddress::toString).orElse("no address");
        return node + " (" + own + ", priority " + status.priority() + ") is " + status.state();
    }

    /** Adds a client that sends a request every 10 ms from now on. */
    SimulatedClient client(String virtualAddress) {
        SimulatedClient client = lan.client(virtualAddress, REQUEST_EVERY);
        Trail trail = new Trail();
        trail.restart(lan.now());
        clients.put(client, trail);
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
        Duration step = pace.step(length);
        while (lan.now().compareTo(end) < 0) {
            Duration left = end.minus(lan.now());
            advance(step.compareTo(left) < 0 ? step : left);
            script.follow(lan.transcript());
            pace.follow();
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
                : hosts.stream().map(SimulatedNode::name).collect(Collectors.joining(Trail.AND));
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
                .allMatch(place -> List.of(place.split(Trail.AND)).contains(first));
        return kept ? shared(first) : "The address left " + first + ", and came back to it.";
    }

    private String shared(String first) {
        String returned = clients.keySet().stream()
                .filter(client -> service(client).returned())
                .map(client -> "; for " + client + " it left " + first + " and came back")
                .collect(Collectors.joining());
        return "There were two with the address for " + Trail.seconds(address.inCompany()) + returned + ".";
    }
}
