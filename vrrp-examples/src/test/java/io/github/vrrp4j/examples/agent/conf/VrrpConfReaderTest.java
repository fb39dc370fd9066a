package io.github.vrrp4j.examples.agent.conf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VrrpConfReaderTest {
    private static final String GLOBAL = "global_defs { vrrp_version 3 }";

    private final VrrpConfReader reader = new VrrpConfReader(Set.of("lo", "eth0", "eth1")::contains);

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
                    garp_master_delay 1
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
                        "vrrp.conf:14: garp_master_delay: is not supported here, skipped",
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
