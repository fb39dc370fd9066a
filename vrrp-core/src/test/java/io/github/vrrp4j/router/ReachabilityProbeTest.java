package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router that nobody answers is the isolated one, and stands down. */
class ReachabilityProbeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress GATEWAY = IpAddress.of("10.9.0.254");
    private static final LinkStatus UP = LinkStatus.up(List.of(IpAddress.of("10.9.0.1")));

    private final TestWire wire = new TestWire();
    private final VrrpRouter router = new VrrpRouter(wire, wire.hooks(), HostLane.INLINE);
    private final VirtualRouterConfig config = VirtualRouterConfig.on("eth0", 51)
            .interval(Duration.ofMillis(100))
            .address("10.9.0.100/24")
            .probe(ReachabilityProbe.of("10.9.0.254").every(Duration.ofSeconds(1), 3, 2))
            .build();

    @BeforeEach
    void start() {
        router.add(config, 0);
        router.link("eth0", UP, 0);
        router.start(config.id(), 0);
    }

    /** Serves all timers up to a second; the gateway answers what it was asked in the meantime, or not. */
    private void runTo(int second, boolean gatewayAnswers) {
        while (router.deadline() <= second * SECOND) {
            router.expire(router.deadline());
            if (gatewayAnswers && !wire.probed.isEmpty()) {
                router.answered("eth0", GATEWAY);
            }
            wire.probed.clear();
        }
    }

    private State state() {
        return router.status(config.id()).state();
    }

    @Test
    void itWaitsUntilTheTargetHasAnsweredOftenEnough() {
        assertEquals("waiting: none of [10.9.0.254] answers", wire.takeLog().get(1));
        runTo(1, true);
        assertEquals(State.INITIALIZE, state());
        runTo(2, true);
        assertEquals(State.BACKUP, state());
        assertEquals(
                List.of("10.9.0.254 answer: true", "INITIALIZE -> BACKUP: one of [10.9.0.254] answers"),
                wire.takeLog());
        runTo(3, true);
        assertEquals(State.ACTIVE, state());
    }

    @Test
    void anActiveRouterThatIsCutOffStandsDownAndTakesPartAgainAfterwards() {
        runTo(5, true);
        assertEquals(State.ACTIVE, state());

        runTo(8, false);
        assertEquals(State.ACTIVE, state());
        wire.takeLog();
        runTo(9, false);
        assertEquals(State.INITIALIZE, state());
        List<String> log = wire.takeLog();
        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "10.9.0.254 answer: false",
                        "release [10.9.0.100/24]",
                        "ACTIVE (master) -> INITIALIZE: none of [10.9.0.254] answers"),
                log.subList(log.size() - 4, log.size()));

        runTo(13, true);
        assertEquals(State.ACTIVE, state());
    }

    @Test
    void singleLostAnswersDoNotCount() {
        runTo(5, true);
        for (int second = 6; second < 30; second++) {
            runTo(second, second % 3 == 0);
            assertEquals(State.ACTIVE, state());
        }
    }

    @Test
    void afterALostLinkTheTargetHasToAnswerAnew() {
        runTo(5, true);
        router.link("eth0", new LinkStatus(true, true, false, UP.addresses()), 5 * SECOND);
        router.link("eth0", UP, 6 * SECOND);

        assertEquals(State.INITIALIZE, state());
        runTo(8, true);
        assertEquals(State.BACKUP, state());
    }

    @Test
    void aProbeThatIsTakenOutIsNoObstacleAnyMore() {
        runTo(2, false);
        assertEquals(State.INITIALIZE, state());

        router.reconfigure(config.toBuilder().probe(ReachabilityProbe.NONE).build(), 2 * SECOND);

        assertEquals(State.BACKUP, state());
    }

    @Test
    void aProbeThatCannotBeSentCountsAsUnanswered() {
        runTo(5, true);
        wire.down = true;
        runTo(9, false);

        assertEquals(State.INITIALIZE, state());
    }

    @Test
    void aTargetThatCannotTellAnythingIsRefused() {
        for (String target : List.of("10.9.0.100", "fe80::1", "224.0.0.1", "127.0.0.1")) {
            VirtualRouterConfig.Builder builder = config.toBuilder().probe(ReachabilityProbe.of(target));
            assertEquals(
                    "probe target",
                    assertThrows(ConfigurationException.class, builder::build).parameter());
        }
    }
}
