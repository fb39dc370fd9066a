package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.ADI_100;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.LOWER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.MILLISECOND;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.centiseconds;
import static io.github.vrrp4j.protocol.Fixtures.demotion;
import static io.github.vrrp4j.protocol.Fixtures.heard;
import static io.github.vrrp4j.protocol.Fixtures.send;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 9 and 11, note (ii) and contradiction 5: what an Active router does about one that has to yield. */
class LosingAdvertisementTest {
    private static final long ADVER_TIMER = T0 + ADI_100 + SECOND;
    private static final long NOW = ADVER_TIMER - 300 * MILLISECOND;

    private static VirtualRouterConfig with(UnaryOperator<Policies> adjustment) {
        return v3().adjust(adjustment).build();
    }

    private static VirtualRouterConfig with(LosingAdvertisement policy) {
        return with(policies -> policies.withLosingAdvertisement(policy));
    }

    private static VirtualRouterConfig announcing(LosingAdvertisement policy) {
        return with(policies -> policies.withLosingAdvertisement(policy)
                .withAnnouncements(Preset.KEEPALIVED.policies(Version.V3).announcements()));
    }

    /** Both ways to lose; the interval of the loser is never learned. */
    static Stream<Arguments> losers() {
        return Stream.of(
                Arguments.of(1, HIGHER_ADDRESS), Arguments.of(99, HIGHER_ADDRESS), Arguments.of(100, LOWER_ADDRESS));
    }

    private static void assertAnswers(
            VirtualRouterConfig config, int priority, IpAddress sender, List<Effect> effects, long deadline) {
        VirtualRouter router = active(config);
        Advertisement losing = advertisement(config, priority, centiseconds(10));
        assertEquals(effects, router.receive(losing, sender, NOW));
        assertEquals(State.ACTIVE, router.state());
        assertEquals(deadline, router.deadline());
        assertEquals(config.interval(), router.activeInterval());
        assertEquals(List.of(send(config, 100)), router.expire(deadline));
        assertEquals(deadline + SECOND, router.deadline());
    }

    @ParameterizedTest
    @MethodSource("losers")
    @Proves(value = "9568-6.4.3-12", by = BOTH)
    void rfc9568AnswersAtOnceAndTheAdverTimerRunsOn(int priority, IpAddress sender) {
        VirtualRouterConfig config = with(LosingAdvertisement.ADVERTISE);
        assertAnswers(config, priority, sender, List.of(send(config, 100)), ADVER_TIMER);
    }

    @ParameterizedTest
    @MethodSource("losers")
    void theAdverTimerCanBeRestarted(int priority, IpAddress sender) {
        VirtualRouterConfig config = with(LosingAdvertisement.ADVERTISE_AND_RESTART_TIMER);
        assertAnswers(config, priority, sender, List.of(send(config, 100)), NOW + SECOND);
    }

    @ParameterizedTest
    @MethodSource("losers")
    @Proves(value = "3768-6.4.3-01", by = BOTH)
    void silenceIsNeitherAnAnswerNorARestart(int priority, IpAddress sender) {
        assertAnswers(with(LosingAdvertisement.DISCARD), priority, sender, NOTHING, ADVER_TIMER);
    }

    @ParameterizedTest
    @MethodSource("losers")
    @Proves(value = "ext-garp-02", by = POSITIVE)
    void keepalivedAnswersRestartsTheAdverTimerAndAnnounces(int priority, IpAddress sender) {
        VirtualRouterConfig config =
                v3().version(Version.V3).preset(Preset.KEEPALIVED).build();
        VirtualRouter router = active(config);
        Effect answer = router.expire(ADVER_TIMER).get(0);
        assertEquals(
                List.of(answer, new Effect.Announce(config.addresses())),
                router.receive(advertisement(config, priority), sender, ADVER_TIMER + 1));
        assertEquals(ADVER_TIMER + 1 + SECOND, router.deadline());
    }

    @Test
    @Proves(value = "ext-garp-02", by = BOTH)
    void announcingDoesNotDependOnTheAnswer() {
        VirtualRouterConfig answering = announcing(LosingAdvertisement.ADVERTISE);
        Effect announce = new Effect.Announce(answering.addresses());
        assertAnswers(answering, 99, HIGHER_ADDRESS, List.of(send(answering, 100), announce), ADVER_TIMER);
        assertAnswers(announcing(LosingAdvertisement.DISCARD), 99, HIGHER_ADDRESS, List.of(announce), ADVER_TIMER);
        assertAnswers(
                announcing(LosingAdvertisement.ADVERTISE_AND_RESTART_TIMER),
                99,
                HIGHER_ADDRESS,
                List.of(send(answering, 100), announce),
                NOW + SECOND);
    }

    /** Row 10: two routers with one address would answer each other without end. */
    @ParameterizedTest
    @EnumSource
    @Proves(value = "9568-6.4.3-12", by = NEGATIVE)
    void noPolicyAnswersTheOwnAddress(LosingAdvertisement policy) {
        assertAnswers(announcing(policy), 100, SELF, NOTHING, ADVER_TIMER);
    }

    /** Rows 6 and 7 know no policy. */
    @ParameterizedTest
    @EnumSource
    void noPolicyConcernsPriorityZero(LosingAdvertisement policy) {
        VirtualRouterConfig config = announcing(policy);
        assertAnswers(config, 0, HIGHER_ADDRESS, List.of(send(config, 100)), NOW + SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void noPolicyConcernsTheWinner(LosingAdvertisement policy) {
        VirtualRouterConfig config = announcing(policy);
        Advertisement higher = advertisement(config, 101);
        VirtualRouter router = active(config);
        assertEquals(
                demotion(config, Cause.OUTRANKED, heard(higher, LOWER_ADDRESS), NOW),
                router.receive(higher, LOWER_ADDRESS, NOW));
    }

    @ParameterizedTest
    @MethodSource("winners")
    void whoYieldsCanSayItOnceMore(int priority, IpAddress sender, Cause cause) {
        VirtualRouterConfig config = with(policies -> policies.withLastAdvertisement(true));
        VirtualRouter router = active(config);
        Advertisement winning = advertisement(config, priority);
        List<Effect> yields = demotion(config, cause, heard(winning, sender), NOW);
        assertEquals(
                Stream.concat(Stream.of(send(config, 100)), yields.stream()).toList(),
                router.receive(winning, sender, NOW));
        assertEquals(State.BACKUP, router.state());
        assertEquals(NOW + ADI_100, router.deadline());
    }

    static Stream<Arguments> winners() {
        return Stream.of(
                Arguments.of(101, LOWER_ADDRESS, Cause.OUTRANKED), Arguments.of(100, HIGHER_ADDRESS, Cause.TIE_BREAK));
    }

    @Test
    void whoStoodStillYieldsWithoutAWord() {
        VirtualRouterConfig config = with(policies -> policies.withLastAdvertisement(true));
        VirtualRouter router = active(config);
        router.stalled(NOW);
        Advertisement winning = advertisement(config, 101);
        assertEquals(
                demotion(config, Cause.STALLED, heard(winning, LOWER_ADDRESS), NOW + 1),
                router.receive(winning, LOWER_ADDRESS, NOW + 1));
    }

    /** Row 11 is for Active routers: a Backup says nothing. */
    @ParameterizedTest
    @EnumSource
    void aBackupAnswersNobody(LosingAdvertisement policy) {
        VirtualRouterConfig config = announcing(policy);
        VirtualRouter router = Fixtures.backup(config);
        assertEquals(NOTHING, router.receive(advertisement(config, 50), LOWER_ADDRESS, T0 + 1));
        assertEquals(T0 + ADI_100, router.deadline());
    }
}
