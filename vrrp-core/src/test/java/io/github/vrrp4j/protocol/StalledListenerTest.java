package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.demotion;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ext-stall-02: whom an Active router that stood still yields to, and for how long. Priority 100 and one second. */
class StalledListenerTest {
    private static final long NOW = T0 + 60 * SECOND;

    private final VirtualRouterConfig config = v3().build();

    private static VirtualRouter stalled(VirtualRouterConfig config) {
        VirtualRouter router = active(config);
        router.stalled(NOW);
        return router;
    }

    /** A stall that is noticed several times is one; otherwise it would never speak again. */
    @Test
    void theIntervalIsNotStartedAgainWhileItListens() {
        VirtualRouter router = stalled(config);
        router.stalled(NOW + SECOND / 2);
        assertEquals(NOW + SECOND, router.deadline());
        router.expire(NOW + SECOND);
        router.stalled(NOW + 10 * SECOND);
        assertEquals(NOW + 11 * SECOND, router.deadline());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 255})
    void itYieldsToWhomABackupWouldFollow(int priority) {
        VirtualRouter router = stalled(config);
        Advertisement other = advertisement(config, priority, centiseconds(200));
        assertEquals(
                demotion(config, Cause.STALLED, heard(other, LOWER_ADDRESS), NOW + 1),
                router.receive(other, LOWER_ADDRESS, NOW + 1));
        assertEquals(State.BACKUP, router.state());
        assertEquals(NOW + 1 + 2 * ADI_100, router.deadline());
    }

    static Stream<Preemption> patience() {
        return Stream.of(Preemption.NEVER, Preemption.after(Duration.ofSeconds(2)));
    }

    /** Also to a lower one, if that is not to be preempted, or not yet. */
    @ParameterizedTest
    @MethodSource("patience")
    void itYieldsToALowerOneThatABackupWouldFollow(Preemption preemption) {
        VirtualRouterConfig patient = v3().preemption(preemption).build();
        VirtualRouter router = stalled(patient);
        Advertisement lower = advertisement(config, 50);
        assertEquals(
                demotion(patient, Cause.STALLED, heard(lower, HIGHER_ADDRESS), NOW + 1),
                router.receive(lower, HIGHER_ADDRESS, NOW + 1));
    }

    @Test
    void whoResignsIsNobodyToYieldTo() {
        VirtualRouter router = stalled(v3().preemption(Preemption.NEVER).build());
        assertEquals(List.of(send(config, 100)), router.receive(advertisement(config, 0), HIGHER_ADDRESS, NOW + 1));
        assertEquals(State.ACTIVE, router.state());
    }

    /** Once it speaks again, an equal priority from a lower address loses as always. */
    @Test
    void afterTheIntervalTheElectionIsAsAlways() {
        VirtualRouter router = stalled(config);
        router.expire(NOW + SECOND);
        assertEquals(
                List.of(send(config, 100)),
                router.receive(advertisement(config, 100), LOWER_ADDRESS, NOW + SECOND + 1));
        assertEquals(State.ACTIVE, router.state());
    }

    /** Nor in its next time as Active. */
    @Test
    void whoYieldedDoesNotListenWhenItIsActiveAgain() {
        VirtualRouter router = stalled(config);
        router.receive(advertisement(config, 200), HIGHER_ADDRESS, NOW + 1);
        long active = router.deadline();
        router.expire(active);
        assertEquals(List.of(send(config, 100)), router.receive(advertisement(config, 100), LOWER_ADDRESS, active + 1));
        assertEquals(State.ACTIVE, router.state());
    }

    @Test
    void inInitializeItMeansNothing() {
        VirtualRouter stopped = new VirtualRouter(config);
        stopped.stalled(T0 + 1);
        assertEquals(VirtualRouter.NEVER, stopped.deadline());
        assertEquals(State.INITIALIZE, stopped.state());
    }
}
