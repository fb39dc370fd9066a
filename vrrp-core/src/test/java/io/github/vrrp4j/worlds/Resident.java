package io.github.vrrp4j.worlds;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.Glimpse;
import io.github.vrrp4j.router.PeerStatus;
import io.github.vrrp4j.router.VirtualRouterStatistics;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedNode;
import io.github.vrrp4j.simulation.SimulatedPort;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A host of a random world: what it lives through, and what must hold for it after every event. */
final class Resident implements AddressHook, Announcer, VrrpListener {
    /** What has become of its process. */
    enum Life {
        RUNS,
        STANDS_STILL,
        DEAD
    }

    private final SimulatedNode node;
    private final SimulatedPort port;
    private final List<Cluster> clusters;
    private final int number;

    private final Map<VirtualRouterId, CallOrder> orders = new LinkedHashMap<>();
    private final List<Glimpse> glimpses = new ArrayList<>();
    private final String[] addresses;
    private Life life = Life.RUNS;
    private long calls;
    private int throwingOneIn;
    private boolean slow;
    private boolean hookFailed;
    /** The clusters whose owner has crashed here: what it left behind stays until it is Active again. */
    private final Set<VirtualRouterId> leftBehind = new HashSet<>();

    private boolean moved;
    private long transitions;
    private long looked;
    private long changedNanos;

    Resident(SimulatedLan lan, int number, List<Cluster> clusters, boolean leased) {
        this.number = number;
        this.clusters = clusters;
        var builder = lan.node("r" + (number + 1)).hooks(new Hooks(this, this, this));
        clusters.forEach(cluster -> builder.router(cluster.config(number)));
        begin();
        node = (leased ? builder : builder.unleased()).join();
        port = node.port("eth0");
        addresses = port.addresses().stream().map(IpAddress::toString).toArray(String[]::new);
        look();
    }

    private void begin() {
        clusters.forEach(cluster -> orders.put(cluster.id(), new CallOrder()));
        hookFailed &= isOwner();
        changedNanos = -1;
    }

    /** Only an owner does not give up at its start what an earlier process may have left. */
    private boolean isOwner() {
        return clusters.stream().anyMatch(cluster -> cluster.config(number).isOwner());
    }

    private void look() {
        life = Life.RUNS;
        glimpses.clear();
        node.drive((router, now) -> clusters.forEach(cluster -> glimpses.add(new Glimpse(router, cluster.id()))));
    }

    SimulatedNode node() {
        return node;
    }

    SimulatedPort port() {
        return port;
    }

    int number() {
        return number;
    }

    Life life() {
        return life;
    }

    boolean runs() {
        return life == Life.RUNS;
    }

    /** Who is dead may have addresses until its lease ends. */
    boolean isAlive() {
        return life != Life.DEAD;
    }

    boolean hookFailed() {
        return hookFailed;
    }

    State state(int cluster) {
        return life == Life.DEAD ? State.INITIALIZE : glimpses.get(cluster).state();
    }

    /** How often its virtual routers have changed their state, as far as its listener was told. */
    long transitions() {
        return transitions;
    }

    /** The same for one of them, in this life of its process. */
    long transitions(int cluster) {
        return orders.get(clusters.get(cluster).id()).transitions();
    }

    int priority(int cluster) {
        return glimpses.get(cluster).priority();
    }

    VirtualRouterStatus status(int cluster) {
        return node.status(clusters.get(cluster).id());
    }

    boolean holdsAll(int cluster) {
        for (VirtualAddress each : clusters.get(cluster).addresses()) {
            if (!node.holds(each.address())) {
                return false;
            }
        }
        return true;
    }

    boolean holdsAny(int cluster) {
        for (VirtualAddress each : clusters.get(cluster).addresses()) {
            if (node.holds(each.address())) {
                return true;
            }
        }
        return false;
    }

    void start() {
        if (life == Life.DEAD) {
            begin();
            node.start();
            look();
        }
    }

    void stop() {
        if (life == Life.RUNS) {
            checkStatistics(1);
            node.stop();
            life = Life.DEAD;
            for (int i = 0; i < clusters.size() && !slow && !hookFailed; i++) {
                if (holdsAny(i) && !leftBehind.contains(clusters.get(i).id())) {
                    throw new AssertionError(node.name() + " has stopped, but has " + node.held());
                }
            }
        }
    }

    void crash() {
        node.crash();
        clusters.stream()
                .map(cluster -> cluster.config(number))
                .filter(VirtualRouterConfig::isOwner)
                .forEach(config -> leftBehind.add(config.id()));
        life = Life.DEAD;
    }

    void powerOff() {
        node.powerOff();
        leftBehind.clear();
        life = Life.DEAD;
    }

    void pause() {
        if (life == Life.RUNS) {
            node.pause();
            life = Life.STANDS_STILL;
        }
    }

    void freeze() {
        if (life == Life.RUNS) {
            node.freeze();
            life = Life.STANDS_STILL;
        }
    }

    void resume() {
        if (life == Life.STANDS_STILL) {
            life = Life.RUNS;
            node.resume();
            looked = -1;
        }
    }

    /** What was heard before may be better than what this router is from now on. */
    void change(BiConsumer<VrrpRouter, Long> change) {
        if (life == Life.RUNS) {
            node.drive((router, now) -> {
                changedNanos = now;
                change.accept(router, now);
            });
        }
    }

    void reconfigure(VirtualRouterConfig next) {
        if (life != Life.STANDS_STILL) {
            change((router, now) -> {});
            node.reconfigure(next);
        }
    }

    void slowHooks(Duration duration) {
        slow |= !duration.isZero();
        node.slowHooks(duration);
    }

    /** All hooks that were slow have returned. */
    void hooksAreDone() {
        slow = false;
    }

    boolean hasSlowHooks() {
        return slow;
    }

    void loseAddresses() {
        port.readdress();
    }

    void regainAddresses() {
        port.readdress(addresses);
    }

    void throwingHooks(int oneIn) {
        throwingOneIn = oneIn;
    }

    /** After every event: whatever is wrong is an error. */
    void check() {
        if (life == Life.DEAD) {
            return;
        }
        long heard = heard();
        boolean news = heard != looked;
        looked = heard;
        for (int i = 0; i < glimpses.size(); i++) {
            Glimpse glimpse = glimpses.get(i);
            if (glimpse.state() != State.INITIALIZE && glimpse.deadline() == VirtualRouter.NEVER) {
                throw new AssertionError(node.name() + " is " + glimpse.state() + " and waits for nothing");
            }
            if (news && life == Life.RUNS && glimpse.state() == State.ACTIVE) {
                checkNobodyBetterWasHeard(status(i));
            }
        }
        if (moved && life == Life.RUNS) {
            moved = false;
            checkAddresses();
        }
    }

    private long heard() {
        long heard = 0;
        for (int i = 0; i < glimpses.size(); i++) {
            heard += glimpses.get(i).heard();
        }
        return heard;
    }

    /** RFC 9568 6.4.3: an Active router that hears a higher priority, or the same from a higher address, is Backup at once. */
    private void checkNobodyBetterWasHeard(VirtualRouterStatus status) {
        long since =
                Math.max(changedNanos, status.lastTransition().orElseThrow().atNanos());
        for (PeerStatus peer : status.peers()) {
            boolean better = peer.priority() > status.priority()
                    || (peer.priority() == status.priority()
                            && peer.address().compareTo(status.source().orElseThrow()) > 0);
            if (better && peer.lastHeardNanos() > since) {
                throw new AssertionError(node.name() + " is still Active, but has heard " + peer);
            }
        }
    }

    /** Hooks that neither fail nor take time make that addresses are held exactly while the listener is told so. */
    private void checkAddresses() {
        for (int i = 0; i < clusters.size() && !slow && !hookFailed; i++) {
            VirtualRouterId id = clusters.get(i).id();
            State told = orders.get(id).state();
            if (told == State.ACTIVE ? !holdsAll(i) : holdsAny(i) && !leftBehind.contains(id)) {
                throw new AssertionError(node.name() + " is said to be " + told + " and has " + node.held());
            }
        }
    }

    /** When nothing happens. */
    void checkStatistics() {
        checkStatistics(0);
    }

    /**
     * Whatever was counted adds up.
     *
     * @param untold so many activations the listener may not have been told of, since another takeover is due in a moment
     */
    private void checkStatistics(int untold) {
        for (int i = 0; i < clusters.size(); i++) {
            VirtualRouterStatistics counted = status(i).statistics();
            long read = counted.messageOnlyChecksums() + counted.pseudoHeaderChecksums();
            require(counted.advertisementsReceived() == read, counted);
            require(counted.priorityZeroReceived() <= counted.advertisementsReceived(), counted);
            require(counted.priorityZeroSent() <= counted.advertisementsSent(), counted);
            require(counted.losingAdvertisements() <= counted.advertisementsReceived(), counted);
            long told = orders.get(clusters.get(i).id()).activations();
            long behind = counted.activeTransitions() - told;
            require(behind >= 0 && (slow || behind <= untold), counted);
        }
    }

    private void require(boolean rule, VirtualRouterStatistics otherwise) {
        if (!rule) {
            throw new AssertionError(node.name() + ": the statistics do not add up: " + otherwise);
        }
    }

    private void mayFail(VirtualRouterId router, List<VirtualAddress> addresses) {
        calls++;
        if (throwingOneIn > 0 && calls % throwingOneIn == 0) {
            hookFailed = true;
            orders.get(router).failed(addresses);
            throw new IllegalStateException("a hook fails");
        }
    }

    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        orders.get(router.id()).acquire(addresses);
        mayFail(router.id(), addresses);
    }

    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        orders.get(router.id()).release(addresses);
        mayFail(router.id(), addresses);
    }

    @Override
    public void announce(VirtualRouterId router, List<Announcement> announcements) {
        for (Announcement each : announcements) {
            IpAddress address = each.address();
            orders.get(router).announce(address);
        }
        mayFail(router, List.of());
    }

    @Override
    public void transition(VirtualRouterId router, Transition transition) {
        orders.get(router).enter(transition);
        if (transition.to() == State.ACTIVE) {
            leftBehind.remove(router);
        }
        moved = true;
        transitions++;
    }
}
