package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A host on a {@link SimulatedLan}. What is done to it takes effect at the present virtual time. */
public final class SimulatedNode {
    /** How long the addresses of a host that crashed stay: they are leased, and nobody renews them. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    private final SimulatedLan lan;
    private final String name;
    private final IpAddress address;
    private final VirtualRouterConfig config;
    private final VrrpListener listener;
    private final Set<VirtualAddress> held = new LinkedHashSet<>();

    private @Nullable VrrpRouter router;
    private boolean plugged = true;
    private boolean forwarded = true;
    private int crashes;

    SimulatedNode(SimulatedLan lan, String name, IpAddress address, VirtualRouterConfig config, VrrpListener listener) {
        this.lan = lan;
        this.name = name;
        this.address = address;
        this.config = config;
        this.listener = listener;
    }

    /**
     * The host's name.
     *
     * @return as it was given to {@link SimulatedLan#join}
     */
    public String name() {
        return name;
    }

    /**
     * The state of its virtual router.
     *
     * @return Initialize also when the host does not run
     */
    public State state() {
        return router == null ? State.INITIALIZE : router.status(config.id()).state();
    }

    /**
     * Whether it has an address, as its kernel sees it.
     *
     * @param virtual a virtual address
     * @return true from its acquisition to its release, or to the end of the lease after a crash
     */
    public boolean holds(IpAddress virtual) {
        return held.stream().anyMatch(each -> each.address().equals(virtual));
    }

    /** Starts the router of a host that does not run. */
    public void start() {
        if (router == null) {
            router = new VrrpRouter(new Wire(), new Hooks(new Kernel(), Announcer.NONE, listener), HostLane.INLINE);
            router.add(config, lan.nowNanos());
            router.link(config.id().interfaceName(), linkStatus(), lan.nowNanos());
            router.start(config.id(), lan.nowNanos());
        }
    }

    /** Stops the router in good order: an Active one says so. */
    public void stop() {
        if (router != null) {
            router.stop(config.id(), lan.nowNanos());
            router = null;
        }
    }

    /** The host's process dies: nothing is sent, and its addresses stay until the {@link #LEASE} is over. */
    public void crash() {
        router = null;
        int crash = ++crashes;
        lan.after(LEASE.toNanos(), () -> {
            if (crash == crashes && router == null) {
                held.clear();
            }
        });
    }

    /** The cable is pulled: the host sees that the carrier is lost. */
    public void unplug() {
        plugged = false;
        linkChanged();
    }

    /** The cable is plugged in again: the host sees the carrier. */
    public void plug() {
        plugged = true;
        linkChanged();
    }

    /** The switch no longer forwards for this host, which keeps its carrier and notices nothing. */
    public void cut() {
        forwarded = false;
    }

    /** The switch forwards again. */
    public void heal() {
        forwarded = true;
    }

    private void linkChanged() {
        if (router != null) {
            router.link(config.id().interfaceName(), linkStatus(), lan.nowNanos());
        }
    }

    private LinkStatus linkStatus() {
        return new LinkStatus(true, true, plugged, List.of(address));
    }

    boolean isConnected() {
        return plugged && forwarded;
    }

    long deadline() {
        return router == null ? VirtualRouter.NEVER : router.deadline();
    }

    void expire() {
        if (router != null) {
            router.expire(lan.nowNanos());
        }
    }

    void receive(Datagram datagram) {
        if (router != null) {
            router.receive(config.id().interfaceName(), datagram, lan.nowNanos());
        }
    }

    private final class Wire implements Transport {
        @Override
        public void open(String interfaceName, Receiver receiver) {}

        @Override
        public void send(VirtualRouterId from, Datagram datagram) {
            if (isConnected()) {
                lan.transmit(SimulatedNode.this, datagram);
            }
        }

        @Override
        public void close() {}
    }

    private final class Kernel implements AddressHook {
        @Override
        public void acquire(VirtualRouterConfig of, List<VirtualAddress> addresses) {
            held.addAll(addresses);
        }

        @Override
        public void release(VirtualRouterConfig of, List<VirtualAddress> addresses) {
            addresses.forEach(held::remove);
        }
    }
}
