package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine of a simulated router: its operating system, and the process that comes and goes. */
final class Machine {
    private final SimulatedNode node;
    private final World world;
    private final Hooks hooks;
    private final HookFaults faults = new HookFaults();
    private final NodeClock clock = new NodeClock();
    private final Kernel kernel;
    /** Frames that came while the machine was frozen. */
    private final Deque<Runnable> ring = new ArrayDeque<>();

    private @Nullable RouterProcess process;
    private boolean frozen;

    Machine(SimulatedNode node, Hooks hooks, boolean leased) {
        this.node = node;
        this.hooks = hooks;
        world = node.world();
        kernel = new Kernel(node, this, leased ? SimulatedNode.LEASE.toNanos() : null);
    }

    Kernel kernel() {
        return kernel;
    }

    HookFaults faults() {
        return faults;
    }

    Optional<RouterProcess> process() {
        return Optional.ofNullable(process);
    }

    boolean isRunning() {
        return process != null && !process.isSuspended() && !frozen;
    }

    RouterProcess running() {
        if (process == null || process.isSuspended()) {
            throw new IllegalStateException(node.name() + ": its process does not run");
        }
        return process;
    }

    void start() {
        act(() -> {
            if (frozen) {
                throw new IllegalStateException(node.name() + ": is frozen, nothing can be started");
            }
            if (process == null) {
                RouterProcess next = new RouterProcess(node, clock, kernel, hooks, faults);
                next.prepare(node.configs());
                record("starts");
                node.ports().forEach(port -> port.power(true));
                kernel.renew();
                process = next;
                process.start(node.configs());
            }
        });
    }

    void stop() {
        act(() -> {
            if (process != null) {
                record("stops");
                running().stop();
                process = null;
            }
        });
    }

    void crash() {
        act(() -> {
            if (process != null) {
                record("crashes");
                process.die();
                process = null;
                kernel.stopRenewing(true);
            }
        });
    }

    void powerOff() {
        act(() -> {
            record("loses its power");
            if (process != null) {
                process.die();
                process = null;
            }
            frozen = false;
            ring.clear();
            kernel.reset();
            node.ports().forEach(port -> port.power(false));
        });
    }

    void pause() {
        act(() -> {
            if (isRunning()) {
                record("stands still");
                running().suspend();
                kernel.stopRenewing(false);
            }
        });
    }

    void freeze() {
        act(() -> {
            if (!frozen) {
                record("is frozen");
                frozen = true;
                if (process != null) {
                    process.suspend();
                }
            }
        });
    }

    void resume() {
        if (!frozen && (process == null || !process.isSuspended())) {
            return;
        }
        record("goes on");
        frozen = false;
        while (!ring.isEmpty()) {
            ring.removeFirst().run();
        }
        if (process != null) {
            process.resume();
            kernel.renew();
        }
    }

    void clockRate(double rate) {
        record("has a clock with rate " + rate);
        clock.rate(rate, world.now());
        if (process != null) {
            process.rearm();
        }
    }

    /** Runs an action now, or at the end of the turn if a hook asks for it. */
    private void act(Runnable action) {
        if (process != null && process.isInTurn()) {
            process.afterTurn(action);
        } else {
            action.run();
        }
    }

    void receive(SimulatedPort port, byte[] frame) {
        if (!frozen) {
            kernel.receive(port, frame);
        } else if (ring.size() < RouterProcess.RING) {
            ring.add(() -> kernel.receive(port, frame));
        }
    }

    void linkChanged(SimulatedPort port) {
        if (process != null) {
            RouterProcess told = process;
            act(() -> told.deliver((router, now) -> router.link(port.name(), port.status(), now)));
        }
    }

    void removeAddress(VirtualRouterId router, VirtualAddress address) {
        act(() -> {
            if (kernel.remove(address.address())) {
                record("loses " + address.address() + ": somebody has removed it");
                if (process != null) {
                    process.removed(router, List.of(address));
                }
            }
        });
    }

    void deliver(SimulatedPort port, Datagram datagram) {
        if (process != null) {
            process.receive(port.name(), datagram);
        }
    }

    /** The target of a probe, or anybody else, has answered. */
    void answered(SimulatedPort port, IpAddress target) {
        if (process != null) {
            process.deliver((router, now) -> router.answered(port.name(), target));
        }
    }

    int waiting() {
        return ring.size() + (process == null ? 0 : process.waiting());
    }

    private void record(String what) {
        world.recorder.event(node.name(), what);
    }
}
