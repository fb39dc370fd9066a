package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.TcpEcho;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.runtime.VrrpRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A router between a client and a server that does not accept what is sent to its virtual addresses (RFC 9568 section 6.4.3): the
 * client's traffic goes through it by way of the virtual router MAC address.
 */
@ExtendWith(WireTests.class)
class ForwardingIT {
    private static final int VRID = 51;
    private static final String REQUESTS = "dst port 7007";
    private static final String SERVER = "10.8.0.2";
    private static final String VIP = "10.9.0.100";
    private static final String SERVER6 = "2001:db8:8::2";
    private static final String VIP6 = "fe80::51:1";

    private Namespace client;
    private Namespace router;
    private Namespace server;
    private TcpEcho echo;

    @BeforeEach
    void setUp() throws Exception {
        client = new Namespace("client");
        router = new Namespace("router");
        server = new Namespace("server");
        router.connect("v0", client, "v1");
        router.connect("w0", server, "w1");
        router.ip("addr add 10.9.0.1/24 dev v0");
        router.ip("addr add 2001:db8:9::1/64 dev v0 nodad");
        router.ip("addr add 10.8.0.1/24 dev w0");
        router.ip("addr add 2001:db8:8::1/64 dev w0 nodad");
        client.ip("addr add 10.9.0.9/24 dev v1");
        client.ip("addr add 2001:db8:9::9/64 dev v1 nodad");
        server.ip("addr add " + SERVER + "/24 dev w1");
        server.ip("addr add " + SERVER6 + "/64 dev w1 nodad");
        server.ip("route add default via 10.8.0.1");
        server.ip("-6 route add default via 2001:db8:8::1");
        client.ip("route add default via " + VIP);
        client.ip("-6 route add default via " + VIP6 + " dev v1");
        router.set("ipv4/ip_forward", "1");
        router.set("ipv6/conf/all/forwarding", "1");
        for (Namespace each : new Namespace[] {client, router, server}) {
            Await.until("addresses have settled", () -> !each.ip("addr").contains("tentative"));
        }
        echo = new TcpEcho(server);
    }

    @AfterEach
    void tearDown() throws Exception {
        echo.close();
        client.close();
        router.close();
        server.close();
    }

    /** The virtual router, Active. */
    private final class Gateway implements AutoCloseable {
        private final PcapResponder responder = new PcapResponder();
        private final LinuxAddressHook hook;
        private final VrrpRuntime runtime;
        private final VirtualRouterId id;

        Gateway(String address) throws Exception {
            VirtualRouterConfig config = VirtualRouterConfig.on("v0", VRID)
                    .address(address)
                    .interval(Duration.ofMillis(50))
                    .adjust(policies -> policies.withAcceptMode(false).withSourceMac(SourceMac.VIRTUAL))
                    .build();
            id = config.id();
            hook = router.call(() -> new LinuxAddressHook(responder));
            runtime = router.call(() -> started(config));
            Await.until("it is Active", () -> runtime.status(id).state() == State.ACTIVE);
        }

        private VrrpRuntime started(VirtualRouterConfig config) throws IOException {
            PcapTransport wire = new PcapTransport();
            VrrpRuntime made = VrrpRuntime.builder(wire, new LinuxLinkMonitor())
                    .addressHook(hook)
                    .announcer(wire)
                    .add(config)
                    .build();
            made.start();
            return made;
        }

        @Override
        public void close() {
            runtime.close();
            hook.close();
            responder.close();
        }
    }

    /** Distributions differ in what they set for all interfaces: no filter by the reverse path, a strict or a loose one. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aClientsTrafficGoesToTheVirtualMacAddressAndIsForwarded(String reversePathFilter) throws Exception {
        for (String each : List.of("all", "default", "v0", "w0")) { // the stricter of all and of the interface counts
            router.set("ipv4/conf/" + each + "/rp_filter", reversePathFilter);
        }
        try (Gateway gateway = new Gateway(VIP + "/24")) {
            assertForwards(gateway, SERVER);
        }
    }

    @Test
    void aClientsTrafficGoesToTheVirtualMacAddressAndIsForwardedOverIpv6() throws Exception {
        try (Gateway gateway = new Gateway(VIP6 + "/64")) {
            assertForwards(gateway, SERVER6);
        }
    }

    private void assertForwards(Gateway gateway, String address) throws Exception {
        String mac = gateway.id.vrid().virtualMac(gateway.id.family()).toString();
        try (Tcpdump requests = new Tcpdump(client, "v1", REQUESTS)) {
            Await.until(address + " answers", () -> TcpEcho.answers(client, address));
            requests.await("> " + mac + ", ");
            String frames = requests.soFar();
            assertTrue(
                    frames.lines()
                            .filter(line -> line.contains("ethertype"))
                            .allMatch(line -> line.contains("> " + mac + ", ")),
                    frames);
        }
    }

    @Test
    void whatIsSentToTheVirtualAddressItselfIsNotDelivered() throws Exception {
        try (Gateway gateway = new Gateway(VIP + "/24")) {
            assertDeliversNothing(gateway, VIP, "10.9.0.1");
        }
    }

    @Test
    void whatIsSentToTheVirtualAddressItselfIsNotDeliveredOverIpv6() throws Exception {
        try (Gateway gateway = new Gateway(VIP6 + "/64")) {
            assertDeliversNothing(gateway, VIP6 + "%" + indexOf("v1"), "2001:db8:9::1");
        }
    }

    /** It arrives: the same program answers at the address that the router has. */
    private void assertDeliversNothing(Gateway gateway, String virtual, String real) throws Exception {
        String mac = gateway.id.vrid().virtualMac(gateway.id.family()).toString();
        try (TcpEcho own = new TcpEcho(router);
                Tcpdump requests = new Tcpdump(client, "v1", REQUESTS)) {
            assertTrue(TcpEcho.answers(client, real));
            assertTrue(TcpEcho.isSilent(client, virtual));
            requests.await("> " + mac + ", ");
            assertTrue(own.isOpen());
        }
    }

    /** A thread of this process is in another namespace than its network interfaces, as Java sees them. */
    private int indexOf(String interfaceName) throws IOException {
        return Integer.parseInt(client.ip("link show dev " + interfaceName).split(":")[0]);
    }
}
