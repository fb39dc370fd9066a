package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steady state allocates nothing: thousands of virtual routers must not keep a garbage collector busy. */
class AllocationTest {
    private static final int ROUNDS = 20;
    private static final int OPERATIONS = 20_000;

    static Stream<VirtualRouterConfig> configs() {
        return Stream.of(v2().build(), v3().build(), v3OverIpv6().build());
    }

    private static IpAddress source(VirtualRouterConfig config) {
        return switch (config.id().family()) {
            case IPV4 -> Fixtures.SELF;
            case IPV6 -> Fixtures.ip("fe80::a:b");
        };
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aHeartbeatAllocatesNothing(VirtualRouterConfig config) throws ReflectiveOperationException {
        VirtualRouter router = active(config, source(config));
        assertEquals(0, bytesAllocatedBy(i -> router.expire(router.deadline())));
        assertEquals(State.ACTIVE, router.state());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void anAcceptedAdvertisementAllocatesNothing(VirtualRouterConfig config) throws ReflectiveOperationException {
        VirtualRouter router = backup(config, source(config));
        Advertisement advertisement = advertisement(config, 200);
        long start = router.deadline();
        IpAddress sender = config.id().family() == Fixtures.SELF.family() ? HIGHER_ADDRESS : Fixtures.ip("fe80::ff:1");
        assertEquals(0, bytesAllocatedBy(i -> router.receive(advertisement, sender, start + i * SECOND)));
        assertEquals(State.BACKUP, router.state());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aTimerThatIsNotDueAllocatesNothing(VirtualRouterConfig config) throws ReflectiveOperationException {
        VirtualRouter waiting = backup(config, source(config));
        VirtualRouter serving = active(config, source(config));
        assertEquals(0, bytesAllocatedBy(i -> {
            waiting.expire(waiting.deadline() - 1);
            serving.expire(serving.deadline() - 1);
        }));
    }

    /** That zero means something. */
    @Test
    void whatIsAllocatedIsCounted() throws ReflectiveOperationException {
        Object[] kept = new Object[1];
        assertTrue(bytesAllocatedBy(i -> kept[0] = new long[2]) >= 16L * OPERATIONS);
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
