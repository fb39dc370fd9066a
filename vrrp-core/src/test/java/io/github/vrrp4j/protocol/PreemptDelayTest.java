package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.MILLISECOND;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.promotion;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.silence;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ext-pre-01: for a while a lower Active router is still listened to. Priority 128, one second, delay two seconds. */
class PreemptDelayTest {
    private static final long DELAY = 2 * SECOND;
    private static final long ADI = 3_500 * MILLISECOND;
    private static final long SKEW = 500 * MILLISECOND;
    private static final long FIRST = T0 + SECOND;

    private final VirtualRouterConfig config = v3().priority(128)
            .preemption(Preemption.after(Duration.ofSeconds(2)))
            .build();
    private final VirtualRouter router = backup(config);
    private final Advertisement lower = advertisement(config, 100);

    private void hearLowerAndFollow(long now) {
        assertEquals(NOTHING, router.receive(lower, HIGHER_ADDRESS, now));
        assertEquals(now + ADI, router.deadline());
    }

    private void hearLowerAndDiscard(long now) {
        long deadline = router.deadline();
        assertEquals(NOTHING, router.receive(lower, HIGHER_ADDRESS, now));
        assertEquals(deadline, router.deadline());
    }

    @Test
    void untilTheDelayIsOverLowerAdvertisementsAreFollowed() {
        hearLowerAndFollow(FIRST);
        hearLowerAndFollow(FIRST + SECOND);
        hearLowerAndFollow(FIRST + DELAY - 1);
        hearLowerAndDiscard(FIRST + DELAY + 1);
        hearLowerAndDiscard(FIRST + DELAY + SECOND);
    }

    @Test
    @Proves(value = "ext-pre-01", by = POSITIVE)
    void theTakeoverComesTheDelayAndActiveDownIntervalAfterTheFirst() {
        hearLowerAndFollow(FIRST);
        hearLowerAndFollow(FIRST + SECOND);
        hearLowerAndFollow(FIRST + 1_999 * MILLISECOND);
        hearLowerAndDiscard(FIRST + 2_999 * MILLISECOND);
        hearLowerAndDiscard(FIRST + 3_999 * MILLISECOND);
        hearLowerAndDiscard(FIRST + 4_999 * MILLISECOND);
        long deadline = FIRST + 5_499 * MILLISECOND;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.PREEMPTED,
                        silence(deadline, ADI, heard(lower, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    @Test
    void whatIsFollowedIsLearned() {
        router.receive(advertisement(config, 100, centiseconds(200)), HIGHER_ADDRESS, FIRST);
        assertEquals(FIRST + 2 * ADI, router.deadline());
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, FIRST + 1);
        assertEquals(FIRST + 1 + 2 * SKEW, router.deadline());
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 129, 255})
    @Proves(value = "ext-pre-01", by = NEGATIVE)
    void anAdvertisementThatIsNotLowerCancelsTheDelay(int priority) {
        hearLowerAndFollow(FIRST);
        router.receive(advertisement(config, priority), LOWER_ADDRESS, FIRST + SECOND);
        assertEquals(FIRST + SECOND + ADI, router.deadline());

        long again = FIRST + DELAY + 1;
        hearLowerAndFollow(again);
        hearLowerAndFollow(again + DELAY - 1);
        hearLowerAndDiscard(again + DELAY + 1);
    }

    @Test
    void anAdvertisementThatIsNotLowerCancelsTheDelayThatIsOver() {
        hearLowerAndFollow(FIRST);
        hearLowerAndDiscard(FIRST + DELAY + 1);
        router.receive(advertisement(config, 200), LOWER_ADDRESS, FIRST + DELAY + 2);
        hearLowerAndFollow(FIRST + DELAY + 3);
    }

    @Test
    @Proves(value = "ext-pre-01", by = NEGATIVE)
    void nobodyIsWaitedForWhenNobodyIsActive() {
        assertEquals(T0 + ADI, router.deadline());
        assertEquals(
                promotion(config, State.BACKUP, Cause.ACTIVE_DOWN, silence(T0 + ADI, ADI), T0 + ADI),
                router.expire(T0 + ADI));
    }

    @Test
    void silenceOfTheLowerRouterIsNotWaitedOut() {
        hearLowerAndFollow(FIRST);
        long deadline = FIRST + ADI;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, ADI, heard(lower, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    @Test
    void evenALongDelayDoesNotOutlastSilence() {
        VirtualRouter patient = backup(v3().priority(128)
                .preemption(Preemption.after(Duration.ofHours(1)))
                .build());
        patient.receive(lower, HIGHER_ADDRESS, FIRST);
        patient.expire(FIRST + ADI);
        assertEquals(State.ACTIVE, patient.state());
    }

    @Test
    @Proves(value = "ext-pre-01", by = NEGATIVE)
    void priorityZeroIsNotDelayed() {
        Advertisement resigning = advertisement(config, 0);
        hearLowerAndFollow(FIRST);
        router.receive(resigning, HIGHER_ADDRESS, FIRST + 1);
        long deadline = FIRST + 1 + SKEW;
        assertEquals(
                promotion(
                        config,
                        State.BACKUP,
                        Cause.RESIGNED,
                        silence(deadline, SKEW, heard(resigning, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
    }

    @Test
    void aRestartBeginsAnew() {
        hearLowerAndFollow(FIRST);
        shutdown(router, FIRST + 1);
        startup(router, SELF, FIRST + DELAY);
        hearLowerAndFollow(FIRST + DELAY + 1);
        hearLowerAndFollow(FIRST + 2 * DELAY);
    }

    @Test
    void aDemotionBeginsAnew() {
        VirtualRouter demoted = active(config);
        long now = demoted.deadline() - 1;
        demoted.receive(advertisement(config, 200), HIGHER_ADDRESS, now);
        assertEquals(State.BACKUP, demoted.state());
        demoted.receive(lower, HIGHER_ADDRESS, now + 3 * SECOND);
        assertEquals(now + 3 * SECOND + ADI, demoted.deadline());
    }

    @Test
    void aDelayOfZeroIsNoDelay() {
        VirtualRouter eager = backup(
                v3().priority(128).preemption(Preemption.after(Duration.ZERO)).build());
        eager.receive(lower, HIGHER_ADDRESS, FIRST);
        assertEquals(T0 + ADI, eager.deadline());
    }

    @Test
    void aDelayIsZeroToOneDay() {
        assertEquals(Duration.ofDays(1), Preemption.after(Duration.ofDays(1)).delay());
        assertRefused(() -> Preemption.after(Duration.ofMillis(-1)), "delay", "PT-0.001S", "1 day");
        assertRefused(() -> Preemption.after(Duration.ofDays(1).plusNanos(1)), "delay", "PT24H", "1 day");
        assertRefused(() -> Preemption.after(Duration.ofSeconds(Long.MAX_VALUE)), "delay", "1 day");
    }

    @Test
    @Proves(value = "ext-pre-02", by = POSITIVE)
    void withoutPreemptionThereIsNothingToDelay() {
        assertRefused(() -> new Preemption(false, Duration.ofSeconds(1)), "delay", "PT1S", "preempt");
    }
}
