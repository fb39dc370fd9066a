package io.github.vrrp4j.pcap.transport;

import static io.github.vrrp4j.pcap.transport.PcapTransportIT.assertSame;
import static io.github.vrrp4j.pcap.transport.PcapTransportIT.opened;
import static io.github.vrrp4j.pcap.transport.PcapTransportIT.receive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Packets to single peers, next to those to the group. */
@ExtendWith(WireTests.class)
class PeersIT {
    private static final VirtualRouterConfig OURS = PcapTransportIT.config("v0");
    private static final IpAddress US = IpAddress.of("10.9.0.1");
    private static final IpAddress THEM = IpAddress.of("10.9.0.2");
    private static final IpAddress US6 = IpAddress.of("fe80::1");
    private static final IpAddress THEM6 = IpAddress.of("fe80::2");

    private final BlockingQueue<Datagram> inbox = new LinkedBlockingQueue<>();
    private Namespace us;
    private Namespace them;
    private PcapTransport transport;
    private PcapTransport theirs;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        us.ip("addr add fe80::1/64 dev v0 nodad");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add fe80::2/64 dev v1 nodad");
        transport = opened(us, "v0", new LinkedBlockingQueue<>());
        theirs = opened(them, "v1", inbox);
    }

    @AfterEach
    void tearDown() throws Exception {
        transport.close();
        theirs.close();
        us.close();
        them.close();
    }

    @Test
    void aPacketArrivesAsItWasSent() throws Exception {
        Datagram ipv4 = new Datagram(US, THEM, 255, new byte[] {0x31, 51, 100, 1});
        Datagram ipv6 = new Datagram(US6, THEM6, 255, new byte[] {0x31, 51, 100, 1});
        transport.send(OURS, ipv4);
        assertSame(ipv4, receive(inbox));

        transport.send(OURS, ipv6);
        assertSame(ipv6, receive(inbox));
    }

    @Test
    void whereNothingSendsToPeersTheCallIsRefused() throws Exception {
        Datagram datagram = new Datagram(US, THEM, 255, new byte[] {0x31, 51, 100, 1});
        try (PcapTransport portable = opened(Host.PORTABLE, us, "v0", new LinkedBlockingQueue<>())) {
            UnsupportedOperationException refusal =
                    assertThrows(UnsupportedOperationException.class, () -> portable.send(OURS, datagram));

            assertEquals(
                    "10.9.0.2: unicast peers work on Linux only, not on " + System.getProperty("os.name"),
                    refusal.getMessage());
        }
    }

    @Test
    void theIdentificationThatAHeaderAuthenticatesStays() throws Exception {
        for (int identification : new int[] {1, 0xffff}) {
            byte[] payload = new byte[44];
            payload[0] = Datagram.VRRP;
            Datagram authenticated =
                    new Datagram(US, THEM, 255, Datagram.AUTHENTICATION_HEADER, identification, payload);

            transport.send(OURS, authenticated);

            assertEquals(authenticated, receive(inbox));
        }
    }

    @Test
    void theSourceMayBeAnyOfTheHost() throws Exception {
        us.ip("addr add 10.9.0.77/24 dev v0");
        Datagram datagram = new Datagram(IpAddress.of("10.9.0.77"), THEM, 64, new byte[] {0x31});
        transport.send(OURS, datagram);

        assertSame(datagram, receive(inbox));
    }

    @Test
    void aPeerBehindARouterIsReached() throws Exception {
        them.ip("addr add 10.9.7.7/32 dev lo");
        us.ip("route add 10.9.7.0/24 via 10.9.0.2 dev v0");
        Datagram datagram = new Datagram(US, IpAddress.of("10.9.7.7"), 255, new byte[] {0x31});
        transport.send(OURS, datagram);

        assertSame(datagram, receive(inbox));
    }

    @Test
    void manyDeadPeersDoNotKeepPacketsFromAnother() throws Exception {
        for (int round = 0; round < 10; round++) {
            for (int host = 0; host < 300; host++) {
                IpAddress dead = IpAddress.of("10.9.0." + (3 + host % 250));
                transport.send(OURS, new Datagram(US, dead, 255, new byte[1000]));
            }
        }
        Datagram datagram = new Datagram(US, THEM, 255, new byte[] {0x31});
        transport.send(OURS, datagram);

        assertSame(datagram, receive(inbox));
    }

    @Test
    void theKernelDoesNotCallTheProtocolUnreachable() throws Exception {
        try (Tcpdump icmp = new Tcpdump(us, "v0", "icmp or (icmp6 and ip6[40] < 128)")) {
            sendAllKinds();
            receive(inbox);
            receive(inbox);
            receive(inbox);

            assertEquals("", icmp.soFar());
        }
    }

    @Test
    void withoutUsTheKernelCallsTheProtocolUnreachable() throws Exception {
        theirs.close();
        try (Tcpdump icmp = new Tcpdump(us, "v0", "icmp or (icmp6 and ip6[40] < 128)")) {
            sendAllKinds();

            icmp.await("protocol 112 unreachable");
            icmp.await("next header");
        }
    }

    private void sendAllKinds() throws IOException {
        byte[] authenticated = new byte[44];
        authenticated[0] = Datagram.VRRP;
        transport.send(OURS, new Datagram(US, THEM, 255, new byte[20]));
        transport.send(OURS, new Datagram(US6, THEM6, 255, new byte[28]));
        transport.send(OURS, new Datagram(US, THEM, 255, Datagram.AUTHENTICATION_HEADER, 1, authenticated));
    }

    @Test
    void whatCannotBeSentIsAFailureAtOnce() throws Exception {
        us.ip("link set v0 down");

        IOException failure =
                assertThrows(IOException.class, () -> transport.send(OURS, new Datagram(US, THEM, 255, new byte[20])));

        assertTrue(failure.getMessage().startsWith("v0: "), failure.getMessage());
    }

    @Test
    void packetsToTheGroupAreNotMistakenForOthers() throws Exception {
        Datagram advertisement = PcapTransportIT.advertisement(100);
        Datagram unicast = new Datagram(US, THEM, 255, new byte[] {0x31});
        transport.send(OURS, advertisement);
        transport.send(OURS, unicast);

        assertSame(advertisement, receive(inbox));
        assertSame(unicast, receive(inbox));
        assertNull(inbox.poll(0, TimeUnit.SECONDS));
        assertFalse(us.ip("neigh show dev v0").contains("FAILED"));
    }
}
