package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmUpTest {
    private static final int TAKEOVERS = WarmUp.ROUNDS * WarmUp.TAKEOVERS;

    private final FakeWire wire = new FakeWire();
    private final CountDownLatch end = new CountDownLatch(1);

    private static VirtualRouterConfig.Builder ipv4() {
        return VirtualRouterConfig.on("eth0", 51).address("192.0.2.1/24");
    }

    static Stream<VirtualRouterConfig> configs() {
        return Stream.of(
                ipv4().address("192.0.2.3/24").build(),
                ipv4().interval(Duration.ofMillis(10)).priority(254).build(),
                ipv4().preset(Preset.KEEPALIVED).build(),
                VirtualRouterConfig.on("eth0", 51).address("fe80::1/64").build());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void playsTakeoversOfAnyVirtualRouter(VirtualRouterConfig config) {
        assertEquals(TAKEOVERS, play(List.of(config)));
    }

    @Test
    void oneForEachFamilyIsEnough() {
        assertEquals(2 * TAKEOVERS, play(configs().toList()));
    }

    @Test
    void whatCannotBePlayedInFullDoesNoHarm() {
        assertEquals(0, play(List.of(ipv4().addressOwner().build())));
        assertEquals(
                1,
                play(List.of(ipv4().preset(Preset.KEEPALIVED)
                        .authentication(AuthenticationKey.header("s3cret"))
                        .build())));
    }

    @Test
    void endsAfterOneRoundIfItIsToldTo() {
        end.countDown();
        assertEquals(WarmUp.TAKEOVERS, play(List.of(ipv4().build())));
    }

    @Test
    void nothingIsSent() {
        play(List.of(ipv4().build()));
        assertEquals(0, wire.sent.size());
    }

    private int play(List<VirtualRouterConfig> configs) {
        return WarmUp.play(configs, wire, Duration.ZERO, end);
    }
}
