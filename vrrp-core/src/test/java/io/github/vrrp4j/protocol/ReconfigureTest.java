package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
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
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.moved;
import static io.github.vrrp4j.protocol.Fixtures.promotion;
import static io.github.vrrp4j.protocol.Fixtures.release;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.silence;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows 18 and 19 and ext-cfg-02: other parameters while the router runs, without leaving its state and without priority 0. Row 17
 * is {@link ReprioritizeTest}. Priority 100 and one second unless said otherwise.
 */
class ReconfigureTest {
    private static final long LATER = T0 + SECOND;

    private final VirtualRouterConfig config = v3().build();
    private final VirtualRouterConfig slower =
            config.toBuilder().interval(Duration.ofSeconds(2)).build();

    private static List<VirtualAddress> addresses(String... addresses) {
        return Stream.of(addresses).map(VirtualAddress::of).toList();
    }

    private static VirtualRouterConfig withAddresses(VirtualRouterConfig config, String... addresses) {
        VirtualRouterConfig.Builder builder = config.toBuilder().noAddresses();
        for (String address : addresses) {
            builder.address(address);
        }
        return builder.build();
    }

    /** Row 18, nothing learned yet. */
    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void aBackupThatHasHeardNobodyWaitsByItsNewInterval() {
        VirtualRouter router = backup(config);
        assertEquals(NOTHING, router.reconfigure(slower, LATER));
        assertEquals(LATER + 2 * ADI_100, router.deadline());
        assertEquals(Interval.ofSeconds(2), router.activeInterval());
        assertEquals(State.BACKUP, router.state());
        assertSame(slower, router.config());
        long deadline = LATER + 2 * ADI_100;
        assertEquals(
                promotion(slower, State.BACKUP, Cause.ACTIVE_DOWN, silence(deadline, 2 * ADI_100), deadline),
                router.expire(deadline));
    }

    /** Row 18: a lower advertisement that was discarded has taught nothing. */
    @Test
    void soDoesABackupThatHasHeardOnlyALowerRouter() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 50, centiseconds(7)), LOWER_ADDRESS, LATER);
        router.reconfigure(slower, LATER + 1);
        assertEquals(LATER + 1 + 2 * ADI_100, router.deadline());
    }

    /** Row 18, with a learned interval: used from the next promotion on. */
    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void aBackupThatFollowsSomeoneKeepsItsDeadline() {
        VirtualRouter router = backup(config);
        Advertisement last = advertisement(config, 200, centiseconds(300));
        router.receive(last, HIGHER_ADDRESS, LATER);
        assertEquals(NOTHING, router.reconfigure(slower, LATER + 1));
        long deadline = LATER + 3 * ADI_100;
        assertEquals(deadline, router.deadline());
        assertEquals(centiseconds(300), router.activeInterval());
        assertEquals(
                promotion(
                        slower,
                        State.BACKUP,
                        Cause.ACTIVE_DOWN,
                        silence(deadline, 3 * ADI_100, heard(last, HIGHER_ADDRESS)),
                        deadline),
                router.expire(deadline));
        assertEquals(deadline + 2 * SECOND, router.deadline());
        assertEquals(Interval.ofSeconds(2), router.activeInterval());
    }

    /** Rows 17 and 18 together. */
    @Test
    void intervalAndPriorityAtOnceMoveTheLearnedDeadlineByThePriority() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 250), HIGHER_ADDRESS, LATER);
        router.reconfigure(slower.toBuilder().priority(200).build(), LATER + 1);
        assertEquals(LATER + 3_218_750_000L, router.deadline());
    }

    /** Row 18: version 2 learns nothing. */
    @Test
    @Proves(value = "9568-6.4.2-09", by = NEGATIVE)
    void aVersion2BackupAlwaysWaitsByItsNewInterval() {
        VirtualRouterConfig version2 = v2().build();
        VirtualRouter router = backup(version2);
        router.receive(advertisement(version2, 200), HIGHER_ADDRESS, LATER);
        assertEquals(
                NOTHING,
                router.reconfigure(
                        version2.toBuilder().interval(Duration.ofSeconds(5)).build(), LATER + MILLISECOND));
        assertEquals(LATER + MILLISECOND + 15 * SECOND + SKEW_100, router.deadline());
        assertEquals(Interval.ofSeconds(5), router.activeInterval());
    }

    /** Row 18: who waits by the old interval must hear the new one before it applies. */
    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void anActiveRouterAdvertisesItsNewIntervalAtOnce() {
        VirtualRouter router = active(config);
        long now = router.deadline() - SECOND / 2;
        assertEquals(List.of(send(slower, 100)), router.reconfigure(slower, now));
        assertEquals(now + 2 * SECOND, router.deadline());
        assertEquals(State.ACTIVE, router.state());
        assertEquals(Interval.ofSeconds(2), router.activeInterval());
        assertEquals(List.of(send(slower, 100)), router.expire(now + 2 * SECOND));
        assertEquals(now + 4 * SECOND, router.deadline());
    }

    /** Row 18. */
    @Test
    void inInitializeTheIntervalIsKeptForTheStart() {
        VirtualRouter router = new VirtualRouter(config);
        assertEquals(NOTHING, router.reconfigure(slower, T0));
        assertEquals(VirtualRouter.NEVER, router.deadline());
        assertEquals(Interval.ofSeconds(2), router.activeInterval());
        startup(router, SELF, LATER);
        assertEquals(LATER + 2 * ADI_100, router.deadline());
    }

    /** Row 16: whatever was learned before the stop. */
    @Test
    void alsoIfItHadLearnedAnotherBeforeItStopped() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 200, centiseconds(300)), HIGHER_ADDRESS, LATER);
        shutdown(router, LATER + 1);
        assertEquals(NOTHING, router.reconfigure(slower, LATER + 2));
        assertEquals(VirtualRouter.NEVER, router.deadline());
        startup(router, SELF, LATER + 3);
        assertEquals(LATER + 3 + 2 * ADI_100, router.deadline());
    }

    private static Stream<VirtualRouterConfig> withOtherAddresses() {
        VirtualRouterConfig config = v3().build();
        return Stream.of(
                withAddresses(config, "192.0.2.1/24", "192.0.2.2/24", "192.0.2.3/24"),
                withAddresses(config, "192.0.2.2/24"),
                withAddresses(config, "192.0.2.2/24", "192.0.2.1/24"),
                withAddresses(config, "10.0.0.1/8"));
    }

    /** Row 19. */
    @ParameterizedTest
    @MethodSource("withOtherAddresses")
    @Proves(value = "9568-8.1.2-04", by = NEGATIVE)
    void aBackupHasNothingToDoForItsAddresses(VirtualRouterConfig next) {
        VirtualRouter router = backup(config);
        assertEquals(NOTHING, router.reconfigure(next, LATER));
        long deadline = T0 + ADI_100;
        assertEquals(deadline, router.deadline());
        assertEquals(
                promotion(next, State.BACKUP, Cause.ACTIVE_DOWN, silence(deadline, ADI_100), deadline),
                router.expire(deadline));
    }

    /** Row 19: and 9568-8.1.2-04, only the new ones are announced. */
    @Test
    @Proves(
            value = {"ext-cfg-02", "9568-8.1.2-04"},
            by = POSITIVE)
    void anActiveRouterTakesAndAnnouncesOnlyWhatIsNew() {
        VirtualRouterConfig next =
                withAddresses(config, "192.0.2.9/24", "192.0.2.1/24", "192.0.2.2/24", "192.0.2.10/24");
        assertActive(
                next,
                new Effect.Acquire(addresses("192.0.2.9/24", "192.0.2.10/24")),
                new Effect.Announce(addresses("192.0.2.9/24", "192.0.2.10/24")));
    }

    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void anActiveRouterReleasesOnlyWhatIsGone() {
        assertActive(withAddresses(config, "192.0.2.2/24"), new Effect.Release(addresses("192.0.2.1/24")));
    }

    @Test
    void anActiveRouterDoesBothAtOnce() {
        assertActive(
                withAddresses(config, "192.0.2.2/24", "192.0.2.3/24"),
                new Effect.Acquire(addresses("192.0.2.3/24")),
                new Effect.Announce(addresses("192.0.2.3/24")),
                new Effect.Release(addresses("192.0.2.1/24")));
    }

    /** 9568-5.2.9-02: the order is only advertised. */
    @Test
    void anotherOrderIsOnlyAdvertised() {
        assertActive(withAddresses(config, "192.0.2.2/24", "192.0.2.1/24"));
    }

    private void assertActive(VirtualRouterConfig next, Effect... effects) {
        VirtualRouter router = active(config);
        long deadline = router.deadline();
        assertEquals(List.of(effects), router.reconfigure(next, deadline - 1));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(deadline, router.deadline());
        assertEquals(List.of(send(next, 100)), router.expire(deadline));
        assertEquals(
                List.of(
                        send(next, 0),
                        release(next),
                        moved(State.ACTIVE, State.INITIALIZE, Cause.SHUTDOWN, BECAUSE, deadline + 1)),
                shutdown(router, deadline + 1));
    }

    @Test
    void aNewIntervalIsAdvertisedWithTheNewAddressesBeforeTheyAreTaken() {
        VirtualRouter router = active(config);
        VirtualRouterConfig next = withAddresses(slower, "192.0.2.1/24", "192.0.2.2/24", "192.0.2.3/24");
        assertEquals(
                List.of(
                        send(next, 100),
                        new Effect.Acquire(addresses("192.0.2.3/24")),
                        new Effect.Announce(addresses("192.0.2.3/24"))),
                router.reconfigure(next, LATER));
    }

    /** What an answer to a losing router announces are the addresses of now. */
    @Test
    void theNewAddressesAreAnnouncedToWhomHeardALoser() {
        VirtualRouterConfig announcing = config.toBuilder()
                .adjust(policies -> policies.withAnnouncements(
                        Preset.KEEPALIVED.policies(Version.V3).announcements()))
                .build();
        VirtualRouterConfig next = withAddresses(announcing, "192.0.2.2/24");
        VirtualRouter router = active(announcing);
        router.reconfigure(next, LATER);
        assertEquals(
                List.of(send(next, 100), new Effect.Announce(addresses("192.0.2.2/24"))),
                router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 1));
    }

    private static Stream<VirtualRouterConfig> liveChanges() {
        VirtualRouterConfig config = v3().build();
        return Stream.of(
                config,
                config.toBuilder().preemption(Preemption.NEVER).build(),
                config.toBuilder().peer("192.0.2.12").build(),
                config.toBuilder()
                        .adjust(policies -> policies.withAcceptMode(true))
                        .build(),
                config.toBuilder()
                        .adjust(policies -> policies.withOnlyKnownPeers(false))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("liveChanges")
    void whatDoesNotConcernTheTimersMovesNothing(VirtualRouterConfig next) {
        VirtualRouter waiting = backup(config);
        assertEquals(NOTHING, waiting.reconfigure(next, LATER));
        assertEquals(T0 + ADI_100, waiting.deadline());
        VirtualRouter serving = active(config);
        long deadline = serving.deadline();
        assertEquals(NOTHING, serving.reconfigure(next, LATER));
        assertEquals(deadline, serving.deadline());
        assertSame(next, serving.config());
        VirtualRouter stopped = new VirtualRouter(config);
        assertEquals(NOTHING, stopped.reconfigure(next, LATER));
        assertEquals(VirtualRouter.NEVER, stopped.deadline());
        assertEquals(State.INITIALIZE, stopped.state());
    }

    @Test
    void anotherNumberOfMissedAdvertisementsMovesTheDeadline() {
        VirtualRouter router = backup(config);
        router.reconfigure(
                config.toBuilder()
                        .adjust(policies -> policies.withMissedAdvertisements(5))
                        .build(),
                LATER);
        assertEquals(T0 + ADI_100 + 2 * SECOND, router.deadline());
    }

    @Test
    void preemptionCanBeSwitchedOffAndOn() {
        VirtualRouterConfig patient =
                config.toBuilder().preemption(Preemption.NEVER).build();
        VirtualRouter router = backup(config);
        router.reconfigure(patient, LATER);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 1);
        assertEquals(LATER + 1 + ADI_100, router.deadline());
        router.reconfigure(config, LATER + 2);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 3);
        assertEquals(LATER + 1 + ADI_100, router.deadline());
    }

    /** ext-pre-01: the delay counts from the first lower advertisement; what else changes does not put the takeover off. */
    @Test
    void aPreemptDelayRunsOnWhenSomethingElseChanges() {
        VirtualRouterConfig delayed = config.toBuilder()
                .preemption(Preemption.after(Duration.ofSeconds(2)))
                .build();
        VirtualRouter router = backup(delayed);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER);
        router.reconfigure(
                delayed.toBuilder()
                        .adjust(policies -> policies.withAcceptMode(true))
                        .build(),
                LATER + SECOND);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 2 * SECOND);
        assertEquals(LATER + ADI_100, router.deadline());
    }

    @Test
    void anotherPreemptDelayBeginsAnew() {
        VirtualRouter router = backup(config.toBuilder()
                .preemption(Preemption.after(Duration.ofSeconds(2)))
                .build());
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER);
        router.reconfigure(
                config.toBuilder()
                        .preemption(Preemption.after(Duration.ofSeconds(1)))
                        .build(),
                LATER + 3 * SECOND);
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 3 * SECOND);
        assertEquals(LATER + 3 * SECOND + ADI_100, router.deadline());
        router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 4 * SECOND);
        assertEquals(LATER + 3 * SECOND + ADI_100, router.deadline());
    }

    @Test
    void theAnswerToALoserCanBeChanged() {
        VirtualRouter router = active(config);
        router.reconfigure(
                config.toBuilder()
                        .adjust(policies -> policies.withLosingAdvertisement(LosingAdvertisement.DISCARD))
                        .build(),
                LATER);
        assertEquals(NOTHING, router.receive(advertisement(config, 50), LOWER_ADDRESS, LATER + 1));
    }

    @Test
    void theNextAdvertisementCarriesTheNewPassword() {
        VirtualRouterConfig version2 = v2().build();
        VirtualRouterConfig next = version2.toBuilder()
                .authentication(AuthenticationKey.simpleText("s3cret"))
                .build();
        VirtualRouter router = active(version2);
        assertEquals(NOTHING, router.reconfigure(next, LATER));
        Effect.Send heartbeat = (Effect.Send) router.expire(router.deadline()).get(0);
        assertEquals(
                0x7333_6372_6574_0000L,
                heartbeat.advertisement().authentication().data());
    }

    /** Becoming the owner is a matter of priority, too: it takes over by the timer and not by another transition. */
    @Test
    void whoBecomesOwnerStaysInItsState() {
        VirtualRouterConfig owner = config.toBuilder().addressOwner().build();
        VirtualRouter waiting = backup(config);
        assertEquals(NOTHING, waiting.reconfigure(owner, LATER));
        assertEquals(T0 + 3_003_906_250L, waiting.deadline());
        VirtualRouter serving = active(config);
        assertEquals(NOTHING, serving.reconfigure(owner, LATER));
        assertEquals(List.of(send(owner, 255)), serving.expire(serving.deadline()));
    }

    private static final Map<String, VirtualRouterConfig> RESTARTS = Map.of(
            "vrid",
            VirtualRouterConfig.on("eth0", 52)
                    .address("192.0.2.1/24")
                    .priority(7)
                    .build(),
            "interface",
            VirtualRouterConfig.on("eth1", 51).address("192.0.2.1/24").build(),
            "family",
            Fixtures.v3OverIpv6().build(),
            "version",
            v2().build(),
            "coexistence",
            v3().coexistence().build(),
            "source mac",
            v3().adjust(policies -> policies.withSourceMac(SourceMac.INTERFACE)).build());

    private static Stream<String> restarts() {
        return RESTARTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("restarts")
    @Proves(value = "ext-cfg-02", by = NEGATIVE)
    void whatNeedsARestartIsRefusedAndNothingHasChanged(String parameter) {
        VirtualRouter router = active(config);
        long deadline = router.deadline();
        router.reprioritize(42, LATER);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> router.reconfigure(RESTARTS.get(parameter), deadline - 1))
                .getMessage();
        assertTrue(message.contains(parameter), message);
        assertSame(config, router.config());
        assertEquals(42, router.priority());
        assertEquals(State.ACTIVE, router.state());
        assertEquals(deadline, router.deadline());
        assertEquals(List.of(send(config, 42)), router.expire(deadline));
    }
}
