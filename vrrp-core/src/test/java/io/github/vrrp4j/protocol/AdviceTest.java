package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is valid and may all the same not be what is wanted: said, and not refused. */
class AdviceTest {
    private static VirtualRouterConfig.Builder withMacOfTheInterface() {
        return VirtualRouterConfig.on("eth0", 51).address("192.0.2.1/24");
    }

    private static List<String> parameters(VirtualRouterConfig.Builder builder) {
        return builder.build().advice().stream().map(Advice::parameter).toList();
    }

    private static String text(VirtualRouterConfig.Builder builder) {
        List<Advice> advice = builder.build().advice();
        assertEquals(1, advice.size(), advice::toString);
        return advice.get(0).text();
    }

    @ParameterizedTest
    @EnumSource(names = {"RFC9568", "RFC5798", "RFC3768"})
    void onWhatAnRfcSaysThereIsNone(Preset preset) {
        assertEquals(List.of(), v3().preset(preset).build().advice());
    }

    /** 9568-7.2-02: reported. */
    @Test
    void theMacOfTheInterfaceIsAgainstTheRfc() {
        assertEquals(List.of("source mac"), parameters(withMacOfTheInterface()));
        assertTrue(text(withMacOfTheInterface()).contains("7.2"));
    }

    @Test
    void aProbeWithoutARefreshLeavesHostsBehindTheCutUninformed() {
        VirtualRouterConfig.Builder builder = withMacOfTheInterface().probe(ReachabilityProbe.of("192.0.2.254"));
        assertEquals(List.of("source mac", "probe"), parameters(builder));
        assertEquals(
                List.of("source mac"),
                parameters(builder.adjust(policies ->
                        policies.withAnnouncements(policies.announcements().withRefreshEvery(Duration.ofSeconds(5))))));
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "40, 1", "50, 0", "1000, 0"})
    void aShortIntervalLeavesNoRoomForAPause(int milliseconds, int advice) {
        VirtualRouterConfig.Builder builder = v3().interval(Duration.ofMillis(milliseconds));
        assertEquals(
                List.of("advertisement interval").subList(0, advice), parameters(builder), () -> milliseconds + " ms");
    }

    @Test
    void theShortIntervalIsNamed() {
        assertTrue(text(v3().interval(Duration.ofMillis(20))).startsWith("0.02 s "));
    }

    /** ext-time-04: warned when not three. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 100})
    @Proves(value = "ext-time-04", by = POSITIVE)
    void anotherNumberOfMissedAdvertisementsIsAgainstTheRfc(int number) {
        VirtualRouterConfig.Builder builder = v3().adjust(policies -> policies.withMissedAdvertisements(number));
        assertEquals(List.of("missed advertisements"), parameters(builder));
    }

    /** 3768-6.4.3-02: warned, and refused in the strict preset. */
    @Test
    @Proves(value = "3768-6.4.3-02", by = NEGATIVE)
    void acceptModeDoesNotExistInVersion2() {
        VirtualRouterConfig.Builder builder =
                v3().version(Version.V2).adjust(policies -> policies.withAcceptMode(true));
        assertEquals(List.of("accept mode"), parameters(builder));
        assertEquals(List.of(), parameters(builder.addressOwner()));
        assertEquals(List.of(), parameters(v3().adjust(policies -> policies.withAcceptMode(true))));
    }

    @Test
    @Proves(value = "9568-8.4.2-02", by = NEGATIVE)
    void coexistenceIsNotMeantToStay() {
        assertEquals(List.of("coexistence"), parameters(v3().coexistence()));
        String wholeSeconds = text(v3().coexistence().interval(Duration.ofSeconds(2)));
        assertTrue(wholeSeconds.contains("8.4.2") && !wholeSeconds.contains("less than a second"), wholeSeconds);
        String lessThanASecond = text(v3().coexistence().interval(Duration.ofMillis(100)));
        assertTrue(lessThanASecond.contains("less than a second"), lessThanASecond);
    }

    @Test
    void aTtlBelow255IsNoProof() {
        VirtualRouterConfig.Builder lenient = v3().adjust(policies -> policies.withUnicastTtl(new TtlRange(254, 255)));
        assertEquals(List.of("unicast ttl"), parameters(lenient.peer("192.0.2.12")));
        assertEquals(List.of(), parameters(lenient.noPeers()));
        assertEquals(List.of(), parameters(v3().peer("192.0.2.12")));
    }

    @Test
    void thereMayBeMuchToSay() {
        assertEquals(
                List.of("advertisement interval", "missed advertisements", "source mac", "coexistence", "unicast ttl"),
                parameters(v3().version(Version.V3)
                        .preset(Preset.KEEPALIVED)
                        .coexistence()
                        .interval(Duration.ofMillis(10))
                        .adjust(policies -> policies.withMissedAdvertisements(7))
                        .peer("192.0.2.12")));
    }

    @Test
    void adviceReadsAsASentence() {
        assertEquals("vrid: is taken", new Advice("vrid", "is taken").toString());
    }
}
