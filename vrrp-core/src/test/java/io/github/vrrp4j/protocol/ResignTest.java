package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.promotion;
import static io.github.vrrp4j.protocol.Fixtures.release;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.silence;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row 20: an Active router lets another one take over. Priority 100 and one second unless said otherwise. */
class ResignTest {
    private static final long NOW = T0 + ADI_100 + SECOND / 2;

    private final VirtualRouterConfig config = v3().build();

    static Stream<VirtualRouterConfig> configs() {
        return Stream.of(v2().build(), v3().build(), v3OverIpv6().build());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void itSaysPriorityZeroGivesTheAddressesBackAndIsBackup(VirtualRouterConfig any) {
        VirtualRouter router = active(any);
        assertEquals(
                List.of(
                        send(any, 0),
                        release(any),
                        moved(State.ACTIVE, State.BACKUP, Cause.RESIGN_REQUEST, BECAUSE, NOW)),
                router.resign(BECAUSE, NOW));
        assertEquals(State.BACKUP, router.state());
        assertEquals(NOW + ADI_100, router.deadline());
    }

    @Test
    void theAdverTimerOfWhoResignedDoesNothing() {
        VirtualRouter router = active(config);
        long adverTimer = router.deadline();
        router.resign(BECAUSE, NOW);
        assertEquals(NOTHING, router.expire(adverTimer));
        assertEquals(State.BACKUP, router.state());
    }

    @Test
    void onlyAnActiveRouterResigns() {
        VirtualRouter waiting = backup(config);
        assertEquals(NOTHING, waiting.resign(BECAUSE, T0 + 1));
        assertEquals(T0 + ADI_100, waiting.deadline());
        VirtualRouter stopped = new VirtualRouter(config);
        assertEquals(NOTHING, stopped.resign(BECAUSE, T0 + 1));
        assertEquals(State.INITIALIZE, stopped.state());
        assertEquals(VirtualRouter.NEVER, stopped.deadline());
    }

    @Test
    void whoTakesOverIsFollowedEvenIfOnlyAfterAWhile() {
        VirtualRouter router = active(v3().preemption(Preemption.NEVER).build());
        router.resign(BECAUSE, NOW);
        router.receive(advertisement(config, 50, centiseconds(200)), LOWER_ADDRESS, NOW + SECOND);
        assertEquals(NOW + SECOND + 2 * ADI_100, router.deadline());
    }

    /** Nobody was heard since, and who was heard before is no evidence. */
    @Test
    void ifNobodyDoesItIsActiveAgain() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 200, centiseconds(300)), HIGHER_ADDRESS, T0 + 1);
        router.expire(router.deadline());
        long now = router.deadline() - 1;
        router.resign(BECAUSE, now);
        long deadline = now + ADI_100;
        assertEquals(
                promotion(config, State.BACKUP, Cause.ACTIVE_DOWN, silence(deadline, ADI_100), deadline),
                router.expire(deadline));
    }

    /** Its effective priority decides how long it waits. */
    @Test
    void theEffectivePriorityCounts() {
        VirtualRouter router = active(config);
        router.reprioritize(200, NOW - 1);
        router.resign(BECAUSE, NOW);
        assertEquals(NOW + 3_218_750_000L, router.deadline());
    }

    @Test
    void anOwnerResigns() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        VirtualRouter router = new VirtualRouter(owner);
        startup(router, SELF, T0);
        assertEquals(
                List.of(
                        send(owner, 0),
                        release(owner),
                        moved(State.ACTIVE, State.BACKUP, Cause.RESIGN_REQUEST, BECAUSE, NOW)),
                router.resign(BECAUSE, NOW));
        assertEquals(NOW + 3_003_906_250L, router.deadline());
    }
}
