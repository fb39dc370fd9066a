package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import io.github.vrrp4j.spi.VrrpListener;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives at an interface, from the capture through the router behind it: nothing is thrown, every frame is a packet or
 * counted, and reports keep to their limit. {@code -Dvrrp.fuzz.frames} says how many frames, {@code -Dvrrp.seed} repeats a run.
 */
class ReceivePathFuzzTest {
    private static final long FRAMES = Long.getLong("vrrp.fuzz.frames", 100_000);
    private static final long STEP_NANOS = 100_000;
    private static final long REPORT_LIMIT_NANOS = 10_000_000_000L;
    private static final String ETH0 = "eth0";
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0011L);

    private final long seed = Long.getLong("vrrp.seed", System.nanoTime());
    private final MutatedFrames frames = new MutatedFrames(new Random(seed));
    private final Map<String, Integer> reports = new HashMap<>();
    private final VrrpRouter router =
            new VrrpRouter(new Nowhere(), new Hooks(AddressHook.NONE, Announcer.NONE, new Reports()), HostLane.INLINE);
    private final Arrivals arrivals = new Arrivals();
    private final AnswerTable table = new AnswerTable();
    private final Probes probes = new Probes(this::probed);
    private long now;
    private long received;
    private long probeAnswers;
    private long answered;

    @Test
    void noFrameMakesTheReceivePathThrow() {
        start();
        for (long i = 0; i < FRAMES; i++) {
            byte[] frame = EthernetFrame.withoutPriorityTag(frames.next());
            try {
                accept(frame);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "-Dvrrp.seed=" + seed + ", frame " + HexFormat.of().formatHex(frame), e);
            }
        }
        assertEveryFrameWasCounted();
        assertReportsWereLimited();
    }

    private void probed(IpAddress target) {
        probeAnswers++;
    }

    private void start() {
        List<IpAddress> addresses = List.of(MutatedFrames.OWN4, MutatedFrames.OWN6);
        router.link(ETH0, LinkStatus.up(addresses), now);
        for (VirtualRouterConfig config : MutatedFrames.configs(ETH0)) {
            router.add(config, now);
            router.start(config.id(), now);
            table.add(config, config.addresses());
        }
    }

    private void accept(byte[] frame) {
        now += STEP_NANOS;
        arrivals.accept(ETH0, frame, 0, (name, datagram) -> {
            received++;
            router.receive(name, datagram, now);
        });
        if (router.deadline() <= now) {
            router.expire(now);
            probes.question(MAC, MutatedFrames.OWN4, MutatedFrames.GATEWAY4);
            probes.question(MAC, MutatedFrames.OWN6, MutatedFrames.GATEWAY6);
        }
        probes.accept(frame);
        byte[] answer = table.answer(MAC, frame);
        if (answer != null) {
            answered++;
            FrameContent content = EthernetFrame.parse(answer);
            assertTrue(
                    content instanceof FrameContent.Arp || content instanceof FrameContent.NeighborAdvertisement,
                    () -> "answer " + HexFormat.of().formatHex(answer) + ", -Dvrrp.seed=" + seed);
        }
    }

    private void assertEveryFrameWasCounted() {
        long rejected = 0;
        for (FrameRejection reason : FrameRejection.values()) {
            rejected += arrivals.rejected(reason);
        }
        assertEquals(FRAMES, received + rejected);
        assertTrue(arrivals.rejected(FrameRejection.VLAN_TAG) > 0, "seed " + seed);
        assertTrue(received > FRAMES / 20, () -> "only " + received + " packets; seed " + seed);
        assertTrue(answered > FRAMES / 100, () -> "only " + answered + " answers; seed " + seed);
        assertTrue(probeAnswers > 0, () -> "no probe was answered; seed " + seed);
    }

    /** A conflict may report its end besides. */
    private void assertReportsWereLimited() {
        long limit = 2 * (now / REPORT_LIMIT_NANOS + 1);
        assertTrue(reports.size() > 3, reports::toString);
        reports.forEach((what, count) -> assertTrue(count <= limit, () -> what + ": " + count + " of " + limit));
    }

    private final class Reports implements VrrpListener {
        @Override
        public void rejected(VirtualRouterId id, Rejection rejection, IpAddress source) {
            reports.merge(id + " " + rejection, 1, Integer::sum);
        }

        @Override
        public void conflict(VirtualRouterId id, Conflict conflict) {
            reports.merge(id + " " + conflict.getClass().getSimpleName(), 1, Integer::sum);
        }

        @Override
        public void failed(VirtualRouterId id, String what, Exception failure) {
            throw new AssertionError(what, failure);
        }
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
