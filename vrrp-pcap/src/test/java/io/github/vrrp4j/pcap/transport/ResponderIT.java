package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Child;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9568 section 6.4.3: the other side's kernel asks, and this library answers; no kernel has the address. */
@ExtendWith(WireTests.class)
@ParameterizedClass
@EnumSource(Host.class)
class ResponderIT {
    private static final VirtualRouterConfig IPV4 =
            VirtualRouterConfig.on("v0", 51).address("10.9.0.100/24").build();
    private static final VirtualRouterConfig IPV6 = VirtualRouterConfig.on("v0", 51)
            .address("fe80::51:1/64")
            .address("2001:db8::100/64")
            .build();

    @Parameter
    Host host;

    private Namespace us;
    private Namespace them;
    private PcapResponder responder;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add fe80::2/64 dev v1 nodad");
        them.ip("addr add 2001:db8::2/64 dev v1 nodad");
        responder = new PcapResponder(host);
    }

    @AfterEach
    void tearDown() throws Exception {
        responder.close();
        us.close();
        them.close();
    }

    private static VirtualRouterConfig virtualMac(VirtualRouterConfig config) {
        return config.toBuilder()
                .adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                .build();
    }

    private void acquire(VirtualRouterConfig config) throws Exception {
        us.call(() -> {
            responder.acquire(config, config.addresses());
            return config;
        });
    }

    private String ownMac() throws IOException {
        return us.ip("-br link show dev v0").split("\\s+")[2];
    }

    /** Makes the other side's kernel ask, and waits for what it learns. */
    private void assertResolves(String address, String mac) throws Exception {
        them.ip("neigh flush dev v1");
        them.start("ping", "-c", "1", "-W", "1", "-I", "v1", address);
        Await.until(
                () -> address + " is at " + mac,
                () -> them.ip("neigh show " + address + " dev v1").contains(mac));
    }

    @Test
    void theInterfaceAnswersForTheAddresses() throws Exception {
        acquire(IPV4);
        acquire(IPV6);

        assertResolves("10.9.0.100", ownMac());
        assertResolves("fe80::51:1", ownMac());
        assertResolves("2001:db8::100", ownMac());
        assertFalse(us.ip("addr show").matches("(?s).*(10.9.0.100|::51:1|db8::100).*"), "the kernel has none of them");
    }

    @Test
    void theVirtualMacAddressAnswersForTheAddresses() throws Exception {
        acquire(virtualMac(IPV4));
        acquire(virtualMac(IPV6));

        assertResolves("10.9.0.100", new Vrid(51).virtualMac(Family.IPV4).toString());
        assertResolves("2001:db8::100", new Vrid(51).virtualMac(Family.IPV6).toString());
    }

    @Test
    void aHostThatAsksWhetherTheAddressIsFreeDoesNotTakeIt() throws Exception {
        acquire(IPV4);
        acquire(IPV6);

        MacAddress asking = new MacAddress(0x0200_0000_0007L);
        try (Tcpdump answers = new Tcpdump(them, "v1", "arp");
                Wire wire = PcapTransportIT.wire(them, "v1")) {
            wire.send(ArpFrame.request(asking, IpAddress.of("0.0.0.0"), IpAddress.of("10.9.0.100")));
            answers.await("Reply 10.9.0.100 is-at " + ownMac());
        }

        them.ip("addr add 2001:db8::100/64 dev v1");
        Await.until(
                () -> "duplicate address detection fails",
                () -> them.ip("addr show dev v1").contains("dadfailed"));
    }

    @Test
    void itListensFromAcquireToRelease() throws Exception {
        acquire(virtualMac(IPV6));

        assertTrue(us.ip("maddr show dev v0").contains("ff02::1:ff51:1"));
        assertTrue(us.ip("maddr show dev v0").contains("ff02::1:ff00:100"));
        assertEquals(host == Host.LINUX, takesVirtualMac());

        us.call(() -> {
            responder.release(IPV6, IPV6.addresses());
            return IPV6;
        });

        assertFalse(us.ip("maddr show dev v0").contains("ff02::1:ff00:100"));
        assertFalse(takesVirtualMac());
        assertEquals(host == Host.PORTABLE, takesEverything());
        responder.close();
        assertFalse(takesEverything());
    }

    private boolean takesVirtualMac() throws Exception {
        String unicastAddresses = new String(
                us.start("bridge", "fdb", "show", "dev", "v0").getInputStream().readAllBytes());
        return unicastAddresses.contains(new Vrid(51).virtualMac(Family.IPV6).toString());
    }

    private boolean takesEverything() throws Exception {
        return us.ip("-d link show dev v0").contains(" promiscuity 1 ");
    }

    @Test
    void whatIsReleasedIsAnsweredForNoLonger() throws Exception {
        acquire(IPV4);
        assertResolves("10.9.0.100", ownMac());
        VirtualAddress other = VirtualAddress.of("10.9.0.101/24");
        responder.acquire(IPV4, List.of(other));

        responder.release(IPV4, IPV4.addresses());

        assertResolves("10.9.0.101", ownMac());
        them.ip("neigh flush dev v1");
        them.start("ping", "-c", "1", "-W", "4", "10.9.0.100");
        Await.until(
                () -> "nobody has it",
                () -> them.ip("neigh show 10.9.0.100 dev v1").contains("FAILED"));
    }

    @Test
    void anInterfaceThatIsMadeAgainIsAnsweredForAgain() throws Exception {
        acquire(virtualMac(IPV6));
        us.ip("link del v0");

        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        them.ip("addr add 2001:db8::2/64 dev v1 nodad");

        Await.until("member again", () -> us.ip("maddr show dev v0").contains("ff02::1:ff00:100"));
        assertResolves("2001:db8::100", new Vrid(51).virtualMac(Family.IPV6).toString());
    }

    @Test
    void theReleaseBeforeTheStartSaysWhatIsInTheWay() throws Exception {
        Process process =
                us.startJava(List.of("setpriv", "--bounding-set", "-net_raw"), List.of(), Child.class, "answer", "v0");

        assertEquals(
                "MissingPrivilegeException: v0: cannot send and receive raw frames: needs root or CAP_NET_RAW",
                Child.failureOf(process));
    }

    @Test
    void closeEndsItsThreads() throws Exception {
        acquire(IPV4);

        responder.close();
        responder.close();

        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("vrrp-pcap-")));
        responder.release(IPV4, IPV4.addresses());
        assertThrows(IllegalStateException.class, () -> responder.acquire(IPV4, IPV4.addresses()));
    }
}
