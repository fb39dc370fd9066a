package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.Evidence;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All virtual routers of one host, over any number of interfaces.
 *
 * <p>It has neither thread nor clock: the caller passes on what arrives ({@link #receive}, {@link #link}), calls {@link #expire}
 * when {@link #deadline()} has come, and says what time it is, in nanoseconds since an arbitrary start, zero or more, never going
 * back. One call is one turn: every advertisement of the turn is sent before any hook is given to the host lane. Feed all
 * packets that have arrived before calling {@code expire}, so that no Backup takes over while the Active's packets wait.
 *
 * <p>Not for use by several threads; hooks must not call it from the host lane.
 */
public final class VrrpRouter {
    /**
     * When a host dies, all of its virtual routers fall silent at once, and are taken over as they were last heard: one after the
     * other. What the host has to do for the first must not take the processor from the advertisements of the others.
     */
    private static final long TOGETHER_NANOS = 2_000_000;

    private final HostActions actions;
    private final EffectPerformer performer;
    private final Admission admission;
    private final Reception reception;
    private final Takeovers takeovers;
    private final Standstill standstill;
    private final Map<String, Port> ports = new LinkedHashMap<>();
    private final Map<VirtualRouterId, Instance> instances = new LinkedHashMap<>();
    private final DeadlineHeap deadlines = new DeadlineHeap();

    /**
     * A router without virtual routers.
     *
     * @param transport where advertisements are sent; opening and closing it is the caller's business
     * @param hooks what the host does on transitions
     * @param lane where those hooks run
     */
    public VrrpRouter(Transport transport, Hooks hooks, HostLane lane) {
        actions = new HostActions(hooks, lane, deadlines);
        performer = new EffectPerformer(transport, actions, deadlines);
        admission = new Admission(transport, actions, performer, deadlines);
        reception = new Reception(actions, performer);
        takeovers = new Takeovers(transport, actions);
        standstill = new Standstill(actions, deadlines);
    }

    /**
     * Adds a virtual router, not yet started.
     *
     * @param config its parameters
     * @param now nanoseconds; its statistics count from here
     * @throws IllegalArgumentException if this host has a virtual router with this interface, VRID and family already
     */
    public void add(VirtualRouterConfig config, long now) {
        if (instances.containsKey(config.id())) {
            throw new ConfigurationException(
                    "vrid",
                    config.id().vrid(),
                    "there is already a virtual router " + config.id() + " (RFC 9568 section 7.1)");
        }
        Port port = port(config.id().interfaceName(), now);
        Instance instance = new Instance(config, port, now, actions);
        port.add(instance);
        instances.put(instance.id, instance);
        deadlines.add(instance);
    }

    /**
     * Removes a virtual router; one that still runs is stopped first.
     *
     * @param id which one
     * @param now nanoseconds
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public void remove(VirtualRouterId id, long now) {
        Instance instance = instance(id);
        stop(id, now);
        instances.remove(id);
        instance.port.remove(instance);
        deadlines.remove(instance);
    }

    /**
     * Starts a virtual router: it takes part as soon as its interface can be used.
     *
     * @param id which one
     * @param now nanoseconds
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public void start(VirtualRouterId id, long now) {
        Instance instance = instance(id);
        if (!instance.started) {
            instance.started = true;
            if (!instance.config().isOwner()) {
                actions.add(instance, new Effect.Release(instance.config().addresses()), now);
            }
            admission.evaluate(instance, now);
            actions.flush();
        }
    }

    /**
     * Stops a virtual router: if it is Active, it says so with priority 0 (RFC 9568 section 6.4.3).
     *
     * @param id which one
     * @param now nanoseconds
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public void stop(VirtualRouterId id, long now) {
        Instance instance = instance(id);
        instance.started = false;
        admission.evaluate(instance, now);
        actions.flush();
    }

    /**
     * Stops all virtual routers: every Active one has said so before any hook is called.
     *
     * @param now nanoseconds
     */
    public void stopAll(long now) {
        for (Instance instance : instances.values()) {
            instance.started = false;
            admission.evaluate(instance, now);
        }
        actions.flush();
    }

    /**
     * Says whether a virtual router may take part: one that may not is in Initialize, as if it were stopped (RFC 9568 section
     * 6.4.1). For what the host knows and the protocol does not.
     *
     * @param id which one
     * @param why what speaks against it, for people; empty if nothing does
     * @param now nanoseconds
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public void eligible(VirtualRouterId id, Optional<String> why, long now) {
        Instance instance = instance(id);
        instance.ineligible = why.orElse(null);
        admission.evaluate(instance, now);
        actions.flush();
    }

    /**
     * Gives a virtual router another effective priority. An owner's stays 255.
     *
     * @param id which one
     * @param priority 1 to 254
     * @param now nanoseconds
     * @throws IllegalArgumentException if there is no such virtual router, or the priority is out of range
     */
    public void reprioritize(VirtualRouterId id, int priority, long now) {
        Instance instance = instance(id);
        instance.machine.reprioritize(priority, now);
        deadlines.moved(instance);
    }

    /**
     * Asks an Active virtual router to let another one take over.
     *
     * @param id which one
     * @param why for what reason, for people
     * @param now nanoseconds
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public void resign(VirtualRouterId id, String why, long now) {
        Instance instance = instance(id);
        performer.perform(instance, instance.machine.resign(new Evidence.Circumstance(why), now), now);
        actions.flush();
    }

    /**
     * Gives a virtual router other parameters, without stopping it: it stays in its state, sends no priority 0, and touches only
     * addresses that come or go.
     *
     * @param next the parameters; interface, VRID and family say which virtual router
     * @param now nanoseconds
     * @return what has changed
     * @throws IllegalArgumentException if there is no such virtual router, or a change needs a restart; nothing has changed then
     */
    public Changes reconfigure(VirtualRouterConfig next, long now) {
        Instance instance = instance(next.id());
        VirtualRouterConfig previous = instance.config();
        Changes changes = previous.compare(next);
        List<Effect> effects = instance.machine.reconfigure(next, now);
        instance.reconfigured(previous, now);
        instance.port.collectVirtualAddresses();
        performer.perform(instance, effects, now);
        if (instance.machine.state() == State.ACTIVE && previous.acceptsPackets() != next.acceptsPackets()) {
            actions.add(instance, new Effect.Acquire(next.addresses()), now);
        }
        admission.evaluate(instance, now);
        actions.reconfigured(instance, changes);
        actions.flush();
        return changes;
    }

    /**
     * An interface has this status now. Until the first status is told, an interface counts as absent.
     *
     * @param interfaceName the interface
     * @param status its status
     * @param now nanoseconds
     */
    public void link(String interfaceName, LinkStatus status, long now) {
        Port port = port(interfaceName, now);
        port.status(status, now);
        for (int i = 0; i < port.instances.size(); i++) {
            admission.evaluate(port.instances.get(i), now);
        }
        actions.flush();
    }

    /**
     * A target has answered a question of {@link Transport#probe}.
     *
     * @param interfaceName where
     * @param target who answered
     */
    public void answered(String interfaceName, IpAddress target) {
        Port port = ports.get(interfaceName);
        if (port != null) {
            port.instances.forEach(instance -> instance.reachability.answered(target));
        }
    }

    /**
     * Somebody else has taken virtual addresses from this host: they are put back, or the virtual router resigns, as its {@linkplain
     * io.github.vrrp4j.protocol.Policies#removedAddress policy} says. Ignored unless it is Active and they are its own.
     *
     * @param id whose addresses
     * @param addresses which ones
     * @param now nanoseconds
     */
    public void removed(VirtualRouterId id, List<VirtualAddress> addresses, long now) {
        Instance instance = instances.get(id);
        if (instance == null || instance.machine.state() != State.ACTIVE) {
            return;
        }
        List<VirtualAddress> lost = instance.config().addresses().stream()
                .filter(addresses::contains)
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        RemovedAddress answer = instance.config().policies().removedAddress();
        switch (answer) {
            case PUT_BACK -> performer.putBack(instance, lost, now);
            case RESIGN -> {
                Evidence why = new Evidence.Circumstance("somebody else removed " + lost + " from this host");
                performer.perform(instance, instance.machine.resign(why, now), now);
            }
        }
        instance.conflicts.removed(lost, answer, now, instance.reporter);
        actions.flush();
    }

    /**
     * A packet has arrived.
     *
     * @param interfaceName where
     * @param datagram what, with its own TTL and its own addresses
     * @param now nanoseconds, when it arrived
     */
    public void receive(String interfaceName, Datagram datagram, long now) {
        Port port = ports.get(interfaceName);
        if (port != null) {
            reception.receive(port, datagram, now);
            actions.flush();
        }
    }

    /**
     * When {@link #expire} has to be called next.
     *
     * @return nanoseconds on the caller's clock; {@link VirtualRouter#NEVER} if nothing is to be waited for
     */
    public long deadline() {
        Instance first = deadlines.first();
        return first == null ? VirtualRouter.NEVER : first.deadline();
    }

    /**
     * Lets every timer fire that is due. Harmless if none is. A Backup does not take over while its {@linkplain
     * Transport#isBehind transport is behind}, for a tenth of a second at most. Hooks wait while one takeover follows another
     * within two milliseconds, for ten at most: call this again at the {@link #deadline()}.
     *
     * @param now nanoseconds
     */
    public void expire(long now) {
        Instance first = deadlines.first();
        while (first != null && first.deadline() <= now) {
            expire(first, now);
            first = deadlines.first();
        }
        actions.flushUnless(takesOverNext() && deadline() - now <= TOGETHER_NANOS, now);
    }

    /**
     * Whether what {@link #deadline} waits for is that an Active router has been silent for too long: that happens only when it is
     * gone, and is worth to be on time for.
     *
     * @return false if it is some other timer
     */
    public boolean takesOverNext() {
        Instance first = deadlines.first();
        return first != null && first.machine.state() == State.BACKUP && first.machine.deadline() == first.deadline();
    }

    /**
     * Lets the {@linkplain Transport#getReady transport get ready} for the takeover that may be next: to be called some milliseconds
     * before the {@link #deadline()}, or not at all. Harmless if none is next.
     */
    public void getReady() {
        Instance first = deadlines.first();
        if (first != null && takesOverNext()) {
            takeovers.getReady(first);
        }
    }

    /**
     * The caller stood still, with its process or its machine, and will now deliver what arrived meanwhile. Until it {@linkplain
     * #caughtUp has}, no Backup takes over, and no Active router goes on that another one must have followed.
     *
     * @param since when the caller was last known to run, nanoseconds
     * @param due when it was to run again at the latest, nanoseconds
     * @param now nanoseconds
     */
    public void stoodStill(long since, long due, long now) {
        standstill.ended(instances.values(), since, due, now);
    }

    /**
     * All that arrived while the caller stood still has been delivered. An Active router may have stood still together with this host,
     * as virtual machines of one hypervisor do: when the caller was late by an interval or more, a Backup does not count the time since
     * it listened last as silence. Reports each Backup that would have taken over without what was delivered, and each that waits
     * longer.
     *
     * @param now nanoseconds
     */
    public void caughtUp(long now) {
        standstill.caughtUp(instances.values(), now);
    }

    private void expire(Instance instance, long now) {
        if (!instance.held && !takeovers.waits(instance, now)) {
            performer.listenIfStalled(instance, now);
            instance.noticeLateness(now);
            if (instance.machine.deadline() <= now) {
                performer.perform(instance, instance.machine.expire(now), now);
            }
        }
        if (instance.announcements.deadline() <= now) {
            instance.announcements.fired(instance.config().policies().announcements(), now);
            performer.announce(instance, instance.config().addresses());
        }
        if (instance.heldUntilNanos <= now) {
            admission.evaluate(instance, now);
        }
        if (instance.reachability.deadline() <= now) {
            admission.probe(instance, now);
        }
        if (instance.arrears.deadline() <= now) {
            performer.makeUp(instance, now);
        }
        deadlines.moved(instance);
    }

    /**
     * The virtual routers of this host.
     *
     * @return their ids, in the order in which they were added
     */
    public List<VirtualRouterId> ids() {
        return List.copyOf(instances.keySet());
    }

    /**
     * A virtual router at this moment.
     *
     * @param id which one
     * @return its state and counters
     * @throws IllegalArgumentException if there is no such virtual router
     */
    public VirtualRouterStatus status(VirtualRouterId id) {
        return instance(id).status();
    }

    /** When one virtual router has to be woken. */
    long deadlineOf(VirtualRouterId id) {
        return instance(id).deadline();
    }

    /**
     * What an interface has counted.
     *
     * @param interfaceName the interface
     * @return its counters
     * @throws IllegalArgumentException if nothing was ever said about this interface
     */
    public InterfaceStatistics statistics(String interfaceName) {
        Port port = ports.get(interfaceName);
        if (port == null) {
            throw new IllegalArgumentException("interface " + interfaceName + ": is not one of " + ports.keySet());
        }
        return port.statistics();
    }

    /**
     * How often the host lane refused a task or threw, as {@link HostLane#INLINE} does if a listener throws when it is told of a failure.
     *
     * @return the count; the protocol went on each time
     */
    public long hostFailures() {
        return actions.untold();
    }

    Instance instance(VirtualRouterId id) {
        Instance instance = instances.get(id);
        if (instance == null) {
            throw new IllegalArgumentException("virtual router " + id + ": is not one of " + instances.keySet());
        }
        return instance;
    }

    private Port port(String interfaceName, long now) {
        return ports.computeIfAbsent(interfaceName, name -> new Port(name, now));
    }
}
