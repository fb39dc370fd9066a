package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.Evidence;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
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
    private final Transport transport;
    private final HostActions actions;
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
        this.transport = transport;
        this.actions = new HostActions(hooks, lane);
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
                actions.add(instance, new Effect.Release(instance.config().addresses()));
            }
            evaluate(instance, now);
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
        evaluate(instance, now);
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
        evaluate(instance, now);
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
        perform(instance, instance.machine.resign(new Evidence.Circumstance(why), now), now);
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
        perform(instance, effects, now);
        if (instance.machine.state() == State.ACTIVE && previous.acceptsPackets() != next.acceptsPackets()) {
            actions.add(instance, new Effect.Acquire(next.addresses()));
        }
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
        port.status(status);
        for (int i = 0; i < port.instances.size(); i++) {
            evaluate(port.instances.get(i), now);
        }
        actions.flush();
    }

    /** Startup and Shutdown events from what the host and the interface say (RFC 9568 section 6.4.1). */
    private void evaluate(Instance instance, long now) {
        Port port = instance.port;
        Optional<Obstacle> obstacle = port.obstacle(instance);
        VirtualRouter machine = instance.machine;
        if (obstacle.isPresent()) {
            boolean news = !obstacle.get().equals(instance.obstacle);
            instance.obstacle = obstacle.get();
            if (machine.state() != State.INITIALIZE) {
                perform(
                        instance,
                        machine.shutdown(obstacle.get().stops(), obstacle.get().evidence(), now),
                        now);
            } else if (news && instance.started) {
                actions.waiting(instance, obstacle.get().evidence().toString());
            }
            return;
        }
        IpAddress source = port.source(instance).orElseThrow();
        instance.source = source;
        if (machine.state() == State.INITIALIZE) {
            Obstacle gone = instance.obstacle;
            Cause cause = gone == null || machine.source().isEmpty() ? Cause.STARTUP : gone.starts();
            instance.obstacle = null;
            perform(instance, machine.startup(source, cause, circumstance(cause, port, source), now), now);
        } else if (!machine.source().equals(Optional.of(source))) {
            machine.sendFrom(source);
        }
    }

    private static Evidence circumstance(Cause cause, Port port, IpAddress source) {
        return new Evidence.Circumstance(
                switch (cause) {
                    case LINK_UP -> port.describeStatus() + " again";
                    case SOURCE_ADDRESS -> source + " is there to send from";
                    case ELIGIBLE -> "eligible again";
                    default -> "started by the host";
                });
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
        if (port == null) {
            return;
        }
        Instance instance = port.find(datagram.source().family(), ReceiveChecks.claimedVrid(datagram));
        if (instance == null) {
            port.count(ReceiveChecks.ofNobody(datagram));
            return;
        }
        Rejection rejection = ReceiveChecks.beforeReading(instance, datagram, now);
        if (rejection != null) {
            reject(instance, new Incoming.Message(datagram, rejection, false), rejection, now);
        } else {
            read(instance, instance.incoming.read(datagram), now);
        }
        actions.flush();
    }

    private void read(Instance instance, Incoming.Message message, long now) {
        if (message.decoded() instanceof Rejection rejection) {
            reject(instance, message, rejection, now);
            return;
        }
        Advertisement advertisement = (Advertisement) message.decoded();
        Rejection rejection = ReceiveChecks.afterReading(instance, message, advertisement, now);
        if (rejection != null) {
            reject(instance, message, rejection, now);
        } else {
            accept(instance, message, advertisement, now);
        }
    }

    private void reject(Instance instance, Incoming.Message message, Rejection rejection, long now) {
        instance.port.count(rejection);
        if (!message.sameAddresses() && message.decoded() instanceof Advertisement) {
            instance.counters.addressListErrors++;
        }
        if (instance.rejected(rejection, now)) {
            actions.rejected(instance, rejection, message.datagram().source());
        }
        instance.conflicts.rejected(instance.config(), instance.source, message, rejection, now, instance.reporter);
    }

    private void accept(Instance instance, Incoming.Message message, Advertisement advertisement, long now) {
        IpAddress own = instance.source;
        if (own == null || instance.machine.state() == State.INITIALIZE) {
            return; // RFC 9568 6.4.1: a router in Initialize takes no part.
        }
        instance.received(message, advertisement, now);
        instance.conflicts.heard(instance.machine, own, message, advertisement, now, instance.reporter);
        boolean wasActive = instance.machine.state() == State.ACTIVE;
        List<Effect> effects =
                instance.machine.receive(advertisement, message.datagram().source(), now);
        if (wasActive && instance.machine.state() == State.ACTIVE && advertisement.priority() > 0) {
            instance.counters.losingAdvertisements++;
        }
        perform(instance, effects, now);
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
     * Lets every timer fire that is due. Harmless if none is.
     *
     * @param now nanoseconds
     */
    public void expire(long now) {
        Instance first = deadlines.first();
        while (first != null && first.deadline() <= now) {
            expire(first, now);
            first = deadlines.first();
        }
        actions.flush();
    }

    private void expire(Instance instance, long now) {
        long late = now - instance.machine.deadline();
        if (late >= 0) {
            if (late >= instance.config().interval().nanos()) {
                instance.counters.late(late);
                instance.conflicts.late(instance.config(), late, now, instance.reporter);
            }
            perform(instance, instance.machine.expire(now), now);
        }
        if (instance.announcements.deadline() <= now) {
            instance.announcements.fired(instance.config().policies().announcements(), now);
            announce(instance, instance.config().addresses());
        }
        deadlines.moved(instance);
    }

    /** Walks by index, since an iterator would be garbage with every packet. */
    private void perform(Instance instance, List<Effect> effects, long now) {
        boolean acquired = false;
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect instanceof Effect.Send send) {
                send(instance, send.advertisement(), now);
            } else if (effect instanceof Effect.Announce announce) {
                announceIfDue(instance, announce.addresses(), acquired, now);
            } else {
                acquired |= effect instanceof Effect.Acquire;
                if (effect instanceof Effect.Transition transition) {
                    instance.entered(transition, now);
                }
                actions.add(instance, effect);
            }
        }
        deadlines.moved(instance);
        IpAddress own = instance.source;
        if (own != null) {
            instance.conflicts.settled(instance.machine, own, now, instance.reporter);
        }
    }

    /** What has just been acquired is announced in any case; what a losing router is the occasion for, once in a while. */
    private void announceIfDue(Instance instance, List<VirtualAddress> addresses, boolean acquired, long now) {
        AnnouncementTimer timer = instance.announcements;
        if (!timer.runs()) {
            timer.started(instance.config().policies().announcements(), now);
        } else if (!acquired && !timer.mayRepeat(now)) {
            return;
        }
        announce(instance, addresses);
    }

    private void announce(Instance instance, List<VirtualAddress> addresses) {
        List<Announcement> announcements = Announcements.of(instance.config(), addresses);
        instance.counters.announcementsSent += announcements.size();
        actions.announce(instance, announcements);
    }

    private void send(Instance instance, Advertisement advertisement, long now) {
        IpAddress source = instance.source;
        if (source == null) {
            throw new IllegalStateException(instance.id + " sends before it has started");
        }
        List<Datagram> packets = instance.outgoing.packets(advertisement, source);
        for (int i = 0; i < packets.size(); i++) {
            try {
                transport.send(instance.id, packets.get(i));
                instance.sent(advertisement, now);
            } catch (IOException | RuntimeException e) {
                instance.counters.sendFailures++;
                actions.failed(instance, "sending an advertisement", e);
            }
        }
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
     * How often the host lane refused a task, or a listener threw when it was told of a failure.
     *
     * @return the count; the protocol went on each time
     */
    public long hostFailures() {
        return actions.untold();
    }

    private Instance instance(VirtualRouterId id) {
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
