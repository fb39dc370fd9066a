package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.AllocatedBytes;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.Transport;
import io.github.vrrp4j.spi.VrrpListener;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steady state allocates nothing, from a packet or a timer through the router and the state machine to the transport. */
class AllocationTest {
    private static final int ROUNDS = 20;
    private static final int OPERATIONS = 20_000;
    private static final long SECOND = 1_000_000_000L;

    /** Takes packets and does nothing with them. */
    private static final class Sink implements Transport {
        long packets;

        @Override
        public void open(String interfaceName, Receiver receiver) {}

        @Override
        public void send(VirtualRouterConfig router, Datagram datagram) {
            packets++;
        }

        @Override
        public void close() {}
    }

    private final Sink sink = new Sink();
    private final VrrpRouter router =
            new VrrpRouter(sink, new Hooks(AddressHook.NONE, Announcer.NONE, VrrpListener.NONE), HostLane.INLINE);

    static Stream<VirtualRouterConfig> configs() {
        return Stream.of(
                Bench.v2().build(),
                Bench.v3().build(),
                Bench.v3OverIpv6().build(),
                Bench.v3().coexistence().build(),
                Bench.v3()
                        .checksumForm(ChecksumForm.PSEUDO_HEADER)
                        .peer(Bench.HIGHER)
                        .peer(Bench.LOWER)
                        .build());
    }

    private void start(VirtualRouterConfig config) {
        router.add(config, 0);
        router.link("eth0", Bench.UP, 0);
        router.start(config.id(), 0);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aHeartbeatAllocatesNothing(VirtualRouterConfig config) throws ReflectiveOperationException {
        start(config);
        router.expire(router.deadline());
        long packetsBefore = sink.packets;

        assertEquals(0, bytesAllocatedBy(i -> router.expire(router.deadline())));

        int each = config.coexistence() ? 2 : Math.max(1, config.peers().size());
        assertEquals((long) ROUNDS * OPERATIONS * each, sink.packets - packetsBefore);
        assertEquals(State.ACTIVE, router.status(config.id()).state());
    }

    /** Each time as bytes of its own, as a transport reads them. */
    @ParameterizedTest
    @MethodSource("configs")
    void anAdvertisementThatSaysTheSameAllocatesNothing(VirtualRouterConfig config)
            throws ReflectiveOperationException {
        start(config);
        boolean ipv4 = config.id().family() == Family.IPV4;
        IpAddress source = IpAddress.of(ipv4 ? Bench.HIGHER : Bench.HIGHER6);
        IpAddress destination = config.peers().isEmpty() ? source.family().group() : IpAddress.of(Bench.OWN);
        Datagram[] packets = new Datagram[8];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = Bench.unicast(
                    Bench.advertisement(config, 200, config.interval()), source.toString(), destination.toString());
        }

        assertEquals(0, bytesAllocatedBy(i -> router.receive("eth0", packets[(int) i % 8], (i + 1) * SECOND)));

        VirtualRouterStatus status = router.status(config.id());
        assertEquals((long) ROUNDS * OPERATIONS, status.statistics().advertisementsReceived());
        assertEquals(State.BACKUP, status.state());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aWakeUpAtWhichNothingIsDueAllocatesNothing(VirtualRouterConfig config) throws ReflectiveOperationException {
        start(config);
        VirtualRouterConfig other = VirtualRouterConfig.on("eth0", 77)
                .addressOwner()
                .address("10.9.0.77/24")
                .build();
        router.add(other, 0);
        router.start(other.id(), 0);
        long packetsBefore = sink.packets;

        assertEquals(0, bytesAllocatedBy(i -> router.expire(router.deadline() - 1)));

        assertEquals(packetsBefore, sink.packets);
    }

    /** Even what is discarded: a flood must not keep a garbage collector busy. */
    @ParameterizedTest
    @MethodSource("configs")
    void aPacketForAnotherVirtualRouterAllocatesNothing(VirtualRouterConfig config)
            throws ReflectiveOperationException {
        start(config);
        Datagram packet = TestWire.packet(
                Bench.advertisement(
                        VirtualRouterConfig.on("eth0", 99)
                                .address("10.9.0.99/24")
                                .build(),
                        200,
                        config.interval()),
                Bench.HIGHER);

        assertEquals(0, bytesAllocatedBy(i -> router.receive("eth0", packet, i)));

        assertTrue(router.statistics("eth0").vridErrors() > 0);
    }

    /** The least of several rounds: what the JIT compiler does meanwhile is not the router's doing. */
    private static long bytesAllocatedBy(LongConsumer operation) throws ReflectiveOperationException {
        AllocatedBytes allocated = new AllocatedBytes();
        long least = Long.MAX_VALUE;
        long operations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = allocated.now();
            for (int i = 0; i < OPERATIONS; i++) {
                operation.accept(operations++);
            }
            least = Math.min(least, allocated.now() - before);
        }
        return least;
    }
}
