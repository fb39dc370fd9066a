package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that the library puts on a wire, captured on the other side and judged by tshark: nothing is malformed, every checksum
 * is right, and the fields say what the RFCs ask for. In the tests, {@code field=value} is what tshark reads.
 *
 * <p>Wireshark takes one of the two checksums of version 3 over IPv4 for right, by a preference: RFC 5798's with pseudo-header
 * unless told otherwise. Each is read with its own.
 */
@ExtendWith(WireTests.class)
@WireTests.Needs("tshark")
class TsharkIT {
    private static final String PSEUDO_HEADER = "vrrp.v3_checksum_as_in_v2:FALSE";
    private static final String MESSAGE_ONLY = "vrrp.v3_checksum_as_in_v2:TRUE";
    private static final String IP_CHECKSUMS = "ip.check_checksum:TRUE";
    private static final String OF_MESSAGE_ONLY = "vrrp.virt_rtr_id=" + Traffic.MESSAGE_ONLY_VRID;
    private static final List<String> FIELDS = List.of(
            "eth.src",
            "eth.dst",
            "ip.src",
            "ip.dst",
            "ip.ttl",
            "ip.proto",
            "ip.dsfield.dscp",
            "ip.checksum.status",
            "ipv6.src",
            "ipv6.dst",
            "ipv6.hlim",
            "ah.next_header",
            "ah.length",
            "vrrp.version",
            "vrrp.type",
            "vrrp.virt_rtr_id",
            "vrrp.prio",
            "vrrp.addr_count",
            "vrrp.adver_int",
            "vrrp.short_adver_int",
            "vrrp.auth_type",
            "vrrp.auth_string",
            "vrrp.checksum.status",
            "vrrp.ip_addr",
            "vrrp.ipv6_addr",
            "arp.opcode",
            "arp.isgratuitous",
            "arp.src.hw_mac",
            "arp.src.proto_ipv4",
            "arp.dst.hw_mac",
            "arp.dst.proto_ipv4",
            "icmp.type",
            "icmpv6.type",
            "icmpv6.checksum.status",
            "icmpv6.nd.ns.target_address",
            "icmpv6.nd.na.target_address",
            "icmpv6.nd.na.flag.r",
            "icmpv6.nd.na.flag.s",
            "icmpv6.nd.na.flag.o",
            "icmpv6.opt.type",
            "icmpv6.opt.linkaddr",
            "_ws.malformed",
            "_ws.expert.message");

    private static Traffic traffic;
    private static String ownMac;
    private static String theirMac;
    /** What we sent, as read by each preference. */
    private static List<Map<String, String>> pseudoHeader;

    private static List<Map<String, String>> messageOnly;

    @BeforeAll
    static void capture(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("capture.pcap");
        traffic = new Traffic(file);
        ownMac = traffic.ourMac;
        theirMac = traffic.theirMac;
        pseudoHeader = ours(file, PSEUDO_HEADER);
        messageOnly = ours(file, MESSAGE_ONLY);
    }

    @AfterAll
    static void tearDown() throws Exception {
        traffic.close();
    }

    /** Packets of ours: from the MAC address of the interface, or from a virtual one. */
    private static List<Map<String, String>> ours(Path file, String preference) throws Exception {
        return Tshark.read(file, List.of(IP_CHECKSUMS, preference), FIELDS).stream()
                .filter(packet -> packet.get("eth.src").equals(ownMac)
                        || packet.get("eth.src").startsWith("00:00:5e:00:"))
                .toList();
    }

    private static boolean has(Map<String, String> packet, String... fieldsAndValues) {
        return Arrays.stream(fieldsAndValues).allMatch(each -> each.equals(actual(packet, each)));
    }

    /** The same field with the value that the packet has. */
    private static String actual(Map<String, String> packet, String fieldAndValue) {
        String field = fieldAndValue.substring(0, fieldAndValue.indexOf('='));
        return field + "=" + packet.get(field);
    }

    private static List<Map<String, String>> where(String... fieldsAndValues) {
        return pseudoHeader.stream()
                .filter(packet -> has(packet, fieldsAndValues))
                .toList();
    }

    private static List<Map<String, String>> withField(List<Map<String, String>> packets, String field) {
        return packets.stream().filter(packet -> !packet.get(field).isEmpty()).toList();
    }

    private static void assertAll(List<Map<String, String>> packets, String... fieldsAndValues) {
        assertFalse(packets.isEmpty(), "there is no such packet");
        for (Map<String, String> packet : packets) {
            for (String each : fieldsAndValues) {
                assertEquals(each, actual(packet, each), packet::toString);
            }
        }
    }

    /** Each packet by the preference that its checksum needs. */
    private static List<Map<String, String>> asMeant() {
        return Stream.concat(
                        pseudoHeader.stream().filter(packet -> !has(packet, OF_MESSAGE_ONLY)),
                        messageOnly.stream().filter(packet -> has(packet, OF_MESSAGE_ONLY)))
                .toList();
    }

    private static String virtualMac(int vrid, Family family) {
        return new Vrid(vrid).virtualMac(family).toString();
    }

    @Test
    void nothingIsMalformedOrWorthARemark() {
        assertAll(asMeant(), "_ws.malformed=", "_ws.expert.message=");
    }

    @Test
    void everyChecksumIsRight() {
        List<Map<String, String>> adverts = withField(asMeant(), "vrrp.type");

        assertAll(adverts, "vrrp.checksum.status=1");
        assertAll(withField(adverts, "ip.src"), "ip.checksum.status=1");
        assertAll(withField(pseudoHeader, "icmpv6.nd.ns.target_address"), "icmpv6.checksum.status=1");
        assertAll(withField(pseudoHeader, "icmpv6.nd.na.target_address"), "icmpv6.checksum.status=1");
    }

    @Test
    void theChecksumOfTheMessageAloneIsAnotherOne() {
        assertAll(where(OF_MESSAGE_ONLY), "vrrp.checksum.status=0");
    }

    @ParameterizedTest(name = "VRID {0}")
    @CsvSource({
        "1, 2, 10.9.0.101, 0",
        "2, 2, 10.9.0.102, 1",
        "3, 2, 10.9.0.103, 2",
        "4, 3, 10.9.0.104, ''",
        "5, 3, '10.9.0.105,10.9.0.115', ''",
        "7, 3, 10.9.0.107, ''",
    })
    void anIpv4AdvertisementSaysWhatIsConfigured(int vrid, int version, String addresses, String authentication) {
        assertAll(
                where("vrrp.prio=200", "vrrp.virt_rtr_id=" + vrid),
                "eth.src=" + (vrid == 7 ? virtualMac(7, Family.IPV4) : ownMac),
                "eth.dst=01:00:5e:00:00:12",
                "ip.src=10.9.0.1",
                "ip.dst=224.0.0.18",
                "ip.ttl=255",
                "ip.dsfield.dscp=48",
                "vrrp.version=" + version,
                "vrrp.type=1",
                "vrrp.addr_count=" + addresses.split(",").length,
                "vrrp.adver_int=" + (version == 2 ? "1" : ""),
                "vrrp.short_adver_int=" + (version == 2 ? "" : "10"),
                "vrrp.auth_type=" + authentication,
                "vrrp.ip_addr=" + addresses);
    }

    @Test
    void simpleTextAndTheAuthenticationHeaderAreRead() {
        assertAll(where("vrrp.virt_rtr_id=2"), "vrrp.auth_string=secret");
        assertAll(
                where("vrrp.virt_rtr_id=3"),
                "ip.proto=51",
                "ip.checksum.status=1",
                "ah.next_header=112",
                "ah.length=4");
    }

    @ParameterizedTest(name = "VRID {0}")
    @CsvSource({"6, 'fe80::6:1,2001:db8::6'", "8, 'fe80::8:1,2001:db8::8'"})
    void anIpv6AdvertisementSaysWhatIsConfigured(int vrid, String addresses) {
        assertAll(
                where("vrrp.prio=200", "vrrp.virt_rtr_id=" + vrid),
                "eth.src=" + (vrid == 8 ? virtualMac(8, Family.IPV6) : ownMac),
                "eth.dst=33:33:00:00:00:12",
                "ipv6.src=fe80::1",
                "ipv6.dst=ff02::12",
                "ipv6.hlim=255",
                "vrrp.version=3",
                "vrrp.type=1",
                "vrrp.addr_count=2",
                "vrrp.short_adver_int=10",
                "vrrp.ipv6_addr=" + addresses);
    }

    @Test
    void unicastAdvertisementsGoToThePeer() {
        assertAll(
                where("vrrp.virt_rtr_id=9"),
                "eth.dst=" + theirMac,
                "ip.src=10.9.0.1",
                "ip.dst=10.9.0.2",
                "ip.ttl=255",
                "vrrp.ip_addr=10.9.0.109");
        assertAll(
                where("vrrp.virt_rtr_id=10"),
                "eth.dst=" + theirMac,
                "ipv6.src=fe80::1",
                "ipv6.dst=fe80::2",
                "ipv6.hlim=255",
                "vrrp.ipv6_addr=fe80::10:1");
    }

    @Test
    void everyVirtualRouterResignsWithPriorityZero() {
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                where("vrrp.prio=0").stream()
                        .map(packet -> Integer.valueOf(packet.get("vrrp.virt_rtr_id")))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10.9.0.101, 0", "10.9.0.107, 7"})
    void aGratuitousArpNamesTheAddressTwice(String address, int virtualMacOf) {
        String mac = virtualMacOf == 0 ? ownMac : virtualMac(virtualMacOf, Family.IPV4);

        assertAll(
                where("arp.opcode=1", "arp.isgratuitous=1", "arp.src.proto_ipv4=" + address),
                "eth.src=" + mac,
                "eth.dst=ff:ff:ff:ff:ff:ff",
                "arp.src.hw_mac=" + mac,
                "arp.dst.hw_mac=" + mac,
                "arp.dst.proto_ipv4=" + address);
    }

    @ParameterizedTest(name = "{0} to {2}")
    @CsvSource({
        "2001:db8::6, 0, ff02::1, 0",
        "fe80::6:1, 0, ff02::1, 0",
        "2001:db8::8, 8, ff02::1, 0",
        "2001:db8::6, 0, 2001:db8::2, 1",
        "2001:db8::8, 8, 2001:db8::2, 1",
    })
    void aNeighborAdvertisementHasItsFlagsAndItsOption(
            String target, int virtualMacOf, String destination, String solicited) {
        String mac = virtualMacOf == 0 ? ownMac : virtualMac(virtualMacOf, Family.IPV6);

        assertAll(
                where("icmpv6.nd.na.target_address=" + target, "ipv6.dst=" + destination),
                "eth.src=" + mac,
                "ipv6.src=" + target,
                "ipv6.hlim=255",
                "icmpv6.nd.na.flag.r=1",
                "icmpv6.nd.na.flag.s=" + solicited,
                "icmpv6.nd.na.flag.o=1",
                "icmpv6.opt.type=2",
                "icmpv6.opt.linkaddr=" + mac);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10.9.0.101, 0", "10.9.0.107, 7"})
    void anArpReplyComesFromTheAddressThatItNames(String address, int virtualMacOf) {
        String mac = virtualMacOf == 0 ? ownMac : virtualMac(virtualMacOf, Family.IPV4);
        List<Map<String, String>> replies = where("arp.opcode=2", "arp.src.proto_ipv4=" + address);

        assertAll(replies, "eth.src=" + mac, "arp.src.hw_mac=" + mac);
        for (Map<String, String> reply : replies) {
            assertEquals(reply.get("eth.dst"), reply.get("arp.dst.hw_mac"));
        }
    }

    @Test
    void aProbeComesFromTheInterfaceAndItsRealAddress() {
        assertAll(
                where("arp.opcode=1", "arp.dst.proto_ipv4=10.9.0.2", "eth.dst=ff:ff:ff:ff:ff:ff"),
                "eth.src=" + ownMac,
                "arp.src.proto_ipv4=10.9.0.1",
                "arp.src.hw_mac=" + ownMac,
                "arp.dst.hw_mac=00:00:00:00:00:00");
        assertAll(
                where("icmpv6.nd.ns.target_address=fe80::2", "ipv6.dst=ff02::1:ff00:2"),
                "eth.src=" + ownMac,
                "eth.dst=33:33:ff:00:00:02",
                "ipv6.src=fe80::1",
                "ipv6.hlim=255",
                "icmpv6.opt.type=1",
                "icmpv6.opt.linkaddr=" + ownMac);
    }

    @Test
    void nobodyIsToldThatAProtocolIsUnreachable() {
        assertEquals(List.of(), where("icmp.type=3"));
        assertEquals(List.of(), where("icmpv6.type=4"));
    }

    @Test
    void theCaptureOfASimulationIsReadToo(@TempDir Path directory) throws Exception {
        SimulatedLan lan = SimulatedLan.seeded(1).recordFrames();
        VirtualRouterConfig[] configs = {
            VirtualRouterConfig.on("eth0", 1)
                    .preset(Preset.RFC3768)
                    .address("10.9.0.101/24")
                    .build(),
            VirtualRouterConfig.on("eth0", 2)
                    .preset(Preset.RFC5798)
                    .address("10.9.0.102/24")
                    .build(),
            VirtualRouterConfig.on("eth0", 3)
                    .address("fe80::3:1/64")
                    .address("2001:db8::3/64")
                    .build()
        };
        SimulatedNode first = lan.join(configs);
        lan.join(configs);
        lan.run(Duration.ofSeconds(5));
        lan.client("10.9.0.101");
        lan.client("2001:db8::3");
        lan.run(Duration.ofSeconds(5));
        first.stop();
        lan.run(Duration.ofSeconds(5));
        Path file = directory.resolve("simulation.pcap");
        lan.transcript().writePcap(file);

        List<Map<String, String>> packets = Tshark.read(file, List.of(IP_CHECKSUMS, PSEUDO_HEADER), FIELDS);

        assertAll(packets, "_ws.malformed=", "_ws.expert.message=");
        assertAll(withField(packets, "vrrp.type"), "vrrp.checksum.status=1");
        for (String each : List.of("1,2", "2,3", "3,3")) {
            String[] vridAndVersion = each.split(",");
            assertAll(
                    packets.stream()
                            .filter(packet -> has(packet, "vrrp.virt_rtr_id=" + vridAndVersion[0]))
                            .toList(),
                    "vrrp.version=" + vridAndVersion[1]);
        }
        for (String each : List.of("arp.isgratuitous=1", "arp.opcode=2", "icmpv6.type=135", "icmpv6.type=136")) {
            assertTrue(packets.stream().anyMatch(packet -> has(packet, each)), each);
        }
    }
}
