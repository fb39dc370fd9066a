package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the timers of several routers play together. */
class ScenariosTest {
    private final VirtualRouterConfig config = v3().build();

    /** a. */
    @Test
    @Proves(value = "9568-6.1-03", by = POSITIVE)
    void aFastBackupWaitsAsLongAsItsSlowActiveRouterRequires() {
        VirtualRouterConfig fast = v3().interval(Duration.ofMillis(100)).build();
        VirtualRouter router = backup(fast);
        assertEquals(T0 + 360_937_500, router.deadline());
        router.receive(advertisement(fast, 200, centiseconds(100)), HIGHER_ADDRESS, T0 + 1);
        assertEquals(T0 + 1 + 3_609_375_000L, router.deadline());
    }

    /** b. */
    @Test
    @Proves(value = "9568-6.4.2-08", by = POSITIVE)
    void afterAResignationTheHigherBackupStopsTheLowerOne() {
        VirtualRouterConfig high =
                v3().priority(200).interval(Duration.ofMillis(500)).build();
        VirtualRouter higher = backup(high);
        VirtualRouter lower = backup(config);
        for (VirtualRouter router : new VirtualRouter[] {higher, lower}) {
            router.receive(advertisement(config, 250, centiseconds(100)), HIGHER_ADDRESS, T0 + 1);
            router.receive(advertisement(config, 0), HIGHER_ADDRESS, T0 + SECOND);
        }
        assertEquals(T0 + SECOND + 218_750_000, higher.deadline());
        assertEquals(T0 + SECOND + 609_375_000, lower.deadline());

        long now = higher.deadline();
        assertEquals(Fixtures.send(high, 200), higher.expire(now).get(0));
        lower.receive(advertisement(high, 200), LOWER_ADDRESS, now + 1);
        lower.expire(T0 + SECOND + 609_375_000);
        assertEquals(State.BACKUP, lower.state());
    }

    /** c. */
    @Test
    @Proves(value = "9568-6.4.2-10", by = BOTH)
    @Proves(value = "9568-6.1-05", by = POSITIVE)
    void preemptionIsTheTimerThatLowerAdvertisementsNoLongerReset() {
        VirtualRouter router = backup(v3().priority(200).build());
        router.receive(advertisement(config, 200), HIGHER_ADDRESS, T0);
        for (int second = 1; second <= 3; second++) {
            router.receive(advertisement(config, 100), HIGHER_ADDRESS, T0 + second * SECOND);
            router.expire(T0 + second * SECOND);
            assertEquals(State.BACKUP, router.state());
        }
        router.expire(T0 + 3_218_749_999L);
        assertEquals(State.BACKUP, router.state());
        router.expire(T0 + 3_218_750_000L);
        assertEquals(State.ACTIVE, router.state());
    }

    /** d: rounded down, the gap of 39062.5 ns is 39063 ns. */
    @ParameterizedTest
    @CsvSource({"1000, 3906250", "100, 390625", "10, 39063"})
    void neighbouringPrioritiesAreASkewApart(int milliseconds, long gapNanos) {
        VirtualRouterConfig.Builder builder = v3().interval(Duration.ofMillis(milliseconds));
        long higher = backup(builder.priority(101).build()).deadline();
        long lower = backup(builder.priority(100).build()).deadline();
        assertEquals(gapNanos, lower - higher);
    }
}
