package io.github.vrrp4j.runtime;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays takeovers without a packet on the wire, so that the first real one finds its classes loaded and compiled: of hundreds at
 * once it would take three times as long.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** The JVM compiles what was called 200 times, or far more often while much waits to be compiled: later there is less of it. */
    static final int ROUNDS = 5;

    static final int TAKEOVERS = 300;

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final MacAddress ANY_MAC = new MacAddress(0x02_00_00_00_00_01L);

    private final VirtualRouterConfig config;
    private final Transport real;
    private final HostThreads hostThreads = new HostThreads();
    private final VrrpRouter router;
    private final Datagram better;
    private long now;
    private int takeovers;
    private long digest;

    private WarmUp(VirtualRouterConfig config, Transport real) {
        this.config = config;
        this.real = real;
        VrrpListener counter = new VrrpListener() {
            @Override
            public void transition(VirtualRouterId id, Transition transition) {
                takeovers += transition.to() == State.ACTIVE ? 1 : 0;
            }
        };
        Hooks hooks = new Hooks(
                AddressHook.NONE,
                (id, announcements) -> announcements.forEach(each -> built(AnnouncementFrame.build(ANY_MAC, each))),
                counter);
        router = new VrrpRouter(new Nowhere(), hooks, HostLane.INLINE);
        better = advertisementOf(near(config.id().family(), 2));
        router.add(config, now);
        router.link(
                config.id().interfaceName(),
                LinkStatus.up(List.of(near(config.id().family(), 1))),
                now);
        router.start(config.id(), now);
        hostThreads.start();
    }

    /**
     * Takes some hundredths of a second, and the pauses between rounds; says how many takeovers there were.
     *
     * @param transport gets ready each time
     * @param end ends it early
     */
    static int play(List<VirtualRouterConfig> configs, Transport transport, Duration pause, CountDownLatch end) {
        List<WarmUp> warmUps = Arrays.stream(Family.values())
                .flatMap(family -> configs.stream()
                        .filter(each -> each.id().family() == family && !each.isOwner())
                        .limit(1))
                .map(config -> new WarmUp(config, transport))
                .toList();
        try {
            int rounds = 0;
            do {
                for (WarmUp each : warmUps) {
                    each.round();
                }
                rounds++;
            } while (rounds < ROUNDS && !end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Somebody wants it to end", e);
        }
        return warmUps.stream().mapToInt(WarmUp::end).sum();
    }

    private void round() throws InterruptedException {
        String interfaceName = config.id().interfaceName();
        for (int i = 0; i < TAKEOVERS; i++) {
            router.getReady();
            router.reprioritize(config.id(), 1 + i % 100, now); // what was sent before would not be encoded again
            router.expire(router.deadline());
            now = router.deadline();
            router.expire(now);
            router.receive(interfaceName, better, now);
            callHostThread();
        }
    }

    private void callHostThread() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        hostThreads.execute(config.id(), done::countDown);
        done.await();
    }

    private int end() {
        hostThreads.close(LIMIT);
        LOG.debug("{}: {} takeovers played, {}", config.id(), takeovers, digest);
        return takeovers;
    }

    /** An address to send from that is none of the virtual ones. */
    private IpAddress near(Family family, int number) {
        IpAddress address = family == Family.IPV4
                ? new IpAddress(family, 0, 0xc0_00_02_00L + number)
                : new IpAddress(family, 0xfe80_0000_0000_0000L, number);
        boolean virtual =
                config.addresses().stream().anyMatch(each -> each.address().equals(address));
        return virtual ? near(family, number + 2) : address;
    }

    private Datagram advertisementOf(IpAddress owner) {
        IpAddress group = owner.family().group();
        List<IpAddress> addresses =
                config.addresses().stream().map(VirtualAddress::address).toList();
        Advertisement advertisement = config.version() == Version.V2
                ? Advertisement.v2(config.id().vrid(), Advertisement.PRIORITY_OWNER, config.interval(), addresses)
                : Advertisement.v3(
                        config.id().vrid(),
                        Advertisement.PRIORITY_OWNER,
                        config.interval(),
                        config.checksumForm(),
                        addresses);
        return new Datagram(owner, group, 255, AdvertisementCodec.encode(advertisement, owner, group));
    }

    private void built(byte[] frame) {
        digest += Arrays.hashCode(frame); // who uses nothing of a frame may find that it is not built
    }

    private final class Nowhere implements Transport {
        @Override
        public void open(String interfaceName, Receiver receiver) {}

        @Override
        public void send(VirtualRouterConfig from, Datagram datagram) {
            if (datagram.destination().isMulticast()) {
                built(VrrpFrame.build(ANY_MAC, datagram));
            }
        }

        @Override
        public void getReady(String interfaceName) {
            real.getReady(interfaceName);
        }

        @Override
        public void close() {}
    }
}
