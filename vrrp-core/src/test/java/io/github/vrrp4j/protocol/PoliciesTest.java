package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each policy can be set alone, and within its range. */
class PoliciesTest {
    private static final Policies RFC9568 = Preset.RFC9568.policies(Version.V3);

    static final Map<String, UnaryOperator<Policies>> CHANGES = Map.ofEntries(
            Map.entry("sentChecksum", policies -> policies.withSentChecksum(ChecksumForm.PSEUDO_HEADER)),
            Map.entry("acceptedChecksum", policies -> policies.withAcceptedChecksum(ChecksumAcceptance.MESSAGE_ONLY)),
            Map.entry("groupChecksumFromPeers", policies -> policies.withGroupChecksumFromPeers(true)),
            Map.entry("losingAdvertisement", policies -> policies.withLosingAdvertisement(LosingAdvertisement.DISCARD)),
            Map.entry("lastAdvertisement", policies -> policies.withLastAdvertisement(true)),
            Map.entry("listensAfterStall", policies -> policies.withListensAfterStall(false)),
            Map.entry("takeoverPatience", policies -> policies.withTakeoverPatience(Duration.ofSeconds(1))),
            Map.entry("ownerListens", policies -> policies.withOwnerListens(false)),
            Map.entry("foreignAddressListDiscarded", policies -> policies.withForeignAddressListDiscarded(true)),
            Map.entry("unicastTtl", policies -> policies.withUnicastTtl(new TtlRange(250, 254))),
            Map.entry("sentUnicastTtl", policies -> policies.withSentUnicastTtl(64)),
            Map.entry("onlyKnownPeers", policies -> policies.withOnlyKnownPeers(false)),
            Map.entry(
                    "announcements",
                    policies -> policies.withAnnouncements(new AnnouncementSchedule(
                            2, Duration.ofSeconds(3), Duration.ofSeconds(4), true, true, false))),
            Map.entry("sourceMac", policies -> policies.withSourceMac(SourceMac.INTERFACE)),
            Map.entry("acceptMode", policies -> policies.withAcceptMode(true)),
            Map.entry("missedAdvertisements", policies -> policies.withMissedAdvertisements(5)),
            Map.entry(
                    "learnedInterval",
                    policies -> policies.withLearnedInterval(
                            new LearnedInterval(Interval.ofSeconds(5), LearnedInterval.TooLong.DISCARD))),
            Map.entry("removedAddress", policies -> policies.withRemovedAddress(RemovedAddress.RESIGN)));

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("sentChecksum", ChecksumForm.PSEUDO_HEADER),
            Map.entry("acceptedChecksum", ChecksumAcceptance.MESSAGE_ONLY),
            Map.entry("groupChecksumFromPeers", true),
            Map.entry("losingAdvertisement", LosingAdvertisement.DISCARD),
            Map.entry("lastAdvertisement", true),
            Map.entry("listensAfterStall", false),
            Map.entry("takeoverPatience", Duration.ofSeconds(1)),
            Map.entry("ownerListens", false),
            Map.entry("foreignAddressListDiscarded", true),
            Map.entry("unicastTtl", new TtlRange(250, 254)),
            Map.entry("sentUnicastTtl", 64),
            Map.entry("onlyKnownPeers", false),
            Map.entry(
                    "announcements",
                    new AnnouncementSchedule(2, Duration.ofSeconds(3), Duration.ofSeconds(4), true, true, false)),
            Map.entry("sourceMac", SourceMac.INTERFACE),
            Map.entry("acceptMode", true),
            Map.entry("missedAdvertisements", 5),
            Map.entry("learnedInterval", new LearnedInterval(Interval.ofSeconds(5), LearnedInterval.TooLong.DISCARD)),
            Map.entry("removedAddress", RemovedAddress.RESIGN));

    static Stream<String> policies() {
        return components().map(RecordComponent::getName);
    }

    private static Stream<RecordComponent> components() {
        return Arrays.stream(Policies.class.getRecordComponents());
    }

    @Test
    void allOfThemAreTried() {
        Set<String> names = policies().collect(Collectors.toSet());
        assertEquals(names, CHANGES.keySet());
        assertEquals(names, VALUES.keySet());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void oneChangesAndAllOthersStay(String changed) throws ReflectiveOperationException {
        Policies policies = CHANGES.get(changed).apply(RFC9568);
        for (RecordComponent component : components().toList()) {
            Object before = component.getAccessor().invoke(RFC9568);
            Object after = component.getAccessor().invoke(policies);
            if (component.getName().equals(changed)) {
                assertNotEquals(before, after);
                assertEquals(VALUES.get(changed), after);
            } else {
                assertEquals(before, after, component.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void eachCanBeSetInAConfiguration(String changed) {
        VirtualRouterConfig config = Fixtures.v3()
                .preset(Preset.RFC9568)
                .adjust(CHANGES.get(changed))
                .build();
        assertEquals(CHANGES.get(changed).apply(RFC9568), config.policies());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void theTtlOfUnicastCopiesIs1To255(int ttl) {
        assertRefusal("unicast ttl", Integer.toString(ttl), "1 to 255", () -> RFC9568.withSentUnicastTtl(ttl));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255})
    void bothEndsOfTheTtlAreTaken(int ttl) {
        assertEquals(ttl, RFC9568.withSentUnicastTtl(ttl).sentUnicastTtl());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    @Proves(
            value = {"ext-time-04", "ext-cfg-01"},
            by = NEGATIVE)
    void theNumberOfMissedAdvertisementsIs1To100(int number) {
        assertRefusal(
                "missed advertisements",
                Integer.toString(number),
                "1 to 100",
                () -> RFC9568.withMissedAdvertisements(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    @Proves(value = "ext-time-04", by = POSITIVE)
    void bothEndsOfTheNumberOfMissedAdvertisementsAreTaken(int number) {
        assertEquals(number, RFC9568.withMissedAdvertisements(number).missedAdvertisements());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT10.000000001S"})
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void thePatienceOfATakeoverIs0To10Seconds(Duration patience) {
        assertRefusal(
                "takeover patience", patience.toString(), "0 to 10 s", () -> RFC9568.withTakeoverPatience(patience));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT10S"})
    void bothEndsOfThePatienceOfATakeoverAreTaken(Duration patience) {
        assertEquals(patience, RFC9568.withTakeoverPatience(patience).takeoverPatience());
    }

    @ParameterizedTest
    @CsvSource({"-1, 255", "0, 256", "255, 254", "256, 256", "-2, -1"})
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void aTtlRangeLiesWithin0To255(int min, int max) {
        assertRefusal("ttl range", min + " to " + max, "0 to 255", () -> new TtlRange(min, max));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 255", "255, 255", "64, 64"})
    void aTtlRangeMayBeOneValue(int min, int max) {
        TtlRange range = new TtlRange(min, max);
        for (int ttl = 0; ttl <= 255; ttl++) {
            assertEquals(min <= ttl && ttl <= max, range.contains(ttl), range + " and " + ttl);
        }
    }

    @Test
    void theTwoRangesThatHaveNames() {
        assertEquals(new TtlRange(255, 255), TtlRange.ONLY_255);
        assertEquals(new TtlRange(0, 255), TtlRange.ANY);
    }

    private static AnnouncementSchedule schedule(int burst, Duration repeat, Duration refresh) {
        return new AnnouncementSchedule(burst, repeat, refresh, false, false, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void aBurstHas1To100Announcements(int burst) {
        assertRefusal(
                "announcement burst",
                Integer.toString(burst),
                "1 to 100",
                () -> schedule(burst, Duration.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void bothEndsOfABurstAreTaken(int burst) {
        assertEquals(burst, schedule(burst, Duration.ZERO, Duration.ZERO).burst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT24H0.000000001S"})
    void repeatAndRefreshAre0To24Hours(Duration duration) {
        assertRefusal(
                "announcement repeat", duration.toString(), "0 to 24 h", () -> schedule(1, duration, Duration.ZERO));
        assertRefusal(
                "announcement refresh", duration.toString(), "0 to 24 h", () -> schedule(1, Duration.ZERO, duration));
    }

    @Test
    void bothEndsOfRepeatAndRefreshAreTaken() {
        assertEquals(
                Duration.ofDays(1),
                schedule(1, Duration.ofDays(1), Duration.ZERO).repeatAfter());
        assertEquals(
                Duration.ofDays(1),
                schedule(1, Duration.ZERO, Duration.ofDays(1)).refreshEvery());
    }

    @Test
    void theAnnouncementsOnALosingAdvertisementCanBeSetAlone() {
        AnnouncementSchedule schedule =
                new AnnouncementSchedule(2, Duration.ofSeconds(3), Duration.ofSeconds(4), false, true, false);
        assertEquals(
                new AnnouncementSchedule(2, Duration.ofSeconds(3), Duration.ofSeconds(4), true, true, false),
                schedule.withOnLosingAdvertisement(true));
        assertEquals(schedule, schedule.withOnLosingAdvertisement(true).withOnLosingAdvertisement(false));
    }

    /** ext-garp-01, minimal mode. */
    @Test
    void onceIsWhatTheRfcsAskFor() {
        assertEquals(schedule(1, Duration.ZERO, Duration.ZERO), AnnouncementSchedule.ONCE);
    }
}
