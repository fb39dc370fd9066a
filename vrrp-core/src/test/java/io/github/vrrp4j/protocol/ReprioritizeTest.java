package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.MILLISECOND;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.SKEW_100;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.demotion;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.release;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.silence;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Row 17 and ext-trk-03: another priority while the router runs, effective or configured. Configured 100, and one second, unless
 * said otherwise.
 */
class ReprioritizeTest {
    private static final long LATER = T0 + SECOND;
    /** How much longer Skew_Time of priority 100 is than that of 200, at one second. */
    private static final long DIFFERENCE = 390_625_000;

    /** Both ways to another priority do the same to the timers. */
    private enum Way {
        EFFECTIVE {
            @Override
            void change(VirtualRouter router, int priority, long now) {
                router.reprioritize(priority, now);
            }
        },
        CONFIGURED {
            @Override
            void change(VirtualRouter router, int priority, long now) {
                VirtualRouterConfig next =
                        router.config().toBuilder().priority(priority).build();
                assertEquals(NOTHING, router.reconfigure(next, now));
            }
        };

        abstract void change(VirtualRouter router, int priority, long now);
    }

    private final VirtualRouterConfig config = v3().build();

    @ParameterizedTest
    @EnumSource
    @Proves(value = "ext-trk-03", by = POSITIVE)
    void theDeadlineMovesByTheDifference(Way way) {
        VirtualRouter router = backup(config);
        way.change(router, 200, LATER);
        assertEquals(200, router.priority());
        assertEquals(T0 + ADI_100 - DIFFERENCE, router.deadline());
        way.change(router, 100, LATER + SECOND);
        assertEquals(T0 + ADI_100, router.deadline());
        way.change(router, 1, LATER + SECOND);
        assertEquals(T0 + 3_996_093_750L, router.deadline());
    }

    @ParameterizedTest
    @EnumSource
    void theSamePriorityMovesNothing(Way way) {
        VirtualRouter router = backup(config);
        way.change(router, 100, LATER);
        assertEquals(T0 + ADI_100, router.deadline());
    }

    @ParameterizedTest
    @EnumSource
    void theDifferenceIsThatOfTheLearnedInterval(Way way) {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 250, centiseconds(200)), HIGHER_ADDRESS, LATER);
        way.change(router, 200, LATER + SECOND);
        assertEquals(LATER + 2 * (ADI_100 - DIFFERENCE), router.deadline());
        assertEquals(2 * (ADI_100 - DIFFERENCE), router.activeDownNanos());
    }

    @ParameterizedTest
    @EnumSource
    void theDifferenceOfVersion2IsThatOfOneSecond(Way way) {
        VirtualRouter router = backup(v2().interval(Duration.ofSeconds(10)).build());
        way.change(router, 200, LATER);
        assertEquals(T0 + 30 * SECOND + SKEW_100 - DIFFERENCE, router.deadline());
    }

    /** While waiting after priority 0: no extension to a whole Active_Down_Interval. */
    @ParameterizedTest
    @EnumSource
    @Proves(value = "ext-trk-03", by = NEGATIVE)
    void afterPriorityZeroItIsTheDifferenceOfSkewTime(Way way) {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, LATER);
        way.change(router, 200, LATER + MILLISECOND);
        assertEquals(LATER + SKEW_100 - DIFFERENCE, router.deadline());
        way.change(router, 100, LATER + 2 * MILLISECOND);
        assertEquals(LATER + SKEW_100, router.deadline());
        way.change(router, 1, LATER + 3 * MILLISECOND);
        assertEquals(LATER + 996_093_750, router.deadline());
    }

    @ParameterizedTest
    @EnumSource
    void alsoIfALowerAdvertisementWasDiscardedSince(Way way) {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, LATER);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + MILLISECOND);
        way.change(router, 200, LATER + 2 * MILLISECOND);
        assertEquals(LATER + SKEW_100 - DIFFERENCE, router.deadline());
    }

    @ParameterizedTest
    @EnumSource
    void afterPriorityZeroAndAnAdvertisementItIsActiveDownIntervalAgain(Way way) {
        VirtualRouter router = backup(
                v3().adjust(policies -> policies.withMissedAdvertisements(5)).build());
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, LATER);
        router.receive(advertisement(config, 250, centiseconds(200)), HIGHER_ADDRESS, LATER + 1);
        way.change(router, 200, LATER + 2);
        assertEquals(LATER + 1 + 2 * (5 * SECOND + SKEW_100 - DIFFERENCE), router.deadline());
    }

    /** What is left of the time is what counts, not a whole interval from now. */
    @ParameterizedTest
    @EnumSource
    @Proves(value = "ext-trk-03", by = NEGATIVE)
    void afterADiscardedAdvertisementTheRunningDeadlineMoves(Way way) {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER);
        way.change(router, 200, LATER + 1);
        assertEquals(T0 + ADI_100 - DIFFERENCE, router.deadline());
    }

    @ParameterizedTest
    @EnumSource
    @Proves(value = "ext-trk-03", by = POSITIVE)
    void theDeadlineIsNeverBeforeNow(Way way) {
        VirtualRouter router = backup(config);
        long now = T0 + ADI_100 - 1;
        way.change(router, 200, now);
        assertEquals(now, router.deadline());
        assertEquals(State.BACKUP, router.state());
        router.expire(now);
        assertEquals(State.ACTIVE, router.state());
    }

    @ParameterizedTest
    @EnumSource
    void theEvidenceSaysHowLongWasWaitedInTheEnd(Way way) {
        VirtualRouter router = backup(config);
        way.change(router, 200, LATER);
        long deadline = T0 + ADI_100 - DIFFERENCE;
        assertEquals(
                List.of(
                        send(config, 200),
                        new Effect.Acquire(config.addresses()),
                        new Effect.Announce(config.addresses()),
                        moved(
                                State.BACKUP,
                                State.ACTIVE,
                                Cause.ACTIVE_DOWN,
                                silence(deadline, ADI_100 - DIFFERENCE),
                                deadline)),
                router.expire(deadline));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNowLowerIsDiscardedAndWhoIsNotIsFollowed(Way way) {
        VirtualRouter router = backup(config);
        way.change(router, 200, LATER);
        router.receive(advertisement(config, 199), HIGHER_ADDRESS, LATER + 1);
        assertEquals(T0 + ADI_100 - DIFFERENCE, router.deadline());
        router.receive(advertisement(config, 200), LOWER_ADDRESS, LATER + 2);
        assertEquals(LATER + 2 + ADI_100 - DIFFERENCE, router.deadline());

        way.change(router, 100, LATER + 3);
        router.receive(advertisement(config, 101), LOWER_ADDRESS, LATER + 4);
        assertEquals(LATER + 4 + ADI_100, router.deadline());
    }

    /** Landscape: the next advertisement carries it, and its timer does not move. */
    @ParameterizedTest
    @EnumSource
    @Proves(value = "9568-7.2-01", by = NEGATIVE)
    void inActiveTheNextAdvertisementCarriesIt(Way way) {
        VirtualRouter router = active(config);
        long deadline = router.deadline();
        way.change(router, 7, deadline - 1);
        assertEquals(deadline, router.deadline());
        assertEquals(State.ACTIVE, router.state());
        assertEquals(List.of(send(config, 7)), router.expire(deadline));
        assertEquals(List.of(send(config, 7)), router.receive(advertisement(config, 0), LOWER_ADDRESS, deadline + 1));
        assertEquals(List.of(send(config, 7)), router.receive(advertisement(config, 6), LOWER_ADDRESS, deadline + 2));
    }

    @ParameterizedTest
    @EnumSource
    void inActiveItDecidesWhoYields(Way way) {
        VirtualRouter router = active(config);
        long now = router.deadline() - SECOND / 2;
        way.change(router, 150, now);
        assertEquals(List.of(send(config, 150)), router.receive(advertisement(config, 149), HIGHER_ADDRESS, now));
        way.change(router, 50, now);
        Advertisement higher = advertisement(config, 51);
        assertEquals(
                demotion(config, Cause.OUTRANKED, heard(higher, LOWER_ADDRESS), now),
                router.receive(higher, LOWER_ADDRESS, now));
        // (256 - 50) / 256 of a second.
        assertEquals(now + 3 * SECOND + 804_687_500, router.deadline());
    }

    @ParameterizedTest
    @EnumSource
    void inInitializeItIsKeptForTheStart(Way way) {
        VirtualRouter router = new VirtualRouter(config);
        way.change(router, 200, T0);
        assertEquals(VirtualRouter.NEVER, router.deadline());
        assertEquals(State.INITIALIZE, router.state());
        startup(router, SELF, LATER);
        assertEquals(LATER + ADI_100 - DIFFERENCE, router.deadline());
    }

    @Test
    void priorityZeroIsStillWhatShutdownSays() {
        VirtualRouter router = active(config);
        router.reprioritize(7, LATER);
        assertEquals(
                List.of(
                        send(config, 0),
                        release(config),
                        moved(State.ACTIVE, State.INITIALIZE, Cause.SHUTDOWN, BECAUSE, LATER)),
                shutdown(router, LATER));
    }

    /** ext-trk-01 and 9568-5.2.4-01: tracking never lowers 255. */
    @Test
    @Proves(value = "9568-5.2.4-01", by = NEGATIVE)
    void anOwnerIsImmune() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        VirtualRouter router = new VirtualRouter(owner);
        startup(router, SELF, T0);
        router.reprioritize(50, T0 + 1);
        assertEquals(255, router.priority());
        assertEquals(List.of(send(owner, 255)), router.expire(T0 + SECOND));
        assertEquals(List.of(send(owner, 255)), router.receive(advertisement(owner, 254), HIGHER_ADDRESS, T0 + SECOND));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 255, 256})
    void theEffectivePriorityIs1To254(int priority) {
        VirtualRouter router = backup(config);
        assertRefusal("priority", Integer.toString(priority), "1 to 254", () -> router.reprioritize(priority, LATER));
        assertEquals(100, router.priority());
        assertEquals(T0 + ADI_100, router.deadline());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 254})
    void bothEndsAreTaken(int priority) {
        VirtualRouter router = backup(config);
        router.reprioritize(priority, LATER);
        assertEquals(priority, router.priority());
    }

    @Test
    void anotherConfigurationTakesTheEffectivePriorityBack() {
        VirtualRouter router = backup(config);
        router.reprioritize(200, LATER);
        router.reconfigure(config.toBuilder().preemption(Preemption.NEVER).build(), LATER + 1);
        assertEquals(100, router.priority());
        assertEquals(T0 + ADI_100, router.deadline());
    }
}
