package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcement.GratuitousArp;
import io.github.vrrp4j.spi.Announcement.UnsolicitedNeighborAdvertisement;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gratuitous ARP and unsolicited Neighbor Advertisements: RFC 9568 sections 6.4.1, 6.4.2, 8.1.2 and 8.2.2. */
class AnnouncementsTest {
    private static final Optional<MacAddress> VIRTUAL = Optional.of(new MacAddress(0x0000_5e00_0133L));
    private static final Optional<MacAddress> VIRTUAL6 = Optional.of(new MacAddress(0x0000_5e00_0233L));
    private static final Optional<MacAddress> INTERFACE = Optional.empty();
    private static final Optional<MacAddress> SAME = Optional.empty();
    private static final Optional<MacAddress> BROADCAST = Optional.of(MacAddress.BROADCAST);

    private static IpAddress ip(String literal) {
        return IpAddress.of(literal);
    }

    private static AnnouncementSchedule schedule(int burst, int repeat, int refresh, boolean onLosing) {
        return new AnnouncementSchedule(
                burst, Duration.ofSeconds(repeat), Duration.ofSeconds(refresh), onLosing, false, true);
    }

    private static VirtualRouterConfig.Builder with(AnnouncementSchedule schedule) {
        return Bench.v3().adjust(policies -> policies.withAnnouncements(schedule));
    }

    /** What becoming Active announces. */
    private static List<Announcement> onPromotion(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.of(builder);
        bench.router.start(bench.id, bench.now);
        bench.passes(4 * Bench.SECOND);
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(1, bench.wire.announced.size());
        return bench.wire.announced.get(0);
    }

    /** Errata 7947 and 7949: the address is sender and target. */
    @Test
    @Proves(value = "9568-7947-01", by = BOTH)
    void eachIpv4AddressIsAnnouncedByAGratuitousArpOfItsOwn() {
        List<Announcement> expected = List.of(
                new GratuitousArp(VIRTUAL, ip("10.9.0.100"), SAME), new GratuitousArp(VIRTUAL, ip("10.9.0.101"), SAME));
        assertEquals(expected, onPromotion(Bench.v3().preset(Preset.RFC9568)));
        assertEquals(expected, onPromotion(Bench.v3().preset(Preset.RFC9568).addressOwner()));
        assertEquals(expected, onPromotion(Bench.v3().preset(Preset.RFC3768)));
    }

    @Test
    @Proves(
            value = {"9568-6.4.2-07", "9568-6.4.3-03"},
            by = POSITIVE)
    void eachIpv6AddressIsAnnouncedByAnUnsolicitedNeighborAdvertisementOfItsOwn() {
        List<Announcement> expected = List.of(
                new UnsolicitedNeighborAdvertisement(VIRTUAL6, ip("fe80::5:1"), true),
                new UnsolicitedNeighborAdvertisement(VIRTUAL6, ip("2001:db8:5::1"), true));
        assertEquals(expected, onPromotion(Bench.v3OverIpv6().preset(Preset.RFC9568)));
        assertEquals(
                expected, onPromotion(Bench.v3OverIpv6().preset(Preset.RFC9568).addressOwner()));
    }

    /** The frames' source goes with it: the transport is told the virtual router, whose number makes the address. */
    @Test
    @Proves(
            value = {"9568-7.2-02", "9568-8.1.2-01"},
            by = POSITIVE)
    void thePresetsOfTheRfcsUseTheVirtualMac() {
        for (Preset preset : List.of(Preset.RFC9568, Preset.RFC5798, Preset.RFC3768, Preset.FRR)) {
            VirtualRouterConfig config = Bench.v3().preset(preset).build();
            assertEquals(SourceMac.VIRTUAL, config.policies().sourceMac());
            assertEquals(VIRTUAL, onPromotion(Bench.v3().preset(preset)).get(0).hardware());
            assertTrue(config.advice().stream()
                    .noneMatch(advice -> advice.parameter().equals("source mac")));
        }
    }

    @Test
    @Proves(value = "9568-7.2-02", by = NEGATIVE)
    void theMacOfTheInterfaceIsUsedOnlyIfSoConfiguredAndThenThereIsAdvice() {
        for (VirtualRouterConfig.Builder builder : List.of(
                Bench.v3(),
                Bench.v3().preset(Preset.KEEPALIVED),
                Bench.v3().preset(Preset.RFC9568).adjust(policies -> policies.withSourceMac(SourceMac.INTERFACE)))) {
            assertEquals(INTERFACE, onPromotion(builder).get(0).hardware());
            assertTrue(builder.build().advice().stream()
                    .anyMatch(advice -> advice.parameter().equals("source mac")));
        }
    }

    @Test
    void keepalivedAndFrrBroadcastTheTargetAndKeepalivedLeavesTheRouterFlagOut() {
        assertEquals(
                new GratuitousArp(INTERFACE, ip("10.9.0.100"), BROADCAST),
                onPromotion(Bench.v3().preset(Preset.KEEPALIVED)).get(0));
        assertEquals(
                new GratuitousArp(VIRTUAL, ip("10.9.0.100"), BROADCAST),
                onPromotion(Bench.v3().preset(Preset.FRR)).get(0));
        assertEquals(
                new UnsolicitedNeighborAdvertisement(INTERFACE, ip("fe80::5:1"), false),
                onPromotion(Bench.v3OverIpv6().preset(Preset.KEEPALIVED)).get(0));
        assertEquals(
                new UnsolicitedNeighborAdvertisement(VIRTUAL6, ip("fe80::5:1"), true),
                onPromotion(Bench.v3OverIpv6().preset(Preset.FRR)).get(0));
    }

    /** When something was announced, since the promotion, and how many frames. */
    private static List<String> occasions(Bench bench, int seconds) {
        List<String> occasions = new ArrayList<>();
        for (int second = 0; second <= seconds; second++) {
            for (List<Announcement> announced : bench.wire.announced) {
                occasions.add(second + " s: " + announced.size());
            }
            bench.wire.announced.clear();
            bench.passes(Bench.SECOND);
        }
        return occasions;
    }

    private static Bench justActive(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.of(builder);
        bench.router.start(bench.id, bench.now);
        bench.now = bench.deadline();
        bench.router.expire(bench.now);
        return bench;
    }

    @Test
    @Proves(value = "ext-garp-01", by = POSITIVE)
    void theRfcsAskForOneEachAndNoMore() {
        assertEquals(List.of("0 s: 2"), occasions(justActive(Bench.v3()), 100));
    }

    @Test
    @Proves(value = "ext-garp-01", by = POSITIVE)
    void aBurstIsRepeatedOnceAfterAWhile() {
        assertEquals(List.of("0 s: 10", "5 s: 10"), occasions(justActive(with(schedule(5, 5, 0, false))), 100));
        assertEquals(
                List.of("0 s: 10", "5 s: 10"), occasions(justActive(Bench.v3().preset(Preset.KEEPALIVED)), 100));
    }

    @Test
    @Proves(value = "ext-garp-01", by = POSITIVE)
    void aRefreshGoesOnAsLongAsTheRouterIsActive() {
        assertEquals(
                List.of("0 s: 2", "5 s: 2", "30 s: 2", "60 s: 2", "90 s: 2"),
                occasions(justActive(with(schedule(1, 5, 30, false))), 100));
    }

    static Stream<Consumer<Bench>> ends() {
        return Stream.of(
                bench -> bench.router.stop(bench.id, bench.now),
                bench -> bench.router.remove(bench.id, bench.now),
                bench -> bench.router.resign(bench.id, "maintenance", bench.now),
                bench -> bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now),
                bench -> bench.router.link("eth0", LinkStatus.ABSENT, bench.now),
                bench -> bench.router.link("eth0", LinkStatus.up(List.of()), bench.now),
                bench -> bench.hears(bench.saying(200), Bench.HIGHER),
                bench -> bench.hears(bench.saying(100), Bench.HIGHER));
    }

    /** A Backup that announces an address poisons the caches of the whole link. */
    @ParameterizedTest
    @MethodSource("ends")
    @Proves(value = "ext-garp-01", by = NEGATIVE)
    void whateverEndsTheActiveStateEndsTheAnnouncements(Consumer<Bench> end) {
        Bench bench = justActive(with(schedule(5, 2, 1, true)));
        bench.passes(Bench.SECOND / 2);
        bench.wire.announced.clear();

        end.accept(bench);
        for (int i = 0; i < 100; i++) {
            bench.hears(bench.saying(200), Bench.HIGHER);
            bench.hears(bench.saying(50), Bench.LOWER);
            bench.passes(Bench.SECOND / 10);
        }

        assertEquals(List.of(), bench.wire.announced);
        long later = bench.router.deadline();
        assertTrue(later == VirtualRouter.NEVER || later > bench.now + 2 * Bench.SECOND);
    }

    @Test
    @Proves(value = "ext-garp-01", by = NEGATIVE)
    void theNextActiveStateBeginsAnew() {
        Bench bench = justActive(with(schedule(1, 10, 0, false)));
        bench.passes(5 * Bench.SECOND);
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.wire.announced.clear();
        bench.now = bench.deadline();
        bench.router.expire(bench.now);

        assertEquals(List.of("0 s: 2", "10 s: 2"), occasions(bench, 60));
    }

    @Test
    @Proves(value = "ext-garp-02", by = POSITIVE)
    void aRouterThatHasToYieldIsAnOccasionForTheWholeBurst() {
        Bench bench = justActive(with(schedule(3, 0, 0, true)));
        bench.passes(2 * Bench.SECOND);
        bench.wire.announced.clear();

        bench.hears(bench.saying(50), Bench.HIGHER);

        assertEquals(1, bench.wire.announced.size());
        assertEquals(6, bench.wire.announced.get(0).size());
    }

    /** They can come as fast as a stranger likes. */
    @Test
    @Proves(value = "ext-garp-02", by = NEGATIVE)
    void suchOccasionsComeAtMostOnceASecond() {
        Bench bench = justActive(with(schedule(1, 0, 0, true)));
        for (int i = 0; i < 1000; i++) {
            bench.passes(10 * Bench.MILLISECOND);
            bench.hears(bench.saying(50), i % 2 == 0 ? Bench.HIGHER : Bench.LOWER);
        }
        assertEquals(1 + 10, bench.wire.announced.size());
    }

    /** Two that become Active at once: the one that yields may have announced after the one that stays. */
    @Test
    @Proves(value = "ext-garp-02", by = POSITIVE)
    void rightAfterBecomingActiveIsNotTooEarly() {
        Bench bench = justActive(with(schedule(1, 0, 0, true)));
        bench.hears(bench.saying(50), Bench.HIGHER);
        assertEquals(List.of("0 s: 2", "0 s: 2"), occasions(bench, 10));
    }

    /** Its last announcement came after ours: hosts believe that one until they hear us again. */
    @Test
    @Proves(value = "ext-garp-02", by = POSITIVE)
    void anOccasionThatComesTooEarlyIsMadeUpForOnce() {
        Bench bench = justActive(with(schedule(1, 0, 0, true)));
        bench.passes(10 * Bench.SECOND);
        bench.wire.announced.clear();

        for (int i = 0; i < 3; i++) {
            bench.hears(bench.saying(50), Bench.HIGHER);
            bench.passes(Bench.MILLISECOND);
        }

        assertEquals(List.of("0 s: 2", "1 s: 2"), occasions(bench, 10));
    }

    @Test
    @Proves(value = "ext-garp-02", by = NEGATIVE)
    void whatIsOwedIsForgottenWhenTheStateEnds() {
        Bench bench = justActive(with(schedule(1, 0, 0, true)));
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.wire.announced.clear();

        bench.hears(bench.saying(200), Bench.HIGHER);

        assertEquals(List.of(), occasions(bench, 2));
    }

    @Test
    @Proves(value = "ext-garp-02", by = NEGATIVE)
    void theRfcsDoNotKnowThatOccasion() {
        for (Preset preset : List.of(Preset.RFC9568, Preset.RFC3768)) {
            Bench bench = justActive(Bench.v3().preset(preset));
            bench.wire.announced.clear();
            bench.passes(2 * Bench.SECOND);
            bench.hears(bench.saying(50), Bench.HIGHER);
            assertEquals(List.of(), bench.wire.announced);
        }
    }

    @Test
    @Proves(
            value = {"9568-8.1.2-04", "9568-8.2.2-03"},
            by = POSITIVE)
    void anAddressThatComesWhileActiveIsAnnouncedAndNoOther() {
        Bench ipv4 = Bench.active(Bench.v3());
        ipv4.router.reconfigure(ipv4.config.toBuilder().address("10.9.0.102/24").build(), ipv4.now);
        assertEquals(List.of(List.of(new GratuitousArp(INTERFACE, ip("10.9.0.102"), SAME))), ipv4.wire.announced);

        Bench ipv6 = Bench.active(Bench.v3OverIpv6().preset(Preset.RFC9568));
        ipv6.router.reconfigure(
                ipv6.config.toBuilder().address("2001:db8:5::2/64").build(), ipv6.now);
        assertEquals(
                List.of(List.of(new UnsolicitedNeighborAdvertisement(VIRTUAL6, ip("2001:db8:5::2"), true))),
                ipv6.wire.announced);
    }

    @Test
    @Proves(value = "9568-8.1.2-04", by = NEGATIVE)
    void anAddressThatComesWhileBackupIsNotAnnounced() {
        Bench bench = Bench.backup(Bench.v3());
        bench.router.reconfigure(
                bench.config.toBuilder().address("10.9.0.102/24").build(), bench.now);
        assertEquals(List.of(), bench.wire.announced);
    }

    /** Right after an announcement, which were the old ones. */
    @Test
    @Proves(value = "9568-8.1.2-04", by = POSITIVE)
    void addressesThatAllComeAtOnceAreAnnouncedAtOnce() {
        Bench bench = Bench.active(Bench.v3());
        bench.router.reconfigure(
                bench.config.toBuilder().noAddresses().address("10.9.0.7/24").build(), bench.now);
        assertEquals(List.of(List.of(new GratuitousArp(INTERFACE, ip("10.9.0.7"), SAME))), bench.wire.announced);
    }

    @Test
    void oneChoiceLeavesTheOthersAsTheyAre() {
        assertEquals(schedule(3, 5, 30, true), schedule(3, 5, 0, true).withRefreshEvery(Duration.ofSeconds(30)));
        assertEquals(schedule(3, 5, 30, true), schedule(3, 5, 30, false).withOnLosingAdvertisement(true));
    }

    @Test
    @Proves(value = "ext-cfg-02", by = POSITIVE)
    void anotherScheduleHoldsFromNowOn() {
        Bench bench = Bench.active(Bench.v3());
        bench.router.reconfigure(
                bench.config.toBuilder()
                        .adjust(policies -> policies.withAnnouncements(schedule(2, 0, 30, false)))
                        .build(),
                bench.now);
        assertEquals(List.of("30 s: 4", "60 s: 4"), occasions(bench, 70));

        bench.router.reconfigure(bench.config, bench.now);
        assertEquals(List.of(), occasions(bench, 70));
    }

    /** RFC 9568 section 8.1.2. */
    @Test
    @Proves(value = "9568-8.1.2-03", by = NEGATIVE)
    void anOwnerThatRestartsAnnouncesNothingWithTheMacOfTheInterface() {
        Bench bench = justActive(Bench.v3().preset(Preset.RFC9568).addressOwner());
        bench.router.stop(bench.id, bench.now);
        bench.router.start(bench.id, bench.now);
        bench.passes(Bench.SECOND);

        assertEquals(2, bench.wire.announced.size());
        assertTrue(bench.wire.announced.stream()
                .flatMap(List::stream)
                .allMatch(announcement -> announcement.hardware().equals(VIRTUAL)));
    }
}
