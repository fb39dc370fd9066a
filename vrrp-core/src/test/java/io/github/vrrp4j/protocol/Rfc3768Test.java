package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.SKEW_100;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.demotion;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.promotion;
import static io.github.vrrp4j.protocol.Fixtures.release;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.silence;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Vrid;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the state machine of RFC 3768 differs from that of RFC 9568, and where it does not. */
class Rfc3768Test {
    private static final long NOW = T0 + ADI_100 + 300_000_000;

    private final VirtualRouterConfig config = v2().build();

    /** 3768-6.1-01: Skew_Time does not grow with the interval. */
    @ParameterizedTest
    @CsvSource({
        "100, 1, 3609375000",
        "200, 3, 9218750000",
        "254, 1, 3007812500",
        "100, 255, 765609375000",
        "1, 255, 765996093750"
    })
    @Proves(value = "3768-6.1-01", by = POSITIVE)
    void masterDownIntervalIsThreeIntervalsAndAnUnscaledSkewTime(int priority, int seconds, long nanos) {
        VirtualRouter router = backup(
                v2().priority(priority).interval(Duration.ofSeconds(seconds)).build());
        assertEquals(T0 + nanos, router.deadline());
    }

    @Test
    void priorityZeroLeavesAnUnscaledSkewTime() {
        VirtualRouterConfig slow = v2().interval(Duration.ofSeconds(3)).build();
        VirtualRouter router = backup(slow);
        Advertisement resigning = advertisement(slow, 0);
        router.receive(resigning, HIGHER_ADDRESS, T0 + 1);
        long deadline = T0 + 1 + SKEW_100;
        assertEquals(deadline, router.deadline());
        assertEquals(
                promotion(
                        slow,
                        State.BACKUP,
                        Cause.RESIGNED,
                        silence(deadline, SKEW_100, heard(resigning, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
        assertEquals(deadline + 3 * SECOND, router.deadline());
    }

    @Test
    void anAcceptedAdvertisementRestartsMasterDownInterval() {
        VirtualRouterConfig slow = v2().interval(Duration.ofSeconds(3)).build();
        VirtualRouter router = backup(slow);
        assertEquals(NOTHING, router.receive(advertisement(slow, 100), LOWER_ADDRESS, T0 + SECOND));
        assertEquals(T0 + SECOND + 9 * SECOND + SKEW_100, router.deadline());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99})
    @Proves(value = "3768-6.4.3-01", by = POSITIVE)
    void activeDiscardsALowerPriorityAndSendsNothing(int priority) {
        VirtualRouter router = active(config);
        assertEquals(NOTHING, router.receive(advertisement(config, priority), HIGHER_ADDRESS, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(T0 + ADI_100 + SECOND, router.deadline());
    }

    @Test
    @Proves(value = "3768-6.4.3-01", by = POSITIVE)
    void activeDiscardsAnEqualPriorityFromALowerAddressAndSendsNothing() {
        VirtualRouter router = active(config);
        assertEquals(NOTHING, router.receive(advertisement(config, 100), LOWER_ADDRESS, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(T0 + ADI_100 + SECOND, router.deadline());
    }

    @Test
    void activeAnswersPriorityZero() {
        VirtualRouter router = active(config);
        assertEquals(List.of(send(config, 100)), router.receive(advertisement(config, 0), HIGHER_ADDRESS, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(NOW + SECOND, router.deadline());
    }

    @Test
    void activeYieldsToAHigherPriority() {
        VirtualRouter router = active(config);
        Advertisement higher = advertisement(config, 101);
        assertEquals(
                demotion(config, Cause.OUTRANKED, heard(higher, LOWER_ADDRESS), NOW),
                router.receive(higher, LOWER_ADDRESS, NOW));
        assertEquals(NOW + ADI_100, router.deadline());
    }

    @Test
    void activeYieldsToAnEqualPriorityFromAHigherAddress() {
        VirtualRouter router = active(config);
        Advertisement equal = advertisement(config, 100);
        assertEquals(
                demotion(config, Cause.TIE_BREAK, heard(equal, HIGHER_ADDRESS), NOW),
                router.receive(equal, HIGHER_ADDRESS, NOW));
        assertEquals(NOW + ADI_100, router.deadline());
    }

    @Test
    void shutdownOfActiveSaysPriorityZero() {
        VirtualRouter router = active(config);
        assertEquals(
                List.of(
                        send(config, 0),
                        release(config),
                        moved(State.ACTIVE, State.INITIALIZE, Cause.SHUTDOWN, BECAUSE, NOW)),
                shutdown(router, NOW));
    }

    @Test
    void theOwnerBecomesActiveAtOnce() {
        VirtualRouterConfig owner = v2().addressOwner().build();
        VirtualRouter router = new VirtualRouter(owner);
        assertEquals(promotion(owner, State.INITIALIZE, Cause.STARTUP, BECAUSE, T0), startup(router, SELF, T0));
        assertEquals(T0 + SECOND, router.deadline());
    }

    @Test
    @Proves(value = "3768-5.3.10-01", by = POSITIVE)
    void itAdvertisesInVersion2WithoutAuthentication() {
        VirtualRouter router = active(config);
        assertEquals(
                List.of(new Effect.Send(
                        Advertisement.v2(new Vrid(51), 100, Interval.ofSeconds(1), List.of(Fixtures.ip("192.0.2.1"))))),
                router.expire(router.deadline()));
    }
}
