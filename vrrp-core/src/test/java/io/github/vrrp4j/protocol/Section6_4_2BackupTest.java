package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
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
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.promotion;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.silence;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 6.4.2, with priority 100 and one second unless said otherwise. */
class Section6_4_2BackupTest {
    private static final long LATER = T0 + SECOND;

    private final VirtualRouterConfig config = v3().build();
    private final VirtualRouter router = backup(config);

    /** Row 3. */
    @Test
    @Proves(
            value = {"9568-6.4.2-06", "9568-6.4.3-07"},
            by = NEGATIVE)
    void shutdownLeadsToInitializeWithoutAPacket() {
        assertEquals(
                List.of(moved(State.BACKUP, State.INITIALIZE, Cause.SHUTDOWN, BECAUSE, LATER)),
                shutdown(router, LATER));
        assertEquals(State.INITIALIZE, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadline());
    }

    @Test
    @Proves(
            value = {"9568-6.4.2-06", "9568-6.4.2-07", "ext-time-02"},
            by = NEGATIVE)
    void theTimerThatShutdownCancelledDoesNothing() {
        shutdown(router, LATER);
        assertEquals(NOTHING, router.expire(T0 + ADI_100));
        assertEquals(State.INITIALIZE, router.state());
    }

    /** Row 15. */
    @Test
    void aLostLinkLeadsToInitializeWithoutAPacket() {
        Evidence evidence = new Evidence.Circumstance("eth0 has no carrier");
        assertEquals(
                List.of(moved(State.BACKUP, State.INITIALIZE, Cause.LINK_DOWN, evidence, LATER)),
                router.shutdown(Cause.LINK_DOWN, evidence, LATER));
        assertEquals(VirtualRouter.NEVER, router.deadline());
    }

    /** Row 4. */
    @Test
    @Proves(value = "9568-6.4.2-07", by = POSITIVE)
    void silenceLeadsToActive() {
        long deadline = T0 + ADI_100;
        assertEquals(
                promotion(config, State.BACKUP, Cause.ACTIVE_DOWN, silence(deadline, ADI_100), deadline),
                router.expire(deadline));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(deadline + SECOND, router.deadline());
    }

    @Test
    void theEvidenceIsWhatWasLastHeardAndWhen() {
        Advertisement last = advertisement(config, 200);
        router.receive(advertisement(config, 150), LOWER_ADDRESS, LATER);
        router.receive(last, HIGHER_ADDRESS, LATER + SECOND);
        long deadline = LATER + SECOND + ADI_100;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, ADI_100, heard(last, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    @Test
    void aTimerThatFiresLateSaysWhenItWasDueAndWhenItIs() {
        long deadline = T0 + ADI_100;
        long late = deadline + 250_000_000;
        assertEquals(
                promotion(config, State.BACKUP, Cause.ACTIVE_DOWN, silence(deadline, ADI_100), late),
                router.expire(late));
        assertEquals(State.ACTIVE, router.state());
    }

    /** Row 4, as long as the timer has not fired. */
    @Test
    void beforeTheDeadlineNothingHappens() {
        assertEquals(NOTHING, router.expire(T0));
        assertEquals(NOTHING, router.expire(T0 + ADI_100 - 1));
        assertEquals(State.BACKUP, router.state());
        assertEquals(T0 + ADI_100, router.deadline());
    }

    /** ext-time-02: the old deadline means nothing once there is a new one. */
    @Test
    @Proves(
            value = {"9568-6.4.2-07", "ext-time-02"},
            by = NEGATIVE)
    void theDeadlineThatAnAdvertisementMovedDoesNothing() {
        router.receive(advertisement(config, 200), HIGHER_ADDRESS, LATER);
        assertEquals(NOTHING, router.expire(T0 + ADI_100));
        assertEquals(State.BACKUP, router.state());
    }

    /** Row 6. */
    @Test
    @Proves(value = "9568-6.4.2-08", by = POSITIVE)
    void priorityZeroLeavesSkewTime() {
        Advertisement resigning = advertisement(config, 0);
        assertEquals(NOTHING, router.receive(resigning, HIGHER_ADDRESS, LATER));
        long deadline = LATER + SKEW_100;
        assertEquals(deadline, router.deadline());
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.RESIGNED,
                        silence(deadline, SKEW_100, heard(resigning, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    /** Row 6: Skew_Time is that of the interval learned before; the one that comes with priority 0 is not learned. */
    @Test
    @Proves(value = "9568-6.4.2-08", by = NEGATIVE)
    void priorityZeroTeachesNothing() {
        router.receive(advertisement(config, 200, centiseconds(200)), HIGHER_ADDRESS, LATER);
        router.receive(advertisement(config, 0, centiseconds(4000)), HIGHER_ADDRESS, LATER + 1);
        assertEquals(LATER + 1 + 2 * SKEW_100, router.deadline());
        router.receive(advertisement(config, 0, centiseconds(1)), HIGHER_ADDRESS, LATER + 2);
        assertEquals(LATER + 2 + 2 * SKEW_100, router.deadline());
    }

    @Test
    @Proves(value = "9568-6.4.2-08", by = NEGATIVE)
    void anAdvertisementAfterPriorityZeroRestoresActiveDownInterval() {
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, LATER);
        Advertisement next = advertisement(config, 150);
        assertEquals(NOTHING, router.receive(next, LOWER_ADDRESS, LATER + 1));
        long deadline = LATER + 1 + ADI_100;
        assertEquals(deadline, router.deadline());
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, ADI_100, heard(next, LOWER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    /** Row 7. */
    @ParameterizedTest
    @ValueSource(ints = {101, 254, 255})
    @Proves(value = "9568-6.4.2-09", by = POSITIVE)
    void aHigherPriorityIsFollowed(int priority) {
        assertEquals(NOTHING, router.receive(advertisement(config, priority), LOWER_ADDRESS, LATER));
        assertEquals(State.BACKUP, router.state());
        assertEquals(LATER + ADI_100, router.deadline());
    }

    static Stream<IpAddress> addresses() {
        return Stream.of(LOWER_ADDRESS, SELF, HIGHER_ADDRESS);
    }

    /** Rows 8 to 10: in Backup the address is not compared. */
    @ParameterizedTest
    @MethodSource("addresses")
    @Proves(value = "9568-6.4.2-09", by = POSITIVE)
    void anEqualPriorityIsFollowedWhateverTheAddress(IpAddress sender) {
        assertEquals(NOTHING, router.receive(advertisement(config, 100), sender, LATER));
        assertEquals(State.BACKUP, router.state());
        assertEquals(LATER + ADI_100, router.deadline());
    }

    /** 9568-6.4.2-09: Skew_Time, too, follows the learned interval. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100, 4095})
    @Proves(
            value = {"9568-6.4.2-09", "9568-6.1-03"},
            by = POSITIVE)
    void theIntervalOfWhomItFollowsIsLearned(int centiseconds) {
        router.receive(advertisement(config, 200, centiseconds(centiseconds)), HIGHER_ADDRESS, LATER);
        assertEquals(LATER + centiseconds * (ADI_100 / 100), router.deadline());
    }

    /** Row 11: not a nanosecond, and nothing is learned. */
    @ParameterizedTest
    @ValueSource(ints = {1, 99})
    @Proves(
            value = {"9568-6.4.2-10", "9568-6.1-03"},
            by = NEGATIVE)
    void aLowerPriorityIsDiscarded(int priority) {
        assertEquals(
                NOTHING, router.receive(advertisement(config, priority, centiseconds(4000)), HIGHER_ADDRESS, LATER));
        assertEquals(State.BACKUP, router.state());
        assertEquals(T0 + ADI_100, router.deadline());

        router.receive(advertisement(config, 0), HIGHER_ADDRESS, LATER + 1);
        assertEquals(LATER + 1 + SKEW_100, router.deadline());
    }

    /** Row 11, then row 4. */
    @Test
    @Proves(value = "9568-6.4.2-10", by = POSITIVE)
    void aRouterThatHearsOnlyLowerOnesPreempts() {
        Advertisement lower = advertisement(config, 50);
        router.receive(lower, LOWER_ADDRESS, LATER);
        long deadline = T0 + ADI_100;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.PREEMPTED,
                        silence(deadline, ADI_100, heard(lower, LOWER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    @Test
    void aRouterThatHasAgainSomeoneToFollowDoesNotPreempt() {
        Advertisement higher = advertisement(config, 200);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER);
        router.receive(higher, HIGHER_ADDRESS, LATER + 1);
        long deadline = LATER + 1 + ADI_100;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, ADI_100, heard(higher, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    /** Row 12. */
    @Test
    @Proves(value = "9568-6.4.2-09", by = POSITIVE)
    @Proves(value = "9568-6.4.2-11", by = NEGATIVE)
    void withoutPreemptionALowerPriorityIsFollowed() {
        VirtualRouter patient = backup(v3().preemption(Preemption.NEVER).build());
        for (int i = 1; i <= 100; i++) {
            assertEquals(
                    NOTHING,
                    patient.receive(advertisement(config, 50, centiseconds(200)), LOWER_ADDRESS, T0 + i * 2 * SECOND));
            assertEquals(T0 + i * 2 * SECOND + 2 * ADI_100, patient.deadline());
        }
        assertEquals(State.BACKUP, patient.state());
    }

    @Test
    @Proves(value = "9568-6.4.2-11", by = POSITIVE)
    void withoutPreemptionSilenceLeadsToActive() {
        VirtualRouter patient = backup(v3().preemption(Preemption.NEVER).build());
        Advertisement lower = advertisement(config, 50);
        patient.receive(lower, LOWER_ADDRESS, LATER);
        long deadline = LATER + ADI_100;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, ADI_100, heard(lower, LOWER_ADDRESS)),
                        deadline),
                patient.expire(deadline));
    }

    @Test
    @Proves(value = "9568-6.4.2-11", by = POSITIVE)
    void withoutPreemptionPriorityZeroLeadsToActive() {
        VirtualRouter patient = backup(v3().preemption(Preemption.NEVER).build());
        patient.receive(advertisement(config, 50), LOWER_ADDRESS, LATER);
        Advertisement resigning = advertisement(config, 0);
        patient.receive(resigning, LOWER_ADDRESS, LATER + 1);
        long deadline = LATER + 1 + SKEW_100;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.RESIGNED,
                        silence(deadline, SKEW_100, heard(resigning, LOWER_ADDRESS)),
                        deadline),
                patient.expire(deadline));
    }

    /** 9568-5.2.7-01: advertised is the own interval, and it sets the Adver_Timer. */
    @Test
    @Proves(value = "9568-5.2.7-01", by = POSITIVE)
    void whatWasLearnedIsNeverAdvertised() {
        router.receive(advertisement(config, 200, centiseconds(10)), HIGHER_ADDRESS, LATER);
        long deadline = router.deadline();
        assertEquals(send(config, 100), router.expire(deadline).get(0));
        assertEquals(deadline + SECOND, router.deadline());
    }

    /** Row 13 with erratum 8298: an owner that lost to another owner follows that one, and preempts all others. */
    @Test
    void anOwnerInBackupFollowsOwnersOnly() {
        VirtualRouterConfig owner = v3().addressOwner().build();
        VirtualRouter loser = new VirtualRouter(owner);
        Fixtures.startup(loser, SELF, T0);
        loser.receive(advertisement(owner, 255), HIGHER_ADDRESS, LATER);
        assertEquals(State.BACKUP, loser.state());
        long deadline = LATER + 3_003_906_250L;
        assertEquals(deadline, loser.deadline());

        assertEquals(NOTHING, loser.receive(advertisement(owner, 254), HIGHER_ADDRESS, LATER + 1));
        assertEquals(deadline, loser.deadline());
        assertEquals(NOTHING, loser.receive(advertisement(owner, 255), LOWER_ADDRESS, LATER + 2));
        assertEquals(deadline + 2, loser.deadline());
        assertEquals(NOTHING, loser.receive(advertisement(owner, 0), HIGHER_ADDRESS, LATER + 3));
        assertEquals(LATER + 3 + 3_906_250, loser.deadline());
    }

    @Test
    void ipv6BehavesTheSame() {
        VirtualRouterConfig ipv6 = v3OverIpv6().build();
        VirtualRouter backup = backup(ipv6, ip("fe80::a:b"));
        Advertisement last = advertisement(ipv6, 200, centiseconds(200));
        backup.receive(last, ip("fe80::1"), LATER);
        long deadline = LATER + 2 * ADI_100;
        assertEquals(
                promotion(
                        ipv6,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, 2 * ADI_100, heard(last, ip("fe80::1"))),
                        deadline),
                backup.expire(deadline));
    }

    /** What led to an earlier promotion has nothing to do with the next one. */
    @Test
    void everyPromotionHasItsOwnReason() {
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER);
        long preempted = T0 + ADI_100;
        router.expire(preempted);
        Advertisement higher = advertisement(config, 200);
        router.receive(higher, HIGHER_ADDRESS, preempted + 1);

        long deadline = preempted + 1 + ADI_100;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, ADI_100, heard(higher, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    /** Row 16. */
    @Test
    void aRestartForgetsAResignation() {
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, LATER);
        shutdown(router, LATER + 1);
        Fixtures.startup(router, SELF, LATER + 2);
        long deadline = LATER + 2 + ADI_100;
        assertEquals(
                promotion(config, State.BACKUP, Cause.ACTIVE_DOWN, silence(deadline, ADI_100), deadline),
                router.expire(deadline));
    }

    @Test
    void aRouterThatWasActiveLearnsAnew() {
        VirtualRouter again = active(config);
        long now = T0 + ADI_100 + 1;
        again.receive(advertisement(config, 200, centiseconds(300)), HIGHER_ADDRESS, now);
        assertEquals(now + 3 * ADI_100, again.deadline());
        again.receive(advertisement(config, 200, centiseconds(50)), HIGHER_ADDRESS, now + 1);
        assertEquals(now + 1 + ADI_100 / 2, again.deadline());
    }
}
