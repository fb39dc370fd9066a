package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SKEW_100;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ext-rx-08 and ext-time-04: how long a Backup waits, apart from what the RFC says. Priority 100. */
class LearnedIntervalTest {
    private static final long NOW = T0 + SECOND;

    private static VirtualRouterConfig upTo5Seconds() {
        return v3().adjust(policies -> policies.withLearnedInterval(
                        new LearnedInterval(centiseconds(500), LearnedInterval.TooLong.CLAMP)))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100", "499, 499", "500, 500", "501, 500", "4095, 500"})
    @Proves(value = "ext-rx-08", by = BOTH)
    void anIntervalIsFollowedUpToTheLongest(int received, int followed) {
        VirtualRouter router = backup(upTo5Seconds());
        router.receive(advertisement(router.config(), 200, centiseconds(received)), HIGHER_ADDRESS, NOW);
        assertEquals(centiseconds(followed), router.activeInterval());
        assertEquals(NOW + followed * (ADI_100 / 100), router.deadline());
    }

    @Test
    void whoYieldsFollowsUpToTheLongest() {
        VirtualRouter router = active(upTo5Seconds());
        long now = router.deadline() - 1;
        router.receive(advertisement(router.config(), 200, centiseconds(4095)), HIGHER_ADDRESS, now);
        assertEquals(now + 5 * ADI_100, router.deadline());
    }

    @Test
    void skewTimeFollowsUpToTheLongest() {
        VirtualRouter router = backup(upTo5Seconds());
        router.receive(advertisement(router.config(), 200, centiseconds(4095)), HIGHER_ADDRESS, NOW);
        router.receive(advertisement(router.config(), 0), HIGHER_ADDRESS, NOW + 1);
        assertEquals(5 * SKEW_100, router.skewNanos());
        assertEquals(NOW + 1 + 5 * SKEW_100, router.deadline());
    }

    /** The longest is for what is learned, not for the own interval. */
    @Test
    void theOwnIntervalMayBeLonger() {
        VirtualRouterConfig config =
                upTo5Seconds().toBuilder().interval(Duration.ofSeconds(10)).build();
        VirtualRouter router = backup(config);
        assertEquals(T0 + 10 * ADI_100, router.deadline());
    }

    @Test
    @Proves(value = "ext-rx-08", by = POSITIVE)
    void unlessSaidOtherwiseAnyIntervalIsFollowed() {
        VirtualRouter router = backup(v3().build());
        router.receive(advertisement(router.config(), 200, centiseconds(4095)), HIGHER_ADDRESS, NOW);
        assertEquals(NOW + 147_803_906_250L, router.deadline());
        assertEquals(147_803_906_250L, router.activeDownNanos());
    }

    /** Section 2, with another number than three. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void aBackupMissesSoManyAdvertisements(int number) {
        VirtualRouterConfig config = v3().adjust(policies -> policies.withMissedAdvertisements(number))
                .build();
        VirtualRouter router = backup(config);
        assertEquals(T0 + number * SECOND + SKEW_100, router.deadline());

        router.receive(advertisement(config, 200, centiseconds(200)), HIGHER_ADDRESS, NOW);
        assertEquals(NOW + 2 * (number * SECOND + SKEW_100), router.deadline());

        router.receive(advertisement(config, 0), HIGHER_ADDRESS, NOW + 1);
        assertEquals(NOW + 1 + 2 * SKEW_100, router.deadline());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void soDoesAVersion2Backup(int number) {
        VirtualRouterConfig config = v2().interval(Duration.ofSeconds(255))
                .adjust(policies -> policies.withMissedAdvertisements(number))
                .build();
        VirtualRouter router = backup(config);
        assertEquals(T0 + number * 255 * SECOND + SKEW_100, router.deadline());
    }

    @Test
    @Proves(value = "9568-6.1-03", by = NEGATIVE)
    void whatIsNotAcceptedIsNotLearned() {
        VirtualRouter router = backup(v3().build());
        router.receive(advertisement(router.config(), 50, centiseconds(7)), LOWER_ADDRESS, NOW);
        router.receive(advertisement(router.config(), 0, centiseconds(7)), LOWER_ADDRESS, NOW);
        assertEquals(centiseconds(100), router.activeInterval());
        router.receive(advertisement(router.config(), 100, centiseconds(7)), LOWER_ADDRESS, NOW);
        assertEquals(centiseconds(7), router.activeInterval());
    }

    @Test
    @Proves(value = "ext-time-03", by = POSITIVE)
    void whoBecomesActiveForgetsWhatItLearned() {
        VirtualRouter router = backup(v3().build());
        router.receive(advertisement(router.config(), 200, centiseconds(7)), HIGHER_ADDRESS, NOW);
        assertEquals(centiseconds(7), router.activeInterval());
        router.expire(router.deadline());
        assertEquals(State.ACTIVE, router.state());
        assertEquals(centiseconds(100), router.activeInterval());
        assertEquals(ADI_100, router.activeDownNanos());
    }
}
