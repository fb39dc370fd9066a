package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose habits are which: the table of presets, cell by cell. A dash is a cell that the documents leave empty. */
class PresetTest {
    private static final Map<String, Function<Policies, Object>> POLICIES = Map.ofEntries(
            Map.entry("checksum sent", Policies::sentChecksum),
            Map.entry("checksum accepted", Policies::acceptedChecksum),
            Map.entry("unicast checksum of the group taken", Policies::groupChecksumFromPeers),
            Map.entry("losing advertisement", Policies::losingAdvertisement),
            Map.entry("last advertisement", Policies::lastAdvertisement),
            Map.entry("owner listens", Policies::ownerListens),
            Map.entry("foreign list discarded", Policies::foreignAddressListDiscarded),
            Map.entry("lowest unicast ttl", policies -> policies.unicastTtl().min()),
            Map.entry("highest unicast ttl", policies -> policies.unicastTtl().max()),
            Map.entry("sent unicast ttl", Policies::sentUnicastTtl),
            Map.entry("only known peers", Policies::onlyKnownPeers),
            Map.entry("burst", policies -> policies.announcements().burst()),
            Map.entry("repeated after", policies -> policies.announcements().repeatAfter()),
            Map.entry("refreshed every", policies -> policies.announcements().refreshEvery()),
            Map.entry(
                    "announced on losing advertisement",
                    policies -> policies.announcements().onLosingAdvertisement()),
            Map.entry(
                    "broadcast as target", policies -> policies.announcements().broadcastTarget()),
            Map.entry("router flag", policies -> policies.announcements().routerFlag()),
            Map.entry("source mac", Policies::sourceMac),
            Map.entry("accept mode", Policies::acceptMode),
            Map.entry("missed advertisements", Policies::missedAdvertisements),
            Map.entry("takeover patience", Policies::takeoverPatience),
            Map.entry("removed address", Policies::removedAddress));

    /**
     * Of the RFC 9568 preset's two offers for the accepted checksum this is the one for networks with both forms. keepalived
     * sets the router flag only on a router that forwards, which nobody here knows of; FRR's addresses are local ones of an
     * interface of its own, so packets to them are accepted.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    checksum sent                       | MESSAGE_ONLY | PSEUDO_HEADER | -        | PSEUDO_HEADER               | PSEUDO_HEADER
                    checksum accepted                   | EITHER       | PSEUDO_HEADER | -        | PSEUDO_HEADER               | PSEUDO_HEADER
                    unicast checksum of the group taken | false        | -             | -        | true                        | -
                    losing advertisement                | ADVERTISE    | DISCARD       | DISCARD  | ADVERTISE_AND_RESTART_TIMER | DISCARD
                    last advertisement                  | false        | false         | false    | false                       | false
                    owner listens                       | true         | false         | false    | true                        | true
                    foreign list discarded              | false        | false         | false    | false                       | false
                    lowest unicast ttl                  | 255          | -             | -        | 0                           | -
                    highest unicast ttl                 | 255          | -             | -        | 255                         | -
                    sent unicast ttl                    | 255          | -             | -        | 255                         | -
                    only known peers                    | true         | -             | -        | false                       | -
                    burst                               | 1            | 1             | 1        | 5                           | 1
                    repeated after                      | PT0S         | PT0S          | PT0S     | PT5S                        | PT0S
                    refreshed every                     | PT0S         | PT0S          | PT0S     | PT0S                        | PT0S
                    announced on losing advertisement   | false        | false         | false    | true                        | false
                    broadcast as target                 | false        | false         | false    | true                        | true
                    router flag                         | true         | true          | -        | false                       | true
                    source mac                          | VIRTUAL      | VIRTUAL       | VIRTUAL  | INTERFACE                   | VIRTUAL
                    accept mode                         | false        | false         | false    | true                        | true
                    missed advertisements               | 3            | 3             | 3        | 3                           | 3
                    takeover patience                   | PT0.1S       | PT0.1S        | PT0.1S   | PT0.1S                      | PT0.1S
                    removed address                     | PUT_BACK     | PUT_BACK      | PUT_BACK | PUT_BACK                    | PUT_BACK
                    """)
    void version3(String policy, String rfc9568, String rfc5798, String rfc3768, String keepalived, String frr) {
        assertCells(Version.V3, policy, rfc9568, rfc5798, rfc3768, keepalived, frr);
    }

    /** What version 2 has, too; 3768-6.4.3-01 and row 13: it neither answers nor lets an owner listen, unless in keepalived. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    losing advertisement                | DISCARD      | DISCARD       | DISCARD  | ADVERTISE_AND_RESTART_TIMER | DISCARD
                    last advertisement                  | false        | false         | false    | false                       | false
                    owner listens                       | false        | false         | false    | true                        | true
                    foreign list discarded              | false        | false         | false    | false                       | false
                    unicast checksum of the group taken | -            | -             | -        | -                           | -
                    lowest unicast ttl                  | 255          | -             | -        | 0                           | -
                    highest unicast ttl                 | 255          | -             | -        | 255                         | -
                    sent unicast ttl                    | 255          | -             | -        | 255                         | -
                    only known peers                    | true         | -             | -        | false                       | -
                    burst                               | 1            | 1             | 1        | 5                           | 1
                    repeated after                      | PT0S         | PT0S          | PT0S     | PT5S                        | PT0S
                    refreshed every                     | PT0S         | PT0S          | PT0S     | PT0S                        | PT0S
                    announced on losing advertisement   | false        | false         | false    | true                        | false
                    broadcast as target                 | false        | false         | false    | true                        | true
                    source mac                          | VIRTUAL      | VIRTUAL       | VIRTUAL  | INTERFACE                   | VIRTUAL
                    accept mode                         | false        | false         | false    | true                        | true
                    missed advertisements               | 3            | 3             | 3        | 3                           | 3
                    takeover patience                   | PT0.1S       | PT0.1S        | PT0.1S   | PT0.1S                      | PT0.1S
                    removed address                     | PUT_BACK     | PUT_BACK      | PUT_BACK | PUT_BACK                    | PUT_BACK
                    """)
    void version2(String policy, String rfc9568, String rfc5798, String rfc3768, String keepalived, String frr) {
        assertCells(Version.V2, policy, rfc9568, rfc5798, rfc3768, keepalived, frr);
    }

    private static void assertCells(Version version, String policy, String... cells) {
        for (Preset preset : Preset.values()) {
            String cell = cells[preset.ordinal()];
            if (!cell.equals("-")) {
                assertEquals(
                        cell,
                        POLICIES.get(policy).apply(preset.policies(version)).toString(),
                        () -> preset + ", " + version);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RFC9568,    V3, V3",
        "RFC5798,    V3, V3",
        "RFC3768,    V2, V2",
        "KEEPALIVED, V2, V3",
        "FRR,        V3, V3",
    })
    void theVersionThatIsMeantWhenNothingIsSaid(Preset preset, Version overIpv4, Version overIpv6) {
        assertEquals(overIpv4, preset.version(Family.IPV4));
        assertEquals(overIpv6, preset.version(Family.IPV6));
    }

    /** 3768-1.2-01: refused, not silently version 3. */
    @Test
    @Proves(value = "3768-1.2-01", by = NEGATIVE)
    void rfc3768HasNoIpv6() {
        assertRefusal(
                "version",
                "2",
                "IPv4 only",
                () -> v3OverIpv6().preset(Preset.RFC3768).build());
    }

    @ParameterizedTest
    @EnumSource
    void aConfigurationTakesVersionAndPoliciesOfItsPreset(Preset preset) {
        VirtualRouterConfig config = v3().preset(preset).build();
        assertEquals(preset.version(Family.IPV4), config.version());
        assertEquals(preset.policies(config.version()), config.policies());
    }

    @ParameterizedTest
    @EnumSource
    void theVersionThatIsSaidWins(Preset preset) {
        for (Version version : Version.values()) {
            VirtualRouterConfig config = v3().preset(preset).version(version).build();
            assertEquals(version, config.version());
            assertEquals(preset.policies(version), config.policies());
        }
    }

    /** The virtual MAC address takes the help of the host; without it, hosts may have learned the loser's address. */
    @ParameterizedTest
    @EnumSource(Version.class)
    void withoutAPresetItIsRfc9568WithTheMacOfTheInterfaceAndAnnouncementsAfterAConflict(Version version) {
        Policies rfc9568 = Preset.RFC9568.policies(version);
        assertEquals(
                rfc9568.withSourceMac(SourceMac.INTERFACE)
                        .withLastAdvertisement(true)
                        .withAcceptMode(true)
                        .withAnnouncements(rfc9568.announcements().withOnLosingAdvertisement(true)),
                VirtualRouterConfig.on("eth0", 51)
                        .version(version)
                        .address("192.0.2.1/24")
                        .build()
                        .policies());
    }

    @Test
    void theMacOfTheInterfaceIsNotForcedOnWhoSaysOtherwise() {
        assertEquals(
                SourceMac.VIRTUAL,
                VirtualRouterConfig.on("eth0", 51)
                        .address("192.0.2.1/24")
                        .adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                        .build()
                        .policies()
                        .sourceMac());
    }

    @ParameterizedTest
    @EnumSource
    void eachPresetFollowsTheIntervalOfAnyActiveRouter(Preset preset) {
        for (Version version : Version.values()) {
            assertEquals(
                    Interval.ofSeconds(255),
                    preset.policies(version).learnedInterval().longest());
        }
    }

    /** Whichever is said first: what is said alone wins over the preset. */
    @Test
    void aPolicySaidAloneWinsOverThePreset() {
        Policies expected = Preset.KEEPALIVED.policies(Version.V2).withAcceptMode(false);
        assertEquals(
                expected,
                v3().preset(Preset.KEEPALIVED)
                        .adjust(policies -> policies.withAcceptMode(false))
                        .build()
                        .policies());
        assertEquals(
                expected,
                v3().adjust(policies -> policies.withAcceptMode(false))
                        .preset(Preset.KEEPALIVED)
                        .build()
                        .policies());
    }

    @Test
    void adjustmentsApplyInTheirOrder() {
        assertEquals(
                7,
                v3().adjust(policies -> policies.withMissedAdvertisements(5))
                        .adjust(policies -> policies.withMissedAdvertisements(policies.missedAdvertisements() + 2))
                        .build()
                        .policies()
                        .missedAdvertisements());
    }

    @Test
    void theChecksumSaidAloneWinsOverThePreset() {
        assertEquals(
                Preset.KEEPALIVED.policies(Version.V3).withSentChecksum(ChecksumForm.MESSAGE_ONLY),
                v3().preset(Preset.KEEPALIVED)
                        .version(Version.V3)
                        .checksumForm(ChecksumForm.MESSAGE_ONLY)
                        .build()
                        .policies());
    }

    @ParameterizedTest
    @CsvSource({
        "RFC9568,    MESSAGE_ONLY",
        "RFC5798,    PSEUDO_HEADER",
        "KEEPALIVED, PSEUDO_HEADER",
        "FRR,        PSEUDO_HEADER",
    })
    void theChecksumOfThePresetIsAdvertised(Preset preset, ChecksumForm form) {
        VirtualRouterConfig config = v3().preset(preset).version(Version.V3).build();
        assertEquals(form, config.checksumForm());
        VirtualRouterConfig ipv6 =
                v3OverIpv6().preset(preset).version(Version.V3).build();
        assertEquals(ChecksumForm.PSEUDO_HEADER, ipv6.checksumForm());
        VirtualRouterConfig version2 = v3().preset(preset).version(Version.V2).build();
        assertEquals(ChecksumForm.MESSAGE_ONLY, version2.checksumForm());
    }

    /** 9568-6.4.3-06 and 3768-6.4.3-02: the four combinations. */
    @ParameterizedTest
    @CsvSource({"false, false, false", "false, true, true", "true, false, true", "true, true, true"})
    @Proves(
            value = {"9568-6.4.3-06", "3768-6.4.3-02"},
            by = BOTH)
    void packetsAreAcceptedByOwnersAndByAcceptMode(boolean owner, boolean acceptMode, boolean accepts) {
        VirtualRouterConfig.Builder builder = v3().adjust(policies -> policies.withAcceptMode(acceptMode));
        assertEquals(accepts, (owner ? builder.addressOwner() : builder).build().acceptsPackets());
    }
}
