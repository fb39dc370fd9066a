package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A host with virtual routers: the production {@link VrrpRouter}, the user's own hooks, and a simulated operating system that has
 * addresses, answers ARP and Neighbor Solicitations for them, and takes the packets of clients.
 *
 * <p>What is done to it takes effect at the present virtual time; called from one of its own hooks, at the end of the turn that
 * called the hook.
 */
public final class SimulatedNode extends SimulatedHost {
    /** How long leased addresses stay when nobody renews them any more. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    private static final int KEPT = 1000;

    private final Map<VirtualRouterId, VirtualRouterConfig> configs = new LinkedHashMap<>();
    private final Machine machine;
    private final Deque<Transition> transitions = new ArrayDeque<>();

    SimulatedNode(SimulatedNodeBuilder builder, World world, String name) {
        super(world, name);
        machine = new Machine(this, builder.hooks(), builder.leased());
        builder.configs().forEach(config -> configs.put(config.id(), config));
        world.nodes.add(this);
    }

    /**
     * The state of its only virtual router.
     *
     * @return Initialize also while the process does not run
     * @throws IllegalStateException if it has several virtual routers
     */
    public State state() {
        return state(onlyId());
    }

    /**
     * The state of one of its virtual routers.
     *
     * @param id which one
     * @return Initialize also while the process does not run
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public State state(VirtualRouterId id) {
        config(id);
        return machine.process()
                .map(process -> process.router().status(id).state())
                .orElse(State.INITIALIZE);
    }

    /**
     * Everything about its only virtual router.
     *
     * @return state, timers, peers and counters; times are those of this host's clock
     * @throws IllegalStateException if it has several virtual routers, or the process does not run
     */
    public VirtualRouterStatus status() {
        return status(onlyId());
    }

    /**
     * Everything about one of its virtual routers.
     *
     * @param id which one
     * @return state, timers, peers and counters; times are those of this host's clock
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the process does not run
     */
    public VirtualRouterStatus status(VirtualRouterId id) {
        config(id);
        return machine.running().router().status(id);
    }

    /**
     * The virtual routers that it runs, or will run when it is started.
     *
     * @return their parameters, in the order in which they were given
     */
    public List<VirtualRouterConfig> configs() {
        return List.copyOf(configs.values());
    }

    /**
     * What its virtual routers went through, as its listener was told; times are those of this host's clock.
     *
     * @return the last thousand, in order
     */
    public List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /**
     * Whether it has a virtual address, as its operating system sees it.
     *
     * @param address a virtual address
     * @return true from the end of its acquisition to its release, or to the end of the lease if nobody renews it
     */
    public boolean holds(IpAddress address) {
        return machine.kernel().holds(address);
    }

    /**
     * The virtual addresses that it has.
     *
     * @return in the order in which they were acquired
     */
    public List<IpAddress> held() {
        return machine.kernel().held();
    }

    /**
     * Whether its process runs: was started, has neither been stopped nor died, and does not stand still.
     *
     * @return false also for a frozen machine
     */
    public boolean isRunning() {
        return machine.isRunning();
    }

    /**
     * Starts the process, and the machine if it was {@linkplain #powerOff off}. Does nothing if it was started before.
     *
     * @throws IllegalArgumentException if its address hook refuses a virtual router
     * @throws java.io.UncheckedIOException if its address hook cannot get ready
     * @throws IllegalStateException if the machine is frozen
     */
    public void start() {
        machine.start();
    }

    /**
     * Stops the process in good order: Active virtual routers say so with priority 0, and release their addresses.
     *
     * @throws IllegalStateException if the process stands still
     */
    public void stop() {
        machine.stop();
    }

    /**
     * {@link #stop} and {@link #start}: how daemons are made to read their configuration.
     *
     * @throws IllegalStateException if the process stands still
     */
    public void restart() {
        stop();
        start();
    }

    /**
     * The process dies, as by {@code kill -9}: it sends nothing, and nobody removes its addresses, which stay until their {@link
     * #LEASE} is over. The machine goes on and answers ARP for them.
     */
    public void crash() {
        machine.crash();
    }

    /** The machine loses its power: nobody answers for its addresses any more, and the switch sees no link. */
    public void powerOff() {
        machine.powerOff();
    }

    /**
     * The process stands still (a stopped process, a long garbage collection): packets wait for it, the operating system goes on,
     * and leases run out. Hooks stand still with it.
     */
    public void pause() {
        machine.pause();
    }

    /** The whole machine stands still (a frozen virtual machine): nobody answers anything, and frames wait in its ring. */
    public void freeze() {
        machine.freeze();
    }

    /** Ends {@link #pause} and {@link #freeze}: what waited is delivered first, then timers are served. */
    public void resume() {
        machine.resume();
    }

    /**
     * Somebody on this host removes a virtual address by hand. Its process notices at once, unless it stands still.
     *
     * @param address the virtual address; nothing happens if the host does not have it
     * @throws IllegalArgumentException if none of its virtual routers has this address
     */
    public void removeAddress(IpAddress address) {
        for (VirtualRouterConfig config : configs.values()) {
            for (VirtualAddress each : config.addresses()) {
                if (each.address().equals(address)) {
                    machine.removeAddress(config.id(), each);
                    return;
                }
            }
        }
        throw new IllegalArgumentException("address " + address + ": is not one of those of " + configs.keySet());
    }

    /**
     * Lets its clock run fast or slow from now on.
     *
     * @param rate 1 is right, 1.01 gains one second in a hundred; 0.01 to 100
     */
    public void clockRate(double rate) {
        if (!(rate >= 0.01 && rate <= 100)) {
            throw new IllegalArgumentException("clock rate " + rate + ": must be 0.01 to 100");
        }
        machine.clockRate(rate);
    }

    /**
     * Gives a virtual router other parameters: at once if the process runs, otherwise for its next start.
     *
     * @param next the parameters; interface, VRID and family say which virtual router
     * @return what has changed
     * @throws IllegalArgumentException if there is no such virtual router, a change needs a restart, or the address hook refuses
     *     the parameters; nothing has changed then
     * @throws java.io.UncheckedIOException if the address hook cannot get ready for them; nothing has changed then
     */
    public Changes reconfigure(VirtualRouterConfig next) {
        Changes changes = config(next.id()).compare(next);
        if (changes.areLive() && machine.process().isPresent()) {
            machine.running().prepare(next);
        }
        if (machine.process().isPresent()) {
            drive((router, now) -> router.reconfigure(next, now));
        }
        configs.put(next.id(), next);
        return changes;
    }

    /**
     * Asks an Active virtual router to let another one take over.
     *
     * @param why for what reason, for people
     * @throws IllegalStateException if it has several virtual routers, or the process does not run
     */
    public void resign(String why) {
        VirtualRouterId id = onlyId();
        drive((router, now) -> router.resign(id, why, now));
    }

    /**
     * Does something with the production router, as the program that embeds it would.
     *
     * @param turn is given the router and the time on this host's clock, in nanoseconds
     * @throws IllegalStateException if the process does not run, or this is called from one of its hooks
     */
    public void drive(BiConsumer<VrrpRouter, Long> turn) {
        RouterProcess driven = machine.running();
        if (driven.isInTurn()) {
            throw new IllegalStateException("drive: cannot be called from a hook of " + name());
        }
        driven.turn(turn);
    }

    /**
     * Lets each call of its address hook and its announcer take so long: what comes after it on the host lane waits.
     *
     * @param duration virtual time; zero is the default
     */
    public void slowHooks(Duration duration) {
        record("has hooks that take " + duration);
        machine.faults().take(duration);
    }

    /**
     * Lets calls of its address hook and its announcer throw, so that they have no effect.
     *
     * @param oneIn 1 for each call, n for one in n; 0, the default, for none
     */
    public void failingHooks(int oneIn) {
        record(oneIn == 0 ? "has hooks that work" : "has hooks of which one in " + oneIn + " fails");
        machine.faults().fail(oneIn);
    }

    /**
     * For a hook of the user's: lets the call that runs take so long, in virtual time. Its effects come afterwards.
     *
     * @param duration zero or more
     * @throws IllegalStateException if none of this host's hooks runs
     */
    public void block(Duration duration) {
        machine.running().lane().block(duration);
    }

    /**
     * Asserts the state of its only virtual router.
     *
     * @param expected the state that it should have
     * @throws AssertionError if it has another one
     */
    public void assertState(State expected) {
        assertState(onlyId(), expected);
    }

    /**
     * Asserts the state of one of its virtual routers.
     *
     * @param id which one
     * @param expected the state that it should have
     * @throws AssertionError if it has another one
     */
    public void assertState(VirtualRouterId id, State expected) {
        if (state(id) != expected) {
            throw world().failure("expected " + name() + " to be " + expected + ", but it is " + state(id));
        }
    }

    private VirtualRouterId onlyId() {
        if (configs.size() != 1) {
            throw new IllegalStateException(name() + ": say which of its virtual routers " + configs.keySet());
        }
        return configs.keySet().iterator().next();
    }

    private VirtualRouterConfig config(VirtualRouterId id) {
        VirtualRouterConfig config = configs.get(id);
        if (config == null) {
            throw new IllegalArgumentException("virtual router " + id + ": is not one of " + configs.keySet());
        }
        return config;
    }

    private void record(String what) {
        world().recorder.event(name(), what);
    }

    /** Whether an address is the interface's own, rather than that of a virtual router that comes and goes. */
    boolean isOwn(SimulatedPort port, IpAddress address) {
        return port.addresses().contains(address)
                && configs.values().stream()
                        .filter(VirtualRouterConfig::isOwner)
                        .flatMap(config -> config.addresses().stream())
                        .map(VirtualAddress::address)
                        .noneMatch(address::equals);
    }

    void entered(VirtualRouterId id, Transition transition) {
        if (transitions.size() == KEPT) {
            transitions.removeFirst();
        }
        transitions.addLast(transition);
        world().changed();
        record(id + " " + transition.from() + " -> " + transition.to() + ": " + transition.why());
    }

    @Override
    void receive(SimulatedPort port, byte[] frame) {
        machine.receive(port, frame);
    }

    @Override
    void linkChanged(SimulatedPort port) {
        machine.linkChanged(port);
    }

    int waiting() {
        return machine.waiting();
    }

    String describe() {
        List<String> words = new ArrayList<>();
        configs.keySet().forEach(id -> words.add(id + " " + state(id)));
        return name() + (isRunning() ? "" : " (not running)") + "  " + String.join(", ", words) + "  has " + held();
    }
}
