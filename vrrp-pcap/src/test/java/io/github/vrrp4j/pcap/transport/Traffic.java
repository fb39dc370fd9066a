package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.runtime.VrrpRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the library send all that it can send, from a namespace whose v0 is connected with v1 of another one, where it is captured:
 * both versions and families, authentication, both kinds of MAC address, peers, probes, and the answers of the responder.
 */
final class Traffic implements AutoCloseable {
    /** The VRID whose checksum leaves out the pseudo-header. */
    static final int MESSAGE_ONLY_VRID = 4;

    final String ourMac;
    final String theirMac;

    private final Namespace us = new Namespace("us");
    private final Namespace them = new Namespace("them");

    /** Captures into a file until everything has been sent. */
    Traffic(Path file) throws Exception {
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        us.ip("addr add fe80::1/64 dev v0 nodad");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add fe80::2/64 dev v1 nodad");
        them.ip("addr add 2001:db8::2/64 dev v1 nodad");
        ourMac = us.ip("-br link show dev v0").split("\\s+")[2];
        theirMac = them.ip("-br link show dev v1").split("\\s+")[2];
        Process tcpdump = startCapture(file);
        runAndAsk();
        tcpdump.destroy();
        tcpdump.waitFor();
    }

    @Override
    public void close() throws IOException {
        us.close();
        them.close();
    }

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

    private Process startCapture(Path file) throws Exception {
        Process tcpdump =
                them.start("sh", "-c", "exec tcpdump -i v1 -n -U --immediate-mode -w - 2>" + file + ".log >" + file);
        Path log = Path.of(file + ".log");
        Await.until(
                "tcpdump listens",
                () -> Files.exists(log) && Files.readString(log).contains("listening on"));
        return tcpdump;
    }

    /** All become Active, are asked for by the other side, and resign. */
    private void runAndAsk() throws Exception {
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

    private VrrpRuntime started(List<VirtualRouterConfig> configs, PcapResponder responder) throws Exception {
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
}
