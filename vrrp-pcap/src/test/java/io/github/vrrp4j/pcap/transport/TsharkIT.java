package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.runtime.VrrpRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * is right, and the fields say what the RFCs ask for.
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
    private static final String GOOD = "1";
    private static final int MESSAGE_ONLY_VRID = 4;

    @TempDir
    private static Path directory;

    private static Namespace us;
    private static Namespace them;
    private static Tshark tshark;
    private static String ownMac;

    private static List<VirtualRouterConfig> configs() {
        Duration interval = Duration.ofMillis(100);
        return Stream.of(
                        router(1).version(Version.V2).address("10.9.0.101"),
                        router(2)
                                .version(Version.V2)
                                .address("10.9.0.102")
                                .authentication(AuthenticationKey.simpleText("secret")),
                        router(3)
                                .version(Version.V2)
                                .address("10.9.0.103")
                                .authentication(AuthenticationKey.header("secret")),
                        router(MESSAGE_ONLY_VRID)
                                .interval(interval)
                                .address("10.9.0.104")
                                .probe(ReachabilityProbe.of("10.9.0.2")),
                        router(5)
                                .interval(interval)
                                .checksumForm(ChecksumForm.PSEUDO_HEADER)
                                .address("10.9.0.105")
                                .address("10.9.0.115"),
                        router(6)
                                .interval(interval)
                                .address("fe80::6:1")
                                .address("2001:db8::6")
                                .probe(ReachabilityProbe.of("fe80::2")),
                        virtualMac(router(7))
                                .interval(interval)
                                .checksumForm(ChecksumForm.PSEUDO_HEADER)
                                .address("10.9.0.107"),
                        virtualMac(router(8))
                                .interval(interval)
                                .address("fe80::8:1")
                                .address("2001:db8::8"),
                        router(9)
                                .interval(interval)
                                .checksumForm(ChecksumForm.PSEUDO_HEADER)
                                .address("10.9.0.109")
                                .peer("10.9.0.2"),
                        router(10).interval(interval).address("fe80::10:1").peer("fe80::2"))
                .map(VirtualRouterConfig.Builder::build)
                .toList();
    }

    private static VirtualRouterConfig.Builder router(int vrid) {
        return VirtualRouterConfig.on("v0", vrid).priority(200);
    }

    private static VirtualRouterConfig.Builder virtualMac(VirtualRouterConfig.Builder router) {
        return router.adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL));
    }

    @BeforeAll
    static void capture() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        us.ip("addr add fe80::1/64 dev v0 nodad");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add fe80::2/64 dev v1 nodad");
        them.ip("addr add 2001:db8::2/64 dev v1 nodad");
        ownMac = us.ip("-br link show dev v0").split("\\s+")[2];
        Path file = directory.resolve("capture.pcap");
        Process tcpdump = startCapture(file);
        runAndAsk();
        tcpdump.destroy();
        tcpdump.waitFor();
        tshark = new Tshark(file);
    }

    private static Process startCapture(Path file) throws Exception {
        Process tcpdump =
                them.start("sh", "-c", "exec tcpdump -i v1 -n -U --immediate-mode -w - 2>" + file + ".log >" + file);
        Path log = Path.of(file + ".log");
        Await.until(
                "tcpdump listens",
                () -> Files.exists(log) && Files.readString(log).contains("listening on"));
        return tcpdump;
    }

    /** All become Active, are asked for by the other side, and resign. */
    private static void runAndAsk() throws Exception {
        List<VirtualRouterConfig> configs = configs();
        try (PcapResponder responder = new PcapResponder();
                VrrpRuntime runtime = started(configs, responder)) {
            for (VirtualRouterConfig config : configs) {
                Await.until(
                        config + " is active", () -> runtime.status(config.id()).state() == State.ACTIVE);
            }
            for (String address : List.of("10.9.0.101", "10.9.0.107", "2001:db8::6", "2001:db8::8")) {
                them.start("ping", "-c", "1", "-W", "1", address);
                Await.until(
                        address + " is resolved",
                        () -> them.ip("neigh show dev v1").contains(address + " lladdr"));
            }
            try (Wire asking = PcapTransportIT.wire(them, "v1")) {
                MacAddress mac = new MacAddress(0x0200_0000_0007L);
                asking.send(ArpFrame.request(mac, IpAddress.of("0.0.0.0"), IpAddress.of("10.9.0.101")));
            }
            them.ip("addr add 2001:db8::6/64 dev v1");
            Await.until(
                    "the duplicate is noticed",
                    () -> them.ip("addr show dev v1").contains("dadfailed"));
        }
    }

    private static VrrpRuntime started(List<VirtualRouterConfig> configs, PcapResponder responder) throws Exception {
        return us.call(() -> {
            PcapTransport transport = new PcapTransport();
            VrrpRuntime.Builder builder = VrrpRuntime.builder(transport, new LinuxLinkMonitor())
                    .addressHook(responder)
                    .announcer(transport);
            configs.forEach(builder::add);
            VrrpRuntime runtime = builder.build();
            runtime.start();
            return runtime;
        });
    }

    @AfterAll
    static void tearDown() throws Exception {
        us.close();
        them.close();
    }

    /** Packets of ours: from the MAC address of the interface, or from a virtual one. */
    private static List<Map<String, String>> ours(String filter, String preference, String... fields) throws Exception {
        String own = "(eth.src == " + ownMac + " || eth.src[0:4] == 00:00:5e:00)";
        List<String> all = new ArrayList<>(List.of("frame.number", "eth.src", "eth.dst"));
        all.addAll(List.of(fields));
        return tshark.packets(own + " && (" + filter + ")", List.of(IP_CHECKSUMS, preference), all);
    }

    private static void assertAll(List<Map<String, String>> packets, String field, String value) {
        assertFalse(packets.isEmpty(), "there is no such packet");
        for (Map<String, String> packet : packets) {
            assertEquals(value, packet.get(field), () -> field + " of " + packet);
        }
    }

    @Test
    void nothingIsMalformed() throws Exception {
        String exceptOtherChecksum = "!(vrrp.virt_rtr_id == " + MESSAGE_ONLY_VRID + ")";

        assertEquals(List.of(), ours("_ws.malformed", PSEUDO_HEADER, "_ws.col.Info"));
        assertEquals(
                List.of(),
                ours("_ws.expert && " + exceptOtherChecksum, PSEUDO_HEADER, "_ws.col.Info", "_ws.expert.message"));
        assertEquals(
                List.of(),
                ours(
                        "_ws.expert && vrrp.virt_rtr_id == " + MESSAGE_ONLY_VRID,
                        MESSAGE_ONLY,
                        "_ws.col.Info",
                        "_ws.expert.message"));
    }

    @Test
    void everyChecksumIsRight() throws Exception {
        assertAll(ours("ip && vrrp", PSEUDO_HEADER, "ip.checksum.status"), "ip.checksum.status", GOOD);
        assertAll(
                ours("icmpv6.type == 135 || icmpv6.type == 136", PSEUDO_HEADER, "icmpv6.checksum.status"),
                "icmpv6.checksum.status",
                GOOD);
        assertAll(
                ours("vrrp && vrrp.virt_rtr_id != " + MESSAGE_ONLY_VRID, PSEUDO_HEADER, "vrrp.checksum.status"),
                "vrrp.checksum.status",
                GOOD);
        assertAll(
                ours("vrrp.virt_rtr_id == " + MESSAGE_ONLY_VRID, MESSAGE_ONLY, "vrrp.checksum.status"),
                "vrrp.checksum.status",
                GOOD);
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
    void anIpv4AdvertisementSaysWhatIsConfigured(int vrid, int version, String addresses, String authentication)
            throws Exception {
        List<Map<String, String>> adverts = ours(
                "vrrp.prio == 200 && vrrp.virt_rtr_id == " + vrid,
                PSEUDO_HEADER,
                "ip.src",
                "ip.dst",
                "ip.ttl",
                "ip.dsfield.dscp",
                "vrrp.version",
                "vrrp.type",
                "vrrp.addr_count",
                "vrrp.adver_int",
                "vrrp.short_adver_int",
                "vrrp.auth_type",
                "vrrp.ip_addr");

        assertAll(
                adverts,
                "eth.src",
                vrid == 7 ? new Vrid(7).virtualMac(Family.IPV4).toString() : ownMac);
        assertAll(adverts, "eth.dst", "01:00:5e:00:00:12");
        assertAll(adverts, "ip.src", "10.9.0.1");
        assertAll(adverts, "ip.dst", "224.0.0.18");
        assertAll(adverts, "ip.ttl", "255");
        assertAll(adverts, "ip.dsfield.dscp", "48");
        assertAll(adverts, "vrrp.version", Integer.toString(version));
        assertAll(adverts, "vrrp.type", "1");
        assertAll(adverts, "vrrp.addr_count", Integer.toString(addresses.split(",").length));
        assertAll(adverts, version == 2 ? "vrrp.adver_int" : "vrrp.short_adver_int", version == 2 ? "1" : "10");
        assertAll(adverts, "vrrp.auth_type", authentication);
        assertAll(adverts, "vrrp.ip_addr", addresses);
    }

    @Test
    void simpleTextAndTheAuthenticationHeaderAreRead() throws Exception {
        assertAll(ours("vrrp.virt_rtr_id == 2", PSEUDO_HEADER, "vrrp.auth_string"), "vrrp.auth_string", "secret");
        List<Map<String, String>> authenticated =
                ours("vrrp.virt_rtr_id == 3", PSEUDO_HEADER, "ip.proto", "ah.next_header", "ah.length", "ah.spi");
        assertAll(authenticated, "ip.proto", "51");
        assertAll(authenticated, "ah.next_header", "112");
        assertAll(authenticated, "ah.length", "4");
    }

    @ParameterizedTest(name = "VRID {0}")
    @CsvSource({"6, 'fe80::6:1,2001:db8::6'", "8, 'fe80::8:1,2001:db8::8'"})
    void anIpv6AdvertisementSaysWhatIsConfigured(int vrid, String addresses) throws Exception {
        List<Map<String, String>> adverts = ours(
                "vrrp.prio == 200 && vrrp.virt_rtr_id == " + vrid,
                PSEUDO_HEADER,
                "ipv6.src",
                "ipv6.dst",
                "ipv6.hlim",
                "vrrp.version",
                "vrrp.addr_count",
                "vrrp.short_adver_int",
                "vrrp.ipv6_addr");

        assertAll(
                adverts,
                "eth.src",
                vrid == 8 ? new Vrid(8).virtualMac(Family.IPV6).toString() : ownMac);
        assertAll(adverts, "eth.dst", "33:33:00:00:00:12");
        assertAll(adverts, "ipv6.src", "fe80::1");
        assertAll(adverts, "ipv6.dst", "ff02::12");
        assertAll(adverts, "ipv6.hlim", "255");
        assertAll(adverts, "vrrp.version", "3");
        assertAll(adverts, "vrrp.addr_count", "2");
        assertAll(adverts, "vrrp.short_adver_int", "10");
        assertAll(adverts, "vrrp.ipv6_addr", addresses);
    }

    @Test
    void unicastAdvertisementsGoToThePeer() throws Exception {
        String theirMac = them.ip("-br link show dev v1").split("\\s+")[2];
        List<Map<String, String>> ipv4 =
                ours("vrrp.virt_rtr_id == 9", PSEUDO_HEADER, "ip.src", "ip.dst", "ip.ttl", "vrrp.ip_addr");
        List<Map<String, String>> ipv6 =
                ours("vrrp.virt_rtr_id == 10", PSEUDO_HEADER, "ipv6.src", "ipv6.dst", "ipv6.hlim", "vrrp.ipv6_addr");

        assertAll(ipv4, "eth.dst", theirMac);
        assertAll(ipv4, "ip.src", "10.9.0.1");
        assertAll(ipv4, "ip.dst", "10.9.0.2");
        assertAll(ipv4, "ip.ttl", "255");
        assertAll(ipv4, "vrrp.ip_addr", "10.9.0.109");
        assertAll(ipv6, "eth.dst", theirMac);
        assertAll(ipv6, "ipv6.src", "fe80::1");
        assertAll(ipv6, "ipv6.dst", "fe80::2");
        assertAll(ipv6, "ipv6.hlim", "255");
        assertAll(ipv6, "vrrp.ipv6_addr", "fe80::10:1");
    }

    @Test
    void everyVirtualRouterResignsWithPriorityZero() throws Exception {
        List<Map<String, String>> resignations = ours("vrrp.prio == 0", PSEUDO_HEADER, "vrrp.virt_rtr_id");

        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                resignations.stream()
                        .map(packet -> Integer.valueOf(packet.get("vrrp.virt_rtr_id")))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10.9.0.101, 0", "10.9.0.107, 7"})
    void aGratuitousArpNamesTheAddressTwice(String address, int virtualMacOf) throws Exception {
        String mac = virtualMacOf == 0
                ? ownMac
                : new Vrid(virtualMacOf).virtualMac(Family.IPV4).toString();
        List<Map<String, String>> arps = ours(
                "arp.isgratuitous && arp.opcode == 1 && arp.src.proto_ipv4 == " + address,
                PSEUDO_HEADER,
                "arp.src.hw_mac",
                "arp.dst.hw_mac",
                "arp.dst.proto_ipv4");

        assertAll(arps, "eth.src", mac);
        assertAll(arps, "eth.dst", "ff:ff:ff:ff:ff:ff");
        assertAll(arps, "arp.src.hw_mac", mac);
        assertAll(arps, "arp.dst.hw_mac", mac);
        assertAll(arps, "arp.dst.proto_ipv4", address);
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
            String target, int virtualMacOf, String destination, String solicited) throws Exception {
        String mac = virtualMacOf == 0
                ? ownMac
                : new Vrid(virtualMacOf).virtualMac(Family.IPV6).toString();
        List<Map<String, String>> advertisements = ours(
                "icmpv6.nd.na.target_address == " + target + " && ipv6.dst == " + destination,
                PSEUDO_HEADER,
                "ipv6.src",
                "ipv6.hlim",
                "icmpv6.nd.na.flag.r",
                "icmpv6.nd.na.flag.s",
                "icmpv6.nd.na.flag.o",
                "icmpv6.opt.type",
                "icmpv6.opt.linkaddr");

        assertAll(advertisements, "eth.src", mac);
        assertAll(advertisements, "ipv6.src", target);
        assertAll(advertisements, "ipv6.hlim", "255");
        assertAll(advertisements, "icmpv6.nd.na.flag.r", "1");
        assertAll(advertisements, "icmpv6.nd.na.flag.s", solicited);
        assertAll(advertisements, "icmpv6.nd.na.flag.o", "1");
        assertAll(advertisements, "icmpv6.opt.type", "2");
        assertAll(advertisements, "icmpv6.opt.linkaddr", mac);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10.9.0.101, 0", "10.9.0.107, 7"})
    void anArpReplyComesFromTheAddressThatItNames(String address, int virtualMacOf) throws Exception {
        String mac = virtualMacOf == 0
                ? ownMac
                : new Vrid(virtualMacOf).virtualMac(Family.IPV4).toString();
        List<Map<String, String>> replies = ours(
                "arp.opcode == 2 && arp.src.proto_ipv4 == " + address,
                PSEUDO_HEADER,
                "arp.src.hw_mac",
                "arp.dst.hw_mac");

        assertAll(replies, "eth.src", mac);
        assertAll(replies, "arp.src.hw_mac", mac);
        for (Map<String, String> reply : replies) {
            assertEquals(reply.get("eth.dst"), reply.get("arp.dst.hw_mac"));
        }
    }

    @Test
    void aProbeComesFromTheInterfaceAndItsRealAddress() throws Exception {
        List<Map<String, String>> requests = ours(
                "arp.opcode == 1 && arp.dst.proto_ipv4 == 10.9.0.2 && eth.dst == ff:ff:ff:ff:ff:ff",
                PSEUDO_HEADER,
                "arp.src.proto_ipv4",
                "arp.src.hw_mac",
                "arp.dst.hw_mac");
        assertAll(requests, "eth.src", ownMac);
        assertAll(requests, "arp.src.proto_ipv4", "10.9.0.1");
        assertAll(requests, "arp.src.hw_mac", ownMac);
        assertAll(requests, "arp.dst.hw_mac", "00:00:00:00:00:00");

        List<Map<String, String>> solicitations = ours(
                "icmpv6.nd.ns.target_address == fe80::2 && ipv6.dst == ff02::1:ff00:2",
                PSEUDO_HEADER,
                "ipv6.src",
                "ipv6.hlim",
                "icmpv6.opt.type",
                "icmpv6.opt.linkaddr");
        assertAll(solicitations, "eth.src", ownMac);
        assertAll(solicitations, "eth.dst", "33:33:ff:00:00:02");
        assertAll(solicitations, "ipv6.src", "fe80::1");
        assertAll(solicitations, "ipv6.hlim", "255");
        assertAll(solicitations, "icmpv6.opt.type", "1");
        assertAll(solicitations, "icmpv6.opt.linkaddr", ownMac);
    }

    @Test
    void theOtherSideIsNotToldThatNobodySpeaksVrrp() throws Exception {
        assertTrue(ours("icmp.type == 3 || icmpv6.type < 128", PSEUDO_HEADER).isEmpty());
    }
}
