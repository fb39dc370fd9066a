package io.github.vrrp4j.examples.agent.conf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Policies;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VrrpConfReaderTest {
    private static final String GLOBAL = "global_defs { vrrp_version 3 }";

    private final VrrpConfReader reader = new VrrpConfReader(new Machine() {
        @Override
        public boolean hasInterface(String name) {
            return Set.of("lo", "eth0", "eth1").contains(name);
        }

        @Override
        public List<IpAddress> addresses(String interfaceName) {
            return interfaceName.equals("lo")
                    ? Stream.of("10.9.0.1", "2001:db8::1", "10.9.0.7", "fe80::1")
                            .map(IpAddress::of)
                            .toList()
                    : List.of();
        }
    });

    @Test
    void readsAnOperatorsFile() {
        VirtualRouterConfig config = only("""
                global_defs { vrrp_version 3 }
                vrrp_instance V1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    priority 120
                    advert_int 0.1
                    nopreempt
                    virtual_ipaddress {
                        10.9.0.100/24
                        10.9.0.101/24 dev eth0
                    }
                }
                """);
        assertAll(
                () -> assertEquals("eth0/51", config.id().toString()),
                () -> assertEquals(Version.V3, config.version()),
                () -> assertEquals(120, config.priority()),
                () -> assertEquals(Interval.ofCentiseconds(10), config.interval()),
                () -> assertEquals(Preemption.NEVER, config.preemption()),
                () -> assertEquals(ChecksumForm.PSEUDO_HEADER, config.checksumForm()),
                () -> assertEquals(
                        "[10.9.0.100/24, 10.9.0.101/24]", config.addresses().toString()));
    }

    @Test
    void defaultsAreThoseOfKeepalived() {
        VirtualRouterConfig config = only("""
                vrrp_instance V1 {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress { 10.9.0.100 }
                }
                """);
        assertAll(
                () -> assertEquals(Version.V2, config.version()),
                () -> assertEquals(100, config.priority()),
                () -> assertEquals(Interval.ofSeconds(1), config.interval()),
                () -> assertEquals(Preemption.IMMEDIATE, config.preemption()),
                () -> assertEquals(ChecksumForm.MESSAGE_ONLY, config.checksumForm()),
                () -> assertEquals("[10.9.0.100/32]", config.addresses().toString()));
    }

    @Test
    void theVersionOfAnInstanceWinsOverThatOfTheFile() {
        String text = Mistake.GOOD.replace("priority 100", "version 2").replace("advert_int 0.1", "advert_int 3");
        assertEquals(Version.V2, only(text).version());
    }

    @Test
    void theVersionOfTheFileMayFollowTheInstances() {
        assertEquals(Version.V3, only(Mistake.GOOD.replace(GLOBAL, "") + GLOBAL).version());
    }

    @Test
    void priority255IsTheAddressOwner() {
        assertTrue(only(Mistake.GOOD.replace("priority 100", "priority 255")).isOwner());
    }

    @Test
    void readsIpv6UnderVersion3() {
        VirtualRouterConfig config = only(Mistake.GOOD.replace("10.9.0.100/24", "fe80::100/64\n2001:db8::100"));
        assertEquals("lo/51/IPv6", config.id().toString());
        assertEquals("[fe80::100/64, 2001:db8::100/128]", config.addresses().toString());
    }

    @Test
    void ipv6IsVersion3UnlessSaidOtherwise() {
        String text = Mistake.GOOD.replace(GLOBAL, "").replace("10.9.0.100/24", "fe80::100");
        assertEquals(Version.V3, only(text).version());
    }

    @Test
    void behavesAsKeepalivedUnlessToldOtherwise() {
        Policies expected = Preset.KEEPALIVED
                .policies(Version.V3)
                .withAcceptedChecksum(ChecksumAcceptance.EITHER)
                .withLastAdvertisement(true);
        assertEquals(expected, only(Mistake.GOOD).policies());
    }

    @Test
    void aPresetBringsItsVersionAndItsPolicies() {
        VirtualRouterConfig config = only(Mistake.GOOD.replace(GLOBAL, "").replace("priority 100", "preset rfc9568"));
        assertEquals(Version.V3, config.version());
        assertEquals(Preset.RFC9568.policies(Version.V3), config.policies());
    }

    @Test
    void aVersionWinsOverThatOfAPreset() {
        VirtualRouterConfig config = only(Mistake.GOOD
                .replace(GLOBAL, "")
                .replace("priority 100", "preset rfc9568\nversion 2")
                .replace("advert_int 0.1", "advert_int 1"));
        assertEquals(Version.V2, config.version());
        assertEquals(Preset.RFC9568.policies(Version.V2), config.policies());
    }

    @Test
    void readsWhatDiffersFromThePreset() {
        Policies policies = only(Mistake.GOOD.replace("priority 100", """
                use_vmac
                no_accept
                garp_master_delay 2
                garp_master_repeat 3
                garp_master_refresh 60
                v3_checksum_as_v2
                old_unicast_checksum never
                """)).policies();
        AnnouncementSchedule schedule =
                new AnnouncementSchedule(3, Duration.ofSeconds(2), Duration.ofMinutes(1), true, true, false);
        Policies expected = Preset.KEEPALIVED
                .policies(Version.V3)
                .withAcceptedChecksum(ChecksumAcceptance.EITHER)
                .withLastAdvertisement(true)
                .withSourceMac(SourceMac.VIRTUAL)
                .withAcceptMode(false)
                .withAnnouncements(schedule)
                .withSentChecksum(ChecksumForm.MESSAGE_ONLY)
                .withGroupChecksumFromPeers(false);
        assertEquals(expected, policies);
    }

    @Test
    void theNameOfAVirtualMacInterfaceIsChosenHere() {
        VrrpConf conf = reader.read("vrrp.conf", Mistake.GOOD.replace("priority 100", "use_vmac vrrp.51"));
        assertEquals(
                List.of("vrrp.conf:5: use_vmac vrrp.51: the interface's name and MAC address are chosen here"),
                texts(conf.problems()));
    }

    @Test
    void readsWhenToPreempt() {
        assertEquals(
                Preemption.after(Duration.ofMillis(2_500)),
                only(Mistake.GOOD.replace("priority 100", "preempt_delay 2.5")).preemption());
        assertEquals(
                Preemption.IMMEDIATE,
                only(Mistake.GOOD.replace("priority 100", "preempt")).preemption());
    }

    @Test
    void readsUnicastPeersAndTheAddressThatPacketsComeFromAnyway() {
        VirtualRouterConfig config = only(Mistake.GOOD.replace("priority 100", """
                unicast_src_ip 10.9.0.1
                unicast_peer {
                    10.9.0.2
                    10.9.0.3
                }
                """));
        assertEquals("[10.9.0.2, 10.9.0.3]", config.peers().toString());
    }

    @ParameterizedTest
    @CsvSource({"unicast_src_ip, 10.9.0.7, 10.9.0.1", "mcast_src_ip, fe80::7, fe80::1"})
    void packetsComeFromNoOtherAddressThanThePrimaryOne(String keyword, String address, String primary) {
        VrrpConf conf = reader.read("vrrp.conf", Mistake.GOOD.replace("priority 100", keyword + " " + address));
        assertEquals(
                List.of("vrrp.conf:5: " + keyword + " " + address + ": must be " + primary
                        + ", since packets come from the primary address of lo"),
                texts(conf.errors()));
    }

    @Test
    void whatCannotBeCheckedOfPeersIsAWarning() {
        VrrpConf conf = reader.read(
                "vrrp.conf",
                Mistake.GOOD
                        .replace("interface lo", "interface eth0")
                        .replace("priority 100", "unicast_src_ip 10.9.0.7\nunicast_peer { 10.9.0.2 min_ttl 255\n}"));
        assertEquals(
                List.of(
                        "vrrp.conf:5: unicast_src_ip 10.9.0.7: cannot be checked, since eth0 has no such address yet;"
                                + " packets come from its primary one",
                        "vrrp.conf:6: unicast_peer 10.9.0.2: min_ttl 255 is not supported, skipped"),
                texts(conf.problems()));
        assertEquals(Set.of("V1"), conf.instances().keySet());
    }

    @Test
    void readsAuthentication() {
        assertEquals(
                AuthenticationKey.simpleText("secret"),
                only(authenticated("PASS", "secret")).authentication());
        assertEquals(
                AuthenticationKey.header("secret"),
                only(authenticated("AH", "secret")).authentication());
    }

    @Test
    void aLongPasswordIsCutAsKeepalivedDoesButNotSilently() {
        VrrpConf conf = reader.read("vrrp.conf", authenticated("PASS", "secret-and-long"));
        assertEquals(
                List.of(
                        "vrrp.conf:9: auth_pass: only its first 8 bytes are used, as keepalived does; the protocol carries"
                                + " no more"),
                texts(conf.problems()));
        assertEquals(
                AuthenticationKey.simpleText("secret-a"),
                conf.instances().get("V1").authentication());
    }

    private static String authenticated(String type, String password) {
        return Mistake.GOOD
                .replace("priority 100", "version 2\nauthentication {\nauth_type " + type)
                .replace("advert_int 0.1", "auth_pass " + password + "\n}")
                .replace("auth_pass", "\nauth_pass");
    }

    @Test
    void readsWhomToAskWhetherTheRouterIsCutOff() {
        ReachabilityProbe probe =
                only(Mistake.GOOD.replace("priority 100", """
                reachability {
                    target 10.9.0.254 10.9.0.253
                    interval 0.2
                    fall 5
                    rise 2
                }
                """)).probe();
        assertEquals(
                new ReachabilityProbe(
                        List.of(IpAddress.of("10.9.0.254"), IpAddress.of("10.9.0.253")), Duration.ofMillis(200), 5, 2),
                probe);
        assertEquals(
                ReachabilityProbe.of("10.9.0.254"),
                only(Mistake.GOOD.replace("priority 100", "reachability { target 10.9.0.254 }"))
                        .probe());
    }

    @Test
    void readsSeveralInstancesInTheirOrder() {
        String first = Mistake.GOOD.replace("V1", "zeta");
        String second = Mistake.GOOD.replace(GLOBAL, "").replace("V1", "alpha").replace("lo", "eth1");
        VrrpConf conf = reader.read("vrrp.conf", first + second);
        assertEquals(List.of(), conf.problems());
        assertEquals(List.of("zeta", "alpha"), List.copyOf(conf.instances().keySet()));
        assertEquals("eth1/51", conf.instances().get("alpha").id().toString());
    }

    @Test
    void anIpv4AndAnIpv6VirtualRouterMayHaveTheSameVrid() {
        String second = Mistake.GOOD.replace(GLOBAL, "").replace("V1", "V2").replace("10.9.0.100/24", "fe80::100/64");
        VrrpConf conf = reader.read("vrrp.conf", Mistake.GOOD + second);
        assertEquals(List.of(), conf.problems());
        assertEquals(Set.of("V1", "V2"), conf.instances().keySet());
    }

    @Test
    void readsCommentsAndQuotesAndBracesWhereverTheyStand() {
        VrrpConf conf = reader.read("vrrp.conf", """
                ! a comment with a } in it
                # another one with a { and a "
                vrrp_instance "the # one" # behind a word
                {
                    interface "eth0"!right behind a word

                    virtual_router_id 51
                    virtual_ipaddress{10.9.0.100}}
                """);
        assertEquals(List.of(), conf.problems());
        assertEquals(Set.of("the # one"), conf.instances().keySet());
        assertEquals("eth0/51", conf.instances().get("the # one").id().toString());
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertEquals("lo/51", only(Mistake.GOOD.replace("\n", "\r\n")).id().toString());
    }

    @Test
    void unknownKeywordsAreSkippedWithTheirBlocks() {
        VrrpConf conf = reader.read("vrrp.conf", """
                static_ipaddress {
                    vrrp_instance hidden { priority 300 }
                }
                global_defs {
                    router_id here
                    vrrp_version 3
                }
                vrrp_instance V1 {
                    interface eth0
                    virtual_router_id 51
                    track_script {
                        check { weight 10 }
                    }
                    garp_lower_prio_delay 1
                    virtual_ipaddress {
                        10.9.0.1 label dev dev eth0 noprefixroute
                    }
                }
                include other.conf
                """);
        assertEquals(
                List.of(
                        "vrrp.conf:1: static_ipaddress: is not supported here, skipped with its block",
                        "vrrp.conf:5: router_id: is not supported here, skipped",
                        "vrrp.conf:11: track_script: is not supported here, skipped with its block",
                        "vrrp.conf:14: garp_lower_prio_delay: is not supported here, skipped",
                        "vrrp.conf:16: virtual_ipaddress 10.9.0.1: label is not supported, skipped",
                        "vrrp.conf:16: virtual_ipaddress 10.9.0.1: noprefixroute is not supported, skipped",
                        "vrrp.conf:19: include: is not supported here, skipped"),
                texts(conf.warnings()));
        assertEquals(List.of(), conf.errors());
        assertEquals(Set.of("V1"), conf.instances().keySet());
    }

    @Test
    void stateMasterIsAWarningSincePriorityDecides() {
        VrrpConf conf = reader.read("vrrp.conf", Mistake.GOOD.replace("priority 100", "state MASTER"));
        assertEquals(List.of("vrrp.conf:5: state MASTER: has no effect, the priority decides"), texts(conf.warnings()));
        assertEquals(100, conf.instances().get("V1").priority());
    }

    static List<Mistake> mistakes() {
        return Mistake.all();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsLineAndItsRule(Mistake mistake) {
        VrrpConf conf = reader.read("vrrp.conf", mistake.text());
        assertEquals(mistake.errors().stream().map(error -> "vrrp.conf" + error).toList(), texts(conf.errors()));
        assertTrue(conf.instances().isEmpty(), "nothing may start");
    }

    @Test
    void oneBadInstanceStopsTheGoodOnes() {
        VrrpConf conf = reader.read("vrrp.conf", Mistake.GOOD + "vrrp_instance V2 { priority 300 }");
        assertFalse(conf.errors().isEmpty());
        assertTrue(conf.instances().isEmpty(), "nothing may start");
    }

    @Test
    void aFileThatDoesNotExistIsAnError(@TempDir Path directory) {
        Path file = directory.resolve("vrrp.conf");
        assertEquals(List.of(file + ": does not exist"), texts(reader.read(file).errors()));
    }

    @Test
    void aDirectoryIsAnError(@TempDir Path directory) {
        assertEquals(
                List.of(directory + ": is a directory"),
                texts(reader.read(directory).errors()));
    }

    @Test
    void bytesThatAreNoUtf8DoNoHarmInAComment(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("vrrp.conf");
        Files.write(file, ("# \u00fc\n" + Mistake.GOOD).getBytes(ISO_8859_1));
        assertEquals(List.of(), reader.read(file).problems());
    }

    private VirtualRouterConfig only(String text) {
        VrrpConf conf = reader.read("vrrp.conf", text);
        assertEquals(List.of(), conf.problems());
        assertEquals(1, conf.instances().size());
        return conf.instances().values().iterator().next();
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
