package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.promotion;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 6.4.1. */
class Section6_4_1InitializeTest {
    private final VirtualRouterConfig config = v3().build();
    private final VirtualRouter router = new VirtualRouter(config);

    @Test
    void aNewRouterWaitsForNothing() {
        assertEquals(State.INITIALIZE, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadline());
        assertEquals(Optional.empty(), router.source());
        assertEquals(config, router.config());
    }

    /** Row 1. */
    @Test
    @Proves(value = "9568-6.4.1-01", by = BOTH)
    void theOwnerBecomesActiveAtOnce() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        VirtualRouter ownersRouter = new VirtualRouter(owner);

        assertEquals(promotion(owner, State.INITIALIZE, Cause.STARTUP, BECAUSE, T0), startup(ownersRouter, SELF, T0));

        assertEquals(State.ACTIVE, ownersRouter.state());
        assertEquals(T0 + SECOND, ownersRouter.deadline());
    }

    @Test
    @Proves(value = "9568-5.2.4-01", by = POSITIVE)
    void theOwnerAdvertisesPriority255() {
        VirtualRouter ownersRouter = new VirtualRouter(v3().addressOwner().build());
        Effect first = startup(ownersRouter, SELF, T0).get(0);
        assertEquals(255, ((Effect.Send) first).advertisement().priority());
    }

    @Test
    @Proves(value = "9568-6.4.1-01", by = POSITIVE)
    void theOwnerOfIpv6AddressesAnnouncesAllOfThem() {
        VirtualRouterConfig owner = v3OverIpv6().addressOwner().build();
        VirtualRouter ownersRouter = new VirtualRouter(owner);

        assertEquals(
                promotion(owner, State.INITIALIZE, Cause.STARTUP, BECAUSE, T0),
                startup(ownersRouter, ip("fe80::a:b"), T0));
    }

    /** Row 2. */
    @Test
    @Proves(value = "9568-6.4.1-02", by = BOTH)
    void everyOtherRouterWaitsForActiveDownIntervalAndSendsNothing() {
        assertEquals(
                List.of(moved(State.INITIALIZE, State.BACKUP, Cause.STARTUP, BECAUSE, T0)), startup(router, SELF, T0));

        assertEquals(State.BACKUP, router.state());
        assertEquals(T0 + ADI_100, router.deadline());
        assertEquals(Optional.of(SELF), router.source());
    }

    @Test
    void theClockMayStartAtZero() {
        startup(router, SELF, 0);
        assertEquals(ADI_100, router.deadline());
        assertEquals(NOTHING, router.expire(ADI_100 - 1));
        router.expire(ADI_100);
        assertEquals(State.ACTIVE, router.state());
    }

    /** Row 16: the host says why the router can start. */
    @Test
    void theTransitionSaysWhatTheHostSaid() {
        Evidence evidence = new Evidence.Circumstance("eth0 has a carrier");
        assertEquals(
                List.of(moved(State.INITIALIZE, State.BACKUP, Cause.LINK_UP, evidence, T0)),
                router.startup(SELF, Cause.LINK_UP, evidence, T0));
    }

    /** Row 16. */
    @Test
    void anotherStartForgetsWhatWasLearned() {
        startup(router, SELF, T0);
        router.receive(advertisement(config, 200, centiseconds(400)), HIGHER_ADDRESS, T0 + 1);
        assertEquals(T0 + 1 + 4 * ADI_100, router.deadline());
        router.shutdown(Cause.LINK_DOWN, BECAUSE, T0 + 2);

        router.startup(SELF, Cause.LINK_UP, BECAUSE, T0 + SECOND);

        assertEquals(T0 + SECOND + ADI_100, router.deadline());
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        Fixtures.silence(T0 + SECOND + ADI_100, ADI_100),
                        T0 + SECOND + ADI_100),
                router.expire(T0 + SECOND + ADI_100));
    }

    /** Row 16: an Active router, too, comes back as a Backup. */
    @Test
    void aRouterThatWasActiveStartsAgainAsABackup() {
        VirtualRouter wasActive = active(config);
        wasActive.shutdown(Cause.LINK_DOWN, BECAUSE, T0 + 4 * SECOND);
        assertEquals(
                List.of(moved(State.INITIALIZE, State.BACKUP, Cause.LINK_UP, BECAUSE, T0 + 5 * SECOND)),
                wasActive.startup(SELF, Cause.LINK_UP, BECAUSE, T0 + 5 * SECOND));
    }

    @Test
    void anotherStartMayComeWithAnotherSource() {
        startup(router, SELF, T0);
        shutdown(router, T0 + 1);
        startup(router, HIGHER_ADDRESS, T0 + 2);
        assertEquals(Optional.of(HIGHER_ADDRESS), router.source());
    }

    /** Rows 1 and 2. */
    @Test
    void startupIsIgnoredInBackup() {
        VirtualRouter started = backup(config);
        assertEquals(NOTHING, startup(started, HIGHER_ADDRESS, T0 + SECOND));
        assertEquals(State.BACKUP, started.state());
        assertEquals(T0 + ADI_100, started.deadline());
        assertEquals(Optional.of(SELF), started.source());
    }

    /** Rows 1 and 2. */
    @Test
    void startupIsIgnoredInActive() {
        VirtualRouter started = active(config);
        assertEquals(NOTHING, startup(started, HIGHER_ADDRESS, T0 + 4 * SECOND));
        assertEquals(State.ACTIVE, started.state());
        assertEquals(T0 + ADI_100 + SECOND, started.deadline());
        assertEquals(Optional.of(SELF), started.source());
    }

    /** Row 3. */
    @Test
    void shutdownIsIgnored() {
        assertEquals(NOTHING, shutdown(router, T0));
        assertEquals(State.INITIALIZE, router.state());
    }

    /** Rows 4 and 5. */
    @Test
    @Proves(value = "ext-time-02", by = NEGATIVE)
    void aTimerThatFiresIsIgnored() {
        assertEquals(NOTHING, router.expire(T0));
        assertEquals(State.INITIALIZE, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadline());
    }

    /** Rows 6 to 12. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50, 100, 200, 255})
    void advertisementsAreDropped(int priority) {
        assertEquals(NOTHING, router.receive(advertisement(config, priority), HIGHER_ADDRESS, T0));
        assertEquals(State.INITIALIZE, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadline());
    }

    @Test
    void whatIsHeardBeforeTheStartIsNotLearned() {
        router.receive(advertisement(config, 200, centiseconds(400)), HIGHER_ADDRESS, T0);
        startup(router, SELF, T0 + 1);
        assertEquals(T0 + 1 + ADI_100, router.deadline());
    }
}
