package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.List;
import java.util.Map;

/** A router with a virtual router on eth0, a clock to turn, and a wire that writes everything down. */
final class Bench {
    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    /** Active_Down_Interval and Skew_Time with priority 100 and one second. */
    static final long DOWN = 3_609_375_000L;

    static final long SKEW = 609_375_000L;

    static final String LOWER = "10.9.0.2";
    static final String OWN = "10.9.0.10";
    /** Their last bytes are in another order if taken as signed. */
    static final String HIGHER = "10.9.0.200";

    static final String LOWER6 = "fe80::2";
    static final String OWN6 = "fe80::10";
    static final String HIGHER6 = "fe80::f0";
    static final LinkStatus UP =
            LinkStatus.up(List.of(IpAddress.of("2001:db8::10"), IpAddress.of(OWN), IpAddress.of(OWN6)));

    final TestWire wire = new TestWire();
    final VrrpRouter router;
    final VirtualRouterConfig config;
    final VirtualRouterId id;
    /** Not zero, so that a forgotten "now" is noticed. */
    long now = 5_000 * SECOND;

    private Bench(VirtualRouterConfig config, Hooks hooks) {
        this.config = config;
        this.id = config.id();
        router = new VrrpRouter(wire, hooks == null ? wire.hooks() : hooks, HostLane.INLINE);
        router.add(config, now);
        router.link("eth0", UP, now);
    }

    static VirtualRouterConfig.Builder v3() {
        return VirtualRouterConfig.on("eth0", 51).address("10.9.0.100/24").address("10.9.0.101/24");
    }

    static VirtualRouterConfig.Builder v3OverIpv6() {
        return VirtualRouterConfig.on("eth0", 51).address("fe80::5:1/64").address("2001:db8:5::1/64");
    }

    static VirtualRouterConfig.Builder v2() {
        return v3().version(Version.V2);
    }

    /** Not yet started. */
    static Bench of(VirtualRouterConfig.Builder builder) {
        return new Bench(builder.build(), null);
    }

    static Bench withHooks(VirtualRouterConfig.Builder builder, Hooks hooks) {
        return new Bench(builder.build(), hooks);
    }

    /** Started just now. */
    static Bench backup(VirtualRouterConfig.Builder builder) {
        Bench bench = of(builder);
        bench.router.start(bench.id, bench.now);
        assertEquals(State.BACKUP, bench.state());
        bench.forget();
        return bench;
    }

    /** Active since just now, because it heard nobody or owns the addresses. */
    static Bench active(VirtualRouterConfig.Builder builder) {
        Bench bench = of(builder);
        bench.router.start(bench.id, bench.now);
        if (!bench.config.isOwner()) {
            bench.now = bench.deadline();
            bench.router.expire(bench.now);
        }
        assertEquals(State.ACTIVE, bench.state());
        bench.forget();
        return bench;
    }

    void forget() {
        wire.takeLog();
        wire.takeSent();
        wire.takeConflicts();
        wire.announced.clear();
    }

    State state() {
        return router.status(id).state();
    }

    long deadline() {
        return router.deadlineOf(id);
    }

    VirtualRouterStatistics statistics() {
        return router.status(id).statistics();
    }

    /** Lets time pass, and every timer fire at its time. */
    void passes(long nanos) {
        long end = now + nanos;
        while (router.deadline() <= end) {
            now = router.deadline();
            router.expire(now);
        }
        now = end;
    }

    /** What a peer with the same configuration says. */
    Advertisement saying(int priority) {
        return saying(priority, config.interval());
    }

    Advertisement saying(int priority, Interval interval) {
        return advertisement(config, priority, interval);
    }

    static Advertisement advertisement(VirtualRouterConfig config, int priority, Interval interval) {
        List<IpAddress> addresses =
                config.addresses().stream().map(VirtualAddress::address).toList();
        ChecksumForm form =
                config.id().family() == Family.IPV6 ? ChecksumForm.PSEUDO_HEADER : ChecksumForm.MESSAGE_ONLY;
        return config.version() == Version.V2
                ? Advertisement.v2(config.id().vrid(), priority, interval, addresses)
                : Advertisement.v3(config.id().vrid(), priority, interval, form, addresses);
    }

    /** To the group. */
    void hears(Advertisement advertisement, String from) {
        receives(TestWire.packet(advertisement, from));
    }

    /** To this router alone. */
    void hearsUnicast(Advertisement advertisement, String from, String to) {
        receives(unicast(advertisement, from, to));
    }

    static Datagram unicast(Advertisement advertisement, String from, String to) {
        IpAddress source = IpAddress.of(from);
        IpAddress destination = IpAddress.of(to);
        return new Datagram(source, destination, 255, AdvertisementCodec.encode(advertisement, source, destination));
    }

    void receives(Datagram datagram) {
        router.receive("eth0", datagram, now);
    }

    /** The packet has no effect but on the counter of this rejection. */
    void rejects(Rejection rejection, Datagram datagram) {
        VirtualRouterStatistics before = statistics();
        State state = state();
        long deadline = deadline();
        long down = router.status(id).activeDownNanos();

        receives(datagram);

        Map<Rejection, Long> counted = new java.util.EnumMap<>(Rejection.class);
        counted.putAll(before.rejections());
        counted.merge(rejection, 1L, Long::sum);
        assertEquals(counted, statistics().rejections());
        assertEquals(before.advertisementsReceived(), statistics().advertisementsReceived());
        assertEquals(state, state());
        assertEquals(deadline, deadline());
        assertEquals(down, router.status(id).activeDownNanos());
        assertEquals(List.of(), wire.takeSent(), "a rejected packet is not answered");
    }

    /** The packet restarts the Active_Down_Timer of this Backup. */
    void accepts(Datagram datagram) {
        long received = statistics().advertisementsReceived();
        receives(datagram);
        assertEquals(received + 1, statistics().advertisementsReceived(), () -> "rejected: " + statistics());
        assertEquals(now + router.status(id).activeDownNanos(), deadline());
    }
}
