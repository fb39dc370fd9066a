package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A LAN on which hosts run the production router, in virtual time.
 *
 * <pre>{@code
 * var lan = SimulatedLan.seeded(42);
 * var a = lan.join(VirtualRouterConfig.on("eth0", 51).priority(200).address("10.9.0.100/24").build(), myHook);
 * var b = lan.join(VirtualRouterConfig.on("eth0", 51).priority(100).address("10.9.0.100/24").build());
 * var client = lan.client("10.9.0.100");
 * lan.run(Duration.ofSeconds(5));
 * a.crash();
 * lan.run(Duration.ofSeconds(5));
 * lan.assertHolds(b, "10.9.0.100");
 * client.assertOutageAtMost(Duration.ofSeconds(4));
 * }</pre>
 *
 * <p>Frames cross a learning switch as bytes. Whatever happens happens within {@link #run} and its like, and in an order that the
 * seed decides: the same program with the same seed does the same again, on every JDK. Not for use by several threads.
 */
public final class SimulatedLan {
    private static final int FIRST_NODE = 11;
    private static final int FIRST_CLIENT = 201;

    private final World world;
    private final String name;
    private final Switch fabric;
    private final Census census;
    private long blockedNanos;
    private int nodes;
    private int clients;

    private SimulatedLan(World world, String name) {
        this.world = world;
        this.name = name;
        fabric = new Switch(world);
        census = new Census(world, this);
        world.lans.add(this);
    }

    /**
     * A LAN without hosts, at time zero.
     *
     * @param seed what all chance comes from
     * @return the LAN, with {@linkplain Conditions#GOOD good} conditions
     */
    public static SimulatedLan seeded(long seed) {
        return new SimulatedLan(new World(seed), "lan");
    }

    /**
     * Another LAN of the same simulation: same time, same chance, same hosts if they are connected to both.
     *
     * @param otherName its name, for people
     * @return the LAN
     */
    public SimulatedLan another(String otherName) {
        return new SimulatedLan(world, otherName);
    }

    /**
     * Adds a host and starts it now. Name, addresses and Ethernet address are chosen: the first host is {@code r1} with an address
     * that ends with .11.
     *
     * @param configs its virtual routers
     * @return the host
     */
    public SimulatedNode join(VirtualRouterConfig... configs) {
        return join(Hooks.NONE, configs);
    }

    /**
     * Adds a host with one virtual router and starts it now.
     *
     * @param config the virtual router
     * @param hook called besides what the simulated operating system does
     * @return the host
     */
    public SimulatedNode join(VirtualRouterConfig config, AddressHook hook) {
        return join(new Hooks(hook, Hooks.NONE.announcer(), Hooks.NONE.listener()), config);
    }

    /**
     * Adds a host with one virtual router and starts it now.
     *
     * @param config the virtual router
     * @param listener hears what happens to it
     * @return the host
     */
    public SimulatedNode join(VirtualRouterConfig config, VrrpListener listener) {
        return join(new Hooks(AddressHook.NONE, Hooks.NONE.announcer(), listener), config);
    }

    /**
     * Adds a host and starts it now.
     *
     * @param hooks called besides what the simulated operating system does
     * @param configs its virtual routers
     * @return the host
     */
    public SimulatedNode join(Hooks hooks, VirtualRouterConfig... configs) {
        SimulatedNodeBuilder builder = node("r" + (world.nodes.size() + 1)).hooks(hooks);
        Arrays.stream(configs).forEach(builder::router);
        return builder.join();
    }

    /**
     * Begins to describe a host.
     *
     * @param nodeName its name, unique in the simulation
     * @return a builder
     */
    public SimulatedNodeBuilder node(String nodeName) {
        return new SimulatedNodeBuilder(this, nodeName);
    }

    /**
     * Adds a host that uses a virtual address ten times a second from now on.
     *
     * @param virtualAddress the address that it sends to
     * @return the client
     */
    public SimulatedClient client(String virtualAddress) {
        return client(virtualAddress, Duration.ofMillis(100));
    }

    /**
     * Adds a host that uses a virtual address from now on.
     *
     * @param virtualAddress the address that it sends to
     * @param every the time between two requests
     * @return the client
     */
    public SimulatedClient client(String virtualAddress, Duration every) {
        IpAddress target = IpAddress.of(virtualAddress);
        IpAddress own = SimulatedNodeBuilder.near(target, FIRST_CLIENT + clients++);
        return new SimulatedClient(this, automaticName("client"), own, target, every);
    }

    /**
     * Adds a host that answers ARP requests and Neighbor Solicitations for its addresses.
     *
     * @param addresses its addresses, of any family
     * @return the gateway
     */
    public SimulatedGateway gateway(String... addresses) {
        List<IpAddress> own = Arrays.stream(addresses).map(IpAddress::of).toList();
        return new SimulatedGateway(this, automaticName("gateway"), own);
    }

    /**
     * Adds a host that sends whatever it is told to.
     *
     * @return the intruder
     */
    public SimulatedIntruder intruder() {
        return new SimulatedIntruder(this, automaticName("intruder"));
    }

    private String automaticName(String kind) {
        long taken = world.hosts.stream()
                .filter(host -> host.name().startsWith(kind))
                .count();
        return kind + (taken + 1);
    }

    /**
     * Lets virtual time pass, on all LANs of the simulation.
     *
     * @param duration how much
     * @throws IllegalStateException if called from what happens within a run
     */
    public void run(Duration duration) {
        world.run(World.nanos("duration", duration));
    }

    /**
     * Lets virtual time pass until something is true.
     *
     * @param condition looked at after each event
     * @param limit how long to wait at most
     * @return how long it took
     * @throws AssertionError if it does not become true within the limit
     */
    public Duration runUntil(BooleanSupplier condition, Duration limit) {
        long start = world.now();
        if (!world.run(start + World.nanos("limit", limit), condition)) {
            throw world.failure("expected something to become true within " + limit + ", but it did not");
        }
        return Duration.ofNanos(world.now() - start);
    }

    /**
     * Lets virtual time pass until no virtual router has changed its state for a while.
     *
     * @param quiet for how long nothing may change; longer than Active_Down_Interval if it is to mean anything
     * @param limit how long to wait at most
     * @return how long it took, the quiet time included
     * @throws AssertionError if it does not become quiet within the limit
     */
    public Duration runUntilQuiet(Duration quiet, Duration limit) {
        long start = world.now();
        long end = start + World.nanos("limit", limit);
        long still = World.nanos("quiet", quiet);
        long calm = start + still;
        while (calm <= end) {
            world.run(calm - world.now());
            long next = Math.max(start, world.changedNanos()) + still;
            if (next <= calm) {
                return Duration.ofNanos(world.now() - start);
            }
            calm = next;
        }
        throw world.failure("expected no change of state for " + quiet + " within " + limit + ", but they go on");
    }

    /**
     * Plans something.
     *
     * @param time when, in virtual time; not in the past
     * @param action for example a fault
     */
    public void at(Duration time, Runnable action) {
        long nanos = World.nanos("time", time);
        if (nanos < world.now()) {
            throw new IllegalArgumentException("time " + time + ": is in the past, it is " + now());
        }
        world.queue.schedule(Event.of(action), nanos);
    }

    /**
     * Plans something.
     *
     * @param delay how long from now
     * @param action for example a fault
     */
    public void after(Duration delay, Runnable action) {
        at(now().plus(delay), action);
    }

    /**
     * The virtual time.
     *
     * @return how much has passed since the simulation began
     */
    public Duration now() {
        return Duration.ofNanos(world.now());
    }

    /**
     * The seed.
     *
     * @return as it was given
     */
    public long seed() {
        return world.seed;
    }

    /**
     * The name of this LAN.
     *
     * @return {@code lan} for the first one
     */
    public String name() {
        return name;
    }

    /**
     * Sets what this LAN does to frames, from now on.
     *
     * @param conditions {@link Conditions#GOOD} is the default
     */
    public void conditions(Conditions conditions) {
        fabric.conditions = conditions;
        world.recorder.event(name, "has other conditions: " + FaultText.of(conditions));
    }

    /**
     * Lets what one host sends no longer arrive at another one, in this direction only.
     *
     * @param from who is not heard
     * @param to by whom
     */
    public void drop(SimulatedHost from, SimulatedHost to) {
        world.recorder.event(name, to.name() + " no longer hears " + from.name());
        fabric.drop(List.of(from), List.of(to), true);
    }

    /**
     * Cuts this LAN in two: some hosts on one side, all others on the other side. Everybody keeps the carrier.
     *
     * @param side the hosts on one side
     */
    public void partition(SimulatedHost... side) {
        List<SimulatedHost> these = List.of(side);
        List<SimulatedHost> others =
                fabric.hosts().stream().filter(host -> !these.contains(host)).toList();
        world.recorder.event(name, "is cut in two: " + these + " | " + others);
        fabric.drop(these, others, true);
        fabric.drop(others, these, true);
    }

    /** Ends all that {@link #drop} and {@link #partition} did. */
    public void heal() {
        world.recorder.event(name, "is whole again");
        fabric.drop(fabric.hosts(), fabric.hosts(), false);
    }

    /**
     * Lets the switch forward nothing for a port in the first time after its link came up, as with spanning tree.
     *
     * @param time for example 30 s; zero is the default
     */
    public void blocksAfterLinkUp(Duration time) {
        blockedNanos = World.nanos("time", time);
    }

    /**
     * The hosts on this LAN that have an address at present: several if they cannot hear each other, none while nobody has taken
     * over.
     *
     * @param address a virtual address
     * @return the hosts, in the order in which they joined
     */
    public List<SimulatedNode> holders(IpAddress address) {
        return census.holders(address);
    }

    /**
     * The hosts on this LAN on which a virtual router is Active.
     *
     * @param vrid its number
     * @param family its family
     * @return the hosts, in the order in which they joined
     */
    public List<SimulatedNode> actives(int vrid, Family family) {
        return census.actives(vrid, family);
    }

    /**
     * Asserts that a virtual router is Active on exactly one host of this LAN; if it exists for both families, for each of them.
     *
     * @param vrid its number
     * @throws AssertionError if it is Active on none or several
     */
    public void assertOneActive(int vrid) {
        census.assertOneActive(vrid);
    }

    /**
     * Asserts that a host, and no other one on this LAN, has an address.
     *
     * @param node the host
     * @param address a virtual address
     * @throws AssertionError if it does not have it, or another host has it, too
     */
    public void assertHolds(SimulatedNode node, String address) {
        census.assertHolds(node, IpAddress.of(address));
    }

    /**
     * Keeps everything that happens from now on, but for frames; otherwise only the last events are kept. Grows with time.
     *
     * @return this
     */
    public SimulatedLan record() {
        world.recorder.keep(false);
        return this;
    }

    /**
     * Keeps everything that happens from now on, frames included. Grows with time.
     *
     * @return this
     */
    public SimulatedLan recordFrames() {
        world.recorder.keep(true);
        return this;
    }

    /**
     * What has happened, on all LANs of the simulation.
     *
     * @return everything since {@link #record}, or else the last 256 events
     */
    public Transcript transcript() {
        return world.recorder.transcript();
    }

    long blockedNanos() {
        return blockedNanos;
    }

    World world() {
        return world;
    }

    Switch fabric() {
        return fabric;
    }

    int nextNodeNumber() {
        return FIRST_NODE + nodes++;
    }
}
