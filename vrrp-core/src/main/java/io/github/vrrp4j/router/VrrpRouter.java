package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.Evidence;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
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
     * @throws IllegalArgumentException if this host has a virtual router with this interface, VRID and family already
     */
    public void add(VirtualRouterConfig config) {
        if (instances.containsKey(config.id())) {
            throw new IllegalArgumentException("vrid " + config.id().vrid() + ": there is already a virtual router "
                    + config.id() + " (RFC 9568 section 7.1)");
        }
        Port port = ports.computeIfAbsent(config.id().interfaceName(), Port::new);
        Instance instance = new Instance(config, port);
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
     * An interface has this status now. Until the first status is told, an interface counts as absent.
     *
     * @param interfaceName the interface
     * @param status its status
     * @param now nanoseconds
     */
    public void link(String interfaceName, LinkStatus status, long now) {
        Port port = ports.computeIfAbsent(interfaceName, Port::new);
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
            port.unknownRouter();
            return;
        }
        Decoded decoded = ReceiveChecks.check(instance, datagram, now);
        if (decoded instanceof Advertisement advertisement) {
            instance.received();
            perform(instance, instance.machine.receive(advertisement, datagram.source(), now), now);
        } else if (instance.rejected((Rejection) decoded, now)) {
            actions.rejected(instance, (Rejection) decoded, datagram.source());
        }
        actions.flush();
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
            perform(first, first.machine.expire(now), now);
            first = deadlines.first();
        }
        actions.flush();
    }

    /** Walks by index, since an iterator would be garbage with every packet. */
    private void perform(Instance instance, List<Effect> effects, long now) {
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect instanceof Effect.Send send) {
                send(instance, send.advertisement(), now);
            } else {
                if (effect instanceof Effect.Transition transition) {
                    instance.entered(transition);
                }
                actions.add(instance, effect);
            }
        }
        deadlines.moved(instance);
    }

    private void send(Instance instance, Advertisement advertisement, long now) {
        IpAddress source = instance.machine.source().orElseThrow();
        try {
            transport.send(instance.id, instance.outgoing(advertisement, source));
            instance.sent(now);
        } catch (IOException | RuntimeException e) {
            instance.sendFailed();
            actions.failed(instance, "sending an advertisement", e);
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
     * How many packets arrived on an interface for virtual routers that are not configured there (RFC 9568 section 7.1).
     *
     * @param interfaceName the interface
     * @return the count
     */
    public long packetsForUnknownRouters(String interfaceName) {
        Port port = ports.get(interfaceName);
        return port == null ? 0 : port.unknownRouters();
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
}
