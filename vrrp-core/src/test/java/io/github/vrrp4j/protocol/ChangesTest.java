package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.protocol.Fixtures.v2;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.protocol.Changes.Change;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ext-cfg-02: what another configuration changes, and what that will do, known beforehand. */
class ChangesTest {
    private static VirtualRouterConfig adjusted(UnaryOperator<Policies> adjustment) {
        return v3().adjust(adjustment).build();
    }

    static Stream<Arguments> singleChanges() {
        return Stream.of(
                Arguments.of(
                        VirtualRouterConfig.on("eth1", 51)
                                .preset(Preset.RFC9568)
                                .address("192.0.2.1/24")
                                .address("192.0.2.2/24")
                                .build(),
                        new Change("interface", "eth0", "eth1", Impact.RESTART)),
                Arguments.of(
                        VirtualRouterConfig.on("eth0", 52)
                                .preset(Preset.RFC9568)
                                .address("192.0.2.1/24")
                                .address("192.0.2.2/24")
                                .build(),
                        new Change("vrid", "51", "52", Impact.RESTART)),
                Arguments.of(v3().coexistence().build(), new Change("coexistence", "false", "true", Impact.RESTART)),
                Arguments.of(
                        adjusted(policies -> policies.withSourceMac(SourceMac.INTERFACE)),
                        new Change("source mac", "VIRTUAL", "INTERFACE", Impact.RESTART)),
                Arguments.of(v3().priority(99).build(), new Change("priority", "100", "99", Impact.RE_ELECTION)),
                Arguments.of(v3().addressOwner().build(), new Change("priority", "100", "255", Impact.RE_ELECTION)),
                Arguments.of(
                        v3().preemption(Preemption.NEVER).build(),
                        new Change(
                                "preemption",
                                Preemption.IMMEDIATE.toString(),
                                Preemption.NEVER.toString(),
                                Impact.RE_ELECTION)),
                Arguments.of(
                        v3().peer("192.0.2.12").peer("192.0.2.13").build(),
                        new Change("peers", "[]", "[192.0.2.12, 192.0.2.13]", Impact.RE_ELECTION)),
                Arguments.of(
                        v3().holdUp(Duration.ofSeconds(30)).build(),
                        new Change("hold-up", "PT0S", "PT30S", Impact.LIVE)),
                Arguments.of(
                        v3().probe(ReachabilityProbe.of("192.0.2.254")).build(),
                        new Change(
                                "probe",
                                ReachabilityProbe.NONE.toString(),
                                ReachabilityProbe.of("192.0.2.254").toString(),
                                Impact.RE_ELECTION)),
                Arguments.of(
                        v3().interval(Duration.ofMillis(100)).build(),
                        new Change("advertisement interval", "1 s", "0.1 s", Impact.LIVE)),
                Arguments.of(
                        v3().address("192.0.2.3/24").build(),
                        new Change(
                                "addresses",
                                "[192.0.2.1/24, 192.0.2.2/24]",
                                "[192.0.2.1/24, 192.0.2.2/24, 192.0.2.3/24]",
                                Impact.LIVE)));
    }

    @ParameterizedTest
    @MethodSource("singleChanges")
    @Proves(value = "ext-cfg-02", by = BOTH)
    void oneParameterIsOneChange(VirtualRouterConfig next, Change change) {
        Changes changes = v3().build().compare(next);
        assertEquals(List.of(change), changes.changes());
        assertEquals(change.impact(), changes.impact());
        assertEquals(change.impact() != Impact.RESTART, changes.areLive());
    }

    @Test
    void nothingIsNoChange() {
        Changes changes = v3().build().compare(v3().build());
        assertEquals(List.of(), changes.changes());
        assertEquals(Impact.LIVE, changes.impact());
        assertTrue(changes.areLive());
    }

    static Stream<String> policies() {
        return PoliciesTest.policies().filter(each -> !each.equals("sourceMac"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyIsALiveChangeByItsName(String policy) throws ReflectiveOperationException {
        VirtualRouterConfig.Builder rfc9568 = v3().preset(Preset.RFC9568);
        VirtualRouterConfig from = rfc9568.build();
        VirtualRouterConfig to =
                rfc9568.adjust(PoliciesTest.CHANGES.get(policy)).build();
        String words = policy.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        Method accessor = Policies.class.getMethod(policy);
        assertEquals(
                List.of(new Change(
                        words,
                        accessor.invoke(from.policies()).toString(),
                        accessor.invoke(to.policies()).toString(),
                        Impact.LIVE)),
                from.compare(to).changes());
    }

    @Test
    void theSourceMacCannotChangeLive() {
        VirtualRouterConfig to =
                adjusted(policies -> policies.withSourceMac(SourceMac.INTERFACE).withAcceptMode(true));
        assertEquals(
                List.of("source mac", "accept mode"), parameters(v3().build().compare(to)));
    }

    /** RFC 3768 section 7.1: who has another interval is not heard until all have changed. */
    @Test
    void theIntervalOfVersion2DecidesWhoIsHeard() {
        assertEquals(
                List.of(new Change("advertisement interval", "1 s", "2 s", Impact.RE_ELECTION)),
                v2().build()
                        .compare(v2().interval(Duration.ofSeconds(2)).build())
                        .changes());
    }

    @Test
    void soDoesItsPasswordWhichIsNotShown() {
        VirtualRouterConfig none = v2().build();
        VirtualRouterConfig one =
                v2().authentication(AuthenticationKey.simpleText("one")).build();
        VirtualRouterConfig two =
                v2().authentication(AuthenticationKey.simpleText("two")).build();
        assertEquals(
                List.of(new Change("authentication", "none", "simple text", Impact.RE_ELECTION)),
                none.compare(one).changes());
        assertEquals(
                List.of(new Change("authentication", "simple text", "simple text", Impact.RE_ELECTION)),
                one.compare(two).changes());
    }

    @Test
    void theVersionNeedsARestart() {
        assertEquals(
                new Change("version", "V2", "V3", Impact.RESTART),
                change(
                        v2().build(),
                        VirtualRouterConfig.on("eth0", 51)
                                .address("192.0.2.1/24")
                                .build(),
                        "version"));
    }

    @Test
    void theFamilyNeedsARestart() {
        assertEquals(
                new Change("family", "IPV4", "IPV6", Impact.RESTART),
                change(v3().build(), v3OverIpv6().build(), "family"));
    }

    /** What is most serious decides. */
    @Test
    void ofSeveralChangesTheMostSeriousDecides() {
        VirtualRouterConfig from = v3().build();
        Changes reElection = from.compare(v3().priority(7)
                .address("192.0.2.3")
                .interval(Duration.ofSeconds(2))
                .build());
        assertEquals(List.of("priority", "advertisement interval", "addresses"), parameters(reElection));
        assertEquals(Impact.RE_ELECTION, reElection.impact());
        assertTrue(reElection.areLive());

        Changes restart = from.compare(v3().priority(7).coexistence().build());
        assertEquals(Impact.RESTART, restart.impact());
        assertFalse(restart.areLive());
    }

    @Test
    void impactsGoFromHarmlessToNot() {
        assertEquals(List.of(Impact.LIVE, Impact.RE_ELECTION, Impact.RESTART), List.of(Impact.values()));
    }

    @Test
    void aChangeReadsAsASentence() {
        assertEquals(
                "priority from 100 to 99 (RE_ELECTION)",
                v3().build().compare(v3().priority(99).build()).changes().get(0).toString());
    }

    @Test
    void changesDoNotChange() {
        List<Change> list = new ArrayList<>();
        Changes changes = new Changes(list);
        list.add(new Change("vrid", "1", "2", Impact.RESTART));
        assertEquals(List.of(), changes.changes());
        assertThrows(
                UnsupportedOperationException.class, () -> changes.changes().clear());
    }

    private static Change change(VirtualRouterConfig from, VirtualRouterConfig to, String parameter) {
        return from.compare(to).changes().stream()
                .filter(change -> change.parameter().equals(parameter))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> parameters(Changes changes) {
        return changes.changes().stream().map(Change::parameter).toList();
    }
}
