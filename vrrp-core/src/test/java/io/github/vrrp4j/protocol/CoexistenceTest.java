package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.MILLISECOND;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.SKEW_100;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Authentication;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 8.4.2: a router that runs both versions for the time of an upgrade. */
class CoexistenceTest {
    private static final List<IpAddress> ADDRESSES = List.of(IpAddress.of("192.0.2.1"), IpAddress.of("192.0.2.2"));

    private static VirtualRouterConfig every(int milliseconds) {
        return v3().coexistence().interval(Duration.ofMillis(milliseconds)).build();
    }

    private static Set<Advertisement> both(VirtualRouterConfig config, int priority, int seconds) {
        return Set.of(
                Advertisement.v3(config.id().vrid(), priority, config.interval(), ChecksumForm.MESSAGE_ONLY, ADDRESSES),
                version2(config, priority, seconds));
    }

    private static Advertisement version2(VirtualRouterConfig config, int priority, int seconds) {
        return Advertisement.v2(config.id().vrid(), priority, Interval.ofSeconds(seconds), ADDRESSES);
    }

    private static Set<Advertisement> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).advertisement())
                .collect(Collectors.toSet());
    }

    @Test
    @Proves(value = "9568-8.4.2-01", by = NEGATIVE)
    void itIsOffByDefault() {
        assertFalse(v3().build().coexistence());
        VirtualRouter router = active(v3().build());
        assertEquals(1, router.expire(router.deadline()).size());
    }

    /** 9568-8.4.2-02: what version 2 cannot express is one second, or what is left without the fraction. */
    @ParameterizedTest
    @CsvSource({"10, 1", "100, 1", "990, 1", "1000, 1", "1990, 1", "2000, 2", "40950, 40"})
    @Proves(
            value = {"9568-8.4.2-01", "9568-8.4.2-02"},
            by = POSITIVE)
    void eachHeartbeatIsBothVersions(int milliseconds, int seconds) {
        VirtualRouterConfig config = every(milliseconds);
        VirtualRouter router = active(config);
        for (int round = 0; round < 20; round++) {
            long due = router.deadline();
            List<Effect> effects = router.expire(due);
            assertEquals(2, effects.size());
            assertEquals(both(config, 100, seconds), sent(effects));
            assertEquals(due + milliseconds * MILLISECOND, router.deadline());
        }
    }

    @Test
    void soIsThePromotion() {
        VirtualRouterConfig config = every(100);
        List<Effect> effects = backup(config).expire(T0 + ADI_100 / 10);
        assertEquals(both(config, 100, 1), sent(effects.subList(0, 2)));
        assertEquals(5, effects.size());
    }

    @Test
    void soIsTheStartOfAnOwner() {
        VirtualRouterConfig config = every(100).toBuilder().addressOwner().build();
        List<Effect> effects = startup(new VirtualRouter(config), SELF, T0);
        assertEquals(both(config, 255, 1), sent(effects.subList(0, 2)));
    }

    @Test
    void soIsPriorityZero() {
        VirtualRouterConfig config = every(100);
        assertEquals(
                both(config, 0, 1), sent(shutdown(active(config), T0 + SECOND).subList(0, 2)));
        assertEquals(
                both(config, 0, 1),
                sent(active(config).resign(BECAUSE, T0 + SECOND).subList(0, 2)));
    }

    @Test
    void soIsTheAnswerToALoser() {
        VirtualRouterConfig config = every(100);
        assertEquals(
                both(config, 100, 1),
                sent(active(config).receive(version2(config, 50, 1), HIGHER_ADDRESS, T0 + SECOND)));
    }

    @Test
    void soIsWhatAnotherPrioritySays() {
        VirtualRouterConfig config = every(100);
        VirtualRouter router = active(config);
        router.reprioritize(7, T0 + SECOND);
        assertEquals(both(config, 7, 1), sent(router.expire(router.deadline())));
    }

    /** Version 3 over IPv4 has a choice; version 2 has not. */
    @Test
    @Proves(value = "9568-8.4.2-02", by = POSITIVE)
    void eachVersionHasItsChecksumAndVersion2NoAuthentication() {
        VirtualRouterConfig config =
                every(1000).toBuilder().checksumForm(ChecksumForm.PSEUDO_HEADER).build();
        VirtualRouter router = active(config);
        for (Advertisement advertisement : sent(router.expire(router.deadline()))) {
            assertEquals(Authentication.NONE, advertisement.authentication());
            assertEquals(
                    advertisement.version() == Version.V2 ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER,
                    advertisement.checksumForm());
        }
    }

    /** 9568-8.4.2-03: by the rate of the Active router, not by the own. 255 s is more than version 3 can express. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, 41, 200, 255})
    @Proves(value = "9568-8.4.2-03", by = BOTH)
    void aBackupWaitsByTheRateOfAVersion2Router(int seconds) {
        VirtualRouterConfig config = every(100);
        VirtualRouter router = backup(config);
        router.receive(version2(config, 200, seconds), LOWER_ADDRESS, T0 + 1);
        assertEquals(Interval.ofSeconds(seconds), router.activeInterval());
        assertEquals(T0 + 1 + seconds * ADI_100, router.deadline());

        router.receive(version2(config, 0, seconds), LOWER_ADDRESS, T0 + 2);
        assertEquals(T0 + 2 + seconds * SKEW_100, router.deadline());
    }

    @Test
    @Proves(value = "9568-8.4.2-03", by = NEGATIVE)
    void whoYieldsToAVersion2RouterWaitsByItsRate() {
        VirtualRouterConfig config = every(100);
        VirtualRouter router = active(config);
        router.receive(version2(config, 200, 2), LOWER_ADDRESS, T0 + SECOND);
        assertEquals(State.BACKUP, router.state());
        assertEquals(T0 + SECOND + 2 * ADI_100, router.deadline());
    }

    @Test
    void aCapOnTheLearnedIntervalIsForVersion2Too() {
        VirtualRouterConfig config = every(100).toBuilder()
                .adjust(policies -> policies.withLearnedInterval(
                        new LearnedInterval(centiseconds(500), LearnedInterval.TooLong.CLAMP)))
                .build();
        VirtualRouter router = backup(config);
        router.receive(version2(config, 200, 255), LOWER_ADDRESS, T0 + 1);
        assertEquals(T0 + 1 + 5 * ADI_100, router.deadline());
    }
}
