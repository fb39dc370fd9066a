package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** One run of the process of a simulated router: drives the production router as the runtime does, by the clock of its host. */
final class RouterProcess {
    /** What a capture keeps for a process that does not read. */
    static final int RING = 4096;

    private final World world;
    private final SimulatedNode node;
    private final NodeClock clock;
    private final Kernel kernel;
    private final SimulatedLane lane;
    private final AddressHook addressHook;
    private final VrrpRouter router;
    private final Deque<BiConsumer<VrrpRouter, Long>> ring = new ArrayDeque<>();
    private final Event timer = new Event(true) {
        @Override
        void happen() {
            expire();
        }
    };
    private final Deque<Runnable> afterTurn = new ArrayDeque<>();
    private boolean inTurn;
    private boolean suspended;
    private long suspendedAt;
    private boolean dead;

    RouterProcess(SimulatedNode node, NodeClock clock, Kernel kernel, Hooks hooks, HookFaults faults) {
        this.node = node;
        this.clock = clock;
        this.kernel = kernel;
        world = node.world();
        lane = new SimulatedLane(world);
        addressHook = hooks.addressHook();
        router = new VrrpRouter(new Wire(), new NodeHooks(node, hooks, kernel, lane, faults).asHooks(), lane);
    }

    /** As the runtime does before it starts virtual routers. */
    void prepare(Collection<VirtualRouterConfig> initial) {
        addressHook.watch(this::removed);
        initial.forEach(this::prepare);
    }

    void prepare(VirtualRouterConfig config) {
        try {
            addressHook.prepare(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(Collection<VirtualRouterConfig> initial) {
        turn((started, now) -> {
            for (SimulatedPort port : node.ports()) {
                started.link(port.name(), port.status(), now);
            }
            for (VirtualRouterConfig config : initial) {
                started.add(config, now);
            }
            for (VirtualRouterConfig config : initial) {
                started.start(config.id(), now);
            }
        });
    }

    void stop() {
        turn((stopped, now) -> stopped.ids().forEach(id -> stopped.stop(id, now)));
        world.queue.cancel(timer);
        dead = true;
    }

    void die() {
        dead = true;
        lane.abandon();
        ring.clear();
        world.queue.cancel(timer);
    }

    VrrpRouter router() {
        return router;
    }

    SimulatedLane lane() {
        return lane;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isInTurn() {
        return inTurn;
    }

    /** For what a hook does to the host that it runs on. */
    void afterTurn(Runnable action) {
        afterTurn.add(action);
    }

    /** Something that arrives: waits in the ring while the process stands still; what does not fit is lost. */
    void deliver(BiConsumer<VrrpRouter, Long> arrival) {
        if (!suspended) {
            turn(arrival);
        } else if (ring.size() < RING) {
            ring.add(arrival);
        }
    }

    /** As an address hook notices it that watches the addresses. */
    void removed(VirtualRouterId from, List<VirtualAddress> addresses) {
        deliver((told, now) -> told.removed(from, addresses, now));
    }

    void receive(String interfaceName, Datagram datagram) {
        if (suspended) {
            deliver((router, now) -> router.receive(interfaceName, datagram, now));
            return;
        }
        inTurn = true;
        try {
            router.receive(interfaceName, datagram, clock.local(world.now()));
        } finally {
            ended();
        }
    }

    void suspend() {
        suspendedAt = suspended ? suspendedAt : clock.local(world.now());
        suspended = true;
        lane.suspend();
        world.queue.cancel(timer);
    }

    /** First what waits in the ring, since it may prove that the Active router is alive; then the timers; as the runtime does. */
    void resume() {
        suspended = false;
        lane.resume();
        turn((resumed, now) -> resumed.stoodStill(suspendedAt, suspendedAt, now));
        while (!ring.isEmpty() && !suspended && !dead) {
            turn(ring.removeFirst());
        }
        if (!suspended && !dead) {
            turn((resumed, now) -> {
                resumed.caughtUp(now);
                resumed.expire(now);
            });
        }
    }

    void turn(BiConsumer<VrrpRouter, Long> turn) {
        inTurn = true;
        try {
            turn.accept(router, clock.local(world.now()));
        } finally {
            ended();
        }
    }

    private void expire() {
        inTurn = true;
        try {
            router.expire(clock.local(world.now()));
        } finally {
            ended();
        }
    }

    private void ended() {
        inTurn = false;
        rearm();
        while (!afterTurn.isEmpty()) {
            afterTurn.removeFirst().run();
        }
    }

    /** The deadline or the clock has changed. */
    void rearm() {
        long deadline = dead || suspended ? VirtualRouter.NEVER : clock.world(router.deadline());
        if (deadline == VirtualRouter.NEVER) {
            world.queue.cancel(timer);
        } else if (!timer.isQueued() || timer.atNanos != deadline) {
            world.queue.schedule(timer, Math.max(deadline, world.now()));
        }
    }

    int waiting() {
        return ring.size() + lane.waiting() + afterTurn.size();
    }

    private final class Wire implements Transport {
        @Override
        public void open(String interfaceName, Receiver receiver) {
            throw new UnsupportedOperationException("the simulation hands over what arrives");
        }

        @Override
        public void send(VirtualRouterConfig from, Datagram datagram) {
            kernel.send(from, datagram);
        }

        @Override
        public void probe(VirtualRouterId from, IpAddress source, IpAddress target) {
            kernel.ask(node.port(from.interfaceName()), source, target);
        }

        @Override
        public void close() {}
    }
}
