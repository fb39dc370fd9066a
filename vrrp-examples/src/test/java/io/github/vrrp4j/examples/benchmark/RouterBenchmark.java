package io.github.vrrp4j.examples.benchmark;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;

/**
 * One packet or one timer of a host with one or with 255 virtual routers, each in its turn. The wire is one that loses
 * everything.
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
public class RouterBenchmark {
    private static final String LINK = "eth0";
    private static final IpAddress OWN = IpAddress.of("192.0.2.1");
    private static final IpAddress OTHER = IpAddress.of("192.0.2.2");
    private static final IpAddress GROUP = OWN.family().group();
    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** How many virtual routers. */
    @Param({"1", "255"})
    public int virtualRouters;

    private VrrpRouter backups;
    private VrrpRouter actives;
    private Datagram[] arriving;
    private long gapNanos;
    private int next;
    private long now;

    /** A host that hears the Active of each of its virtual routers, and one that is the Active of each. */
    @Setup
    public void prepare() {
        List<VirtualRouterConfig> configs = IntStream.rangeClosed(1, virtualRouters)
                .mapToObj(RouterBenchmark::config)
                .toList();
        gapNanos = INTERVAL.toNanos() / virtualRouters;
        backups = router(configs);
        actives = router(configs);
        startInTurn(backups, configs);
        startInTurn(actives, configs);
        now = virtualRouters * gapNanos;
        for (VirtualRouterConfig config : configs) {
            backups.receive(LINK, packet(config), now);
        }
        // Other objects with the same content, as a wire would bring them.
        arriving = configs.stream().map(RouterBenchmark::packet).toArray(Datagram[]::new);
        for (int i = 0; i < virtualRouters; i++) {
            actives.expire(actives.deadline());
        }
        require(backups, State.BACKUP);
        require(actives, State.ACTIVE);
    }

    private static VirtualRouterConfig config(int vrid) {
        return VirtualRouterConfig.on(LINK, vrid)
                .interval(INTERVAL)
                .address("10.0.0." + vrid + "/24")
                .build();
    }

    private static VrrpRouter router(List<VirtualRouterConfig> configs) {
        VrrpRouter router = new VrrpRouter(new Nowhere(), Hooks.NONE, HostLane.INLINE);
        configs.forEach(config -> router.add(config, 0));
        router.link(LINK, LinkStatus.up(List.of(OWN)), 0);
        return router;
    }

    private void startInTurn(VrrpRouter router, List<VirtualRouterConfig> configs) {
        for (int i = 0; i < configs.size(); i++) {
            router.start(configs.get(i).id(), i * gapNanos);
        }
    }

    private static Datagram packet(VirtualRouterConfig config) {
        List<IpAddress> addresses =
                config.addresses().stream().map(VirtualAddress::address).toList();
        Advertisement advertisement =
                Advertisement.v3(config.id().vrid(), 200, config.interval(), config.checksumForm(), addresses);
        return new Datagram(OTHER, GROUP, 255, AdvertisementCodec.encode(advertisement, OTHER, GROUP));
    }

    private static void require(VrrpRouter router, State state) {
        for (VirtualRouterId id : router.ids()) {
            if (router.status(id).state() != state) {
                throw new IllegalStateException(id + " is " + router.status(id).state());
            }
        }
    }

    /** The next Active says what it said before. */
    @Benchmark
    public void unchangedAdvertisement() {
        now += gapNanos;
        next = next + 1 == arriving.length ? 0 : next + 1;
        backups.receive(LINK, arriving[next], now);
    }

    /** The next Adver_Timer fires. */
    @Benchmark
    public void heartbeat() {
        actives.expire(actives.deadline());
    }

    private static final class Nowhere implements Transport {
        @Override
        public void open(String interfaceName, Receiver receiver) {}

        @Override
        public void send(VirtualRouterConfig router, Datagram datagram) {}

        @Override
        public void close() {}
    }
}
