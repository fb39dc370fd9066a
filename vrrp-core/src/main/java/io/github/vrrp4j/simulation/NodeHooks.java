package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.util.List;

/**
 * The hooks of a simulated router: the user's own, then the simulated kernel. Where the user's hook throws, the kernel does
 * nothing, since it is that hook that would have made it.
 */
final class NodeHooks implements AddressHook, Announcer, VrrpListener {
    private final SimulatedNode node;
    private final Hooks hooks;
    private final Kernel kernel;
    private final SimulatedLane lane;
    private final HookFaults faults;

    NodeHooks(SimulatedNode node, Hooks hooks, Kernel kernel, SimulatedLane lane, HookFaults faults) {
        this.node = node;
        this.hooks = hooks;
        this.kernel = kernel;
        this.lane = lane;
        this.faults = faults;
    }

    Hooks asHooks() {
        return new Hooks(this, this, this);
    }

    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception {
        faults.strike(lane);
        hooks.addressHook().acquire(router, addresses);
        lane.then(() -> kernel.acquire(router, addresses));
    }

    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception {
        faults.strike(lane);
        hooks.addressHook().release(router, addresses);
        lane.then(() -> kernel.release(addresses));
    }

    @Override
    public void announce(VirtualRouterId router, List<Announcement> announcements) throws Exception {
        faults.strike(lane);
        hooks.announcer().announce(router, announcements);
        lane.then(() -> kernel.announce(node.port(router.interfaceName()), announcements));
    }

    @Override
    public void transition(VirtualRouterId router, Transition transition) {
        node.entered(router, transition);
        hooks.listener().transition(router, transition);
    }

    @Override
    public void waiting(VirtualRouterId router, String why) {
        record(router, "waits: " + why);
        hooks.listener().waiting(router, why);
    }

    @Override
    public void reachability(VirtualRouterId router, boolean reachable, List<IpAddress> targets) {
        record(router, (reachable ? "gets an answer from " : "gets no answer any more from ") + targets);
        hooks.listener().reachability(router, reachable, targets);
    }

    @Override
    public void rejected(VirtualRouterId router, Rejection rejection, IpAddress source) {
        record(router, "discards a packet from " + source + ": " + rejection);
        hooks.listener().rejected(router, rejection, source);
    }

    @Override
    public void conflict(VirtualRouterId router, Conflict conflict) {
        record(router, conflict.toString());
        hooks.listener().conflict(router, conflict);
    }

    @Override
    public void reconfigured(VirtualRouterId router, Changes changes) {
        record(router, "takes other parameters: " + changes);
        hooks.listener().reconfigured(router, changes);
    }

    @Override
    public void failed(VirtualRouterId router, String what, Exception failure) {
        record(router, what + " failed: " + failure.getMessage());
        hooks.listener().failed(router, what, failure);
    }

    private void record(VirtualRouterId router, String what) {
        node.world().recorder.event(node.name(), router + " " + what);
    }
}
