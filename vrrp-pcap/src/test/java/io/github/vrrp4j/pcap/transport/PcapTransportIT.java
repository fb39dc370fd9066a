package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(WireTests.class)
@ParameterizedClass
@EnumSource(Host.class)
class PcapTransportIT {
    private static final VirtualRouterConfig OURS = config("v0");
    private static final VirtualRouterConfig THEIRS = config("v1");
    private static final VirtualRouterConfig IPV6 = VirtualRouterConfig.on("v0", 51)
            .address("fe80::5:1")
            .address("2001:db8:5::1")
            .build();
    private static final MacAddress SOMEBODY = new MacAddress(0x0200_0000_0001L);

    @Parameter
    Host host;

    private final BlockingQueue<Datagram> ourInbox = new LinkedBlockingQueue<>();
    private final BlockingQueue<Datagram> theirInbox = new LinkedBlockingQueue<>();
    private Namespace us;
    private Namespace them;
    private PcapTransport ourTransport;
    private PcapTransport theirTransport;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        if (host == Host.PORTABLE) {
            us.ip("addr add 10.9.0.1/24 dev v0");
        }
        ourTransport = opened(host, us, "v0", ourInbox);
        theirTransport = opened(Host.LINUX, them, "v1", theirInbox);
    }

    @AfterEach
    void tearDown() throws Exception {
        ourTransport.close();
        theirTransport.close();
        us.close();
        them.close();
    }

    @Test
    void anAdvertisementArrivesAsItWasSent() throws Exception {
        send(advertisement(100));

        assertSame(advertisement(100), receive(theirInbox));
    }

    @Test
    void anIpv6AdvertisementArrivesAsItWasSent() throws Exception {
        Datagram datagram = new Datagram(
                IpAddress.of("fe80::a:b"),
                Family.IPV6.group(),
                255,
                HexFormat.of()
                        .parseHex("3133c8020064dbdcfe80000000000000000000000005000120010db8000500000000000000000001"));

        us.call(() -> {
            ourTransport.send(IPV6, datagram);
            return IPV6;
        });

        assertSame(datagram, receive(theirInbox));
    }

    @Test
    void tcpdumpFindsNothingToComplainAbout() throws Exception {
        Process tcpdump = them.start("tcpdump", "-i", "v1", "-envvv", "-c", "1", "-l", "ip", "proto", "112");
        try (BufferedReader output = tcpdump.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.contains("listening on")) {
                line = output.readLine();
            }
            send(advertisement(100));
            StringBuilder seen = new StringBuilder();
            output.lines().forEach(seen::append);

            String mac = us.ip("-br link show dev v0").split("\\s+")[2];
            assertTrue(seen.toString().contains(mac + " > 01:00:5e:00:00:12"), seen.toString());
            assertTrue(seen.toString().contains("tos 0xc0, ttl 255"), seen.toString());
            assertTrue(seen.toString().contains("192.0.2.11 > 224.0.0.18: VRRPv2, Advertisement"), seen.toString());
            assertTrue(seen.toString().contains("vrid 51, prio 100"), seen.toString());
            assertFalse(seen.toString().contains("bad"), seen.toString());
        } finally {
            tcpdump.destroy();
        }
    }

    /** Whatever is shorter than an Ethernet header: the kernel refuses it. */
    @Test
    void nothingLeavesWhenItGetsReady() throws Exception {
        Process tcpdump = them.start("tcpdump", "-i", "v1", "-en", "-c", "1", "-l", "less 20 or ip proto 112");
        try (BufferedReader output = tcpdump.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.contains("listening on")) {
                line = output.readLine();
            }
            us.call(() -> {
                ourTransport.getReady("v0");
                return ourTransport;
            });
            send(advertisement(100));
            String first = output.readLine();

            assertTrue(first.contains("VRRPv2, Advertisement"), first);
        } finally {
            tcpdump.destroy();
        }
    }

    @Test
    void ownPacketsAreNotReceived() throws Exception {
        send(advertisement(100));
        receive(theirInbox);

        theirTransport.send(THEIRS, advertisement(50));

        assertSame(advertisement(50), receive(ourInbox));
    }

    /** The thread that receives is busy with the first packet while the second one arrives, and is seen to by somebody else. */
    @Test
    void aPacketIsAsOldAsItWaited() throws Exception {
        BlockingQueue<Long> ages = new LinkedBlockingQueue<>();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (PcapTransport slow = new PcapTransport(host)) {
            us.call(() -> {
                slow.open("v0", new Ages(ages, busy, goOn));
                return slow;
            });
            theirTransport.send(THEIRS, advertisement(100));
            assertTrue(busy.await(20, TimeUnit.SECONDS));
            theirTransport.send(THEIRS, advertisement(50));
            receive(ourInbox);
            receive(ourInbox);
            long arrived = System.nanoTime();
            while (System.nanoTime() - arrived < 2_000_000) {
                Thread.onSpinWait();
            }
            goOn.countDown();

            assertTrue(ages.poll(20, TimeUnit.SECONDS) >= 0);
            long age = ages.poll(20, TimeUnit.SECONDS);
            assertTrue(age > 1_000_000, age + " ns");
        }
    }

    private record Ages(BlockingQueue<Long> ages, CountDownLatch busy, CountDownLatch goOn)
            implements Transport.Receiver {
        @Override
        public void received(String interfaceName, Datagram datagram) {
            throw new AssertionError("the age is known");
        }

        @Override
        public void received(String interfaceName, Datagram datagram, long ageNanos) {
            ages.add(ageNanos);
            busy.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aReceiverThatThrowsIsGivenTheNextPacketAndNothingWaitsForEver() throws Exception {
        BlockingQueue<Datagram> inbox = new LinkedBlockingQueue<>();
        try (PcapTransport transport = new PcapTransport(host)) {
            us.call(() -> {
                transport.open("v0", (interfaceName, datagram) -> {
                    inbox.add(datagram);
                    throw new IllegalStateException("a bug of the host");
                });
                return transport;
            });
            theirTransport.send(THEIRS, advertisement(100));
            receive(inbox);
            theirTransport.send(THEIRS, advertisement(50));

            assertSame(advertisement(50), receive(inbox));
            Await.until("whatever waits", () -> !transport.isBehind("v0"));
        }
    }

    @Test
    void anotherMacAddressIsNoticedWithinASecond() throws Exception {
        send(advertisement(100));
        us.ip("link set v0 address 02:00:00:00:00:99");
        Process tcpdump =
                them.start("tcpdump", "-i", "v1", "-enl", "-c", "1", "ether src 02:00:00:00:00:99 and ip proto 112");
        try {
            Await.until("the new address", () -> {
                send(advertisement(100));
                return !tcpdump.isAlive();
            });
        } finally {
            tcpdump.destroy();
        }
    }

    @Test
    void paddingDoesNotReachTheReceiver() throws Exception {
        try (Wire sender = wire(them, "v1")) {
            sender.send(Arrays.copyOf(VrrpFrame.build(SOMEBODY, advertisement(100)), 60));
        }

        assertSame(advertisement(100), receive(ourInbox));
    }

    @Test
    void taggedFramesBelongToAnotherInterface() throws Exception {
        try (Wire sender = wire(them, "v1")) {
            sender.send(tagged(7, advertisement(100)));
            sender.send(VrrpFrame.build(SOMEBODY, advertisement(50)));
        }

        assertSame(advertisement(50), receive(ourInbox));
        assertEquals(1, ourTransport.rejectedFrames(FrameRejection.VLAN_TAG));
    }

    @Test
    void aTagThatSaysOnlyAPriorityIsTakenOff() throws Exception {
        try (Wire sender = wire(them, "v1")) {
            sender.send(tagged(0xe000, advertisement(100)));
        }

        assertSame(advertisement(100), receive(ourInbox));
        assertEquals(0, ourTransport.rejectedFrames(FrameRejection.VLAN_TAG));
    }

    private static byte[] tagged(int tag, Datagram datagram) {
        byte[] frame = VrrpFrame.build(SOMEBODY, datagram);
        return ByteBuffer.allocate(frame.length + 4)
                .put(frame, 0, 12)
                .putShort((short) 0x8100)
                .putShort((short) tag)
                .put(frame, 12, frame.length - 12)
                .array();
    }

    @Test
    void damagedFramesAreCounted() throws Exception {
        byte[] damaged = VrrpFrame.build(SOMEBODY, advertisement(100));
        damaged[22]--; // the TTL, without its checksum

        try (Wire sender = wire(them, "v1")) {
            sender.send(damaged);
            sender.send(VrrpFrame.build(SOMEBODY, advertisement(50)));
        }

        assertSame(advertisement(50), receive(ourInbox));
        assertEquals(1, ourTransport.rejectedFrames(FrameRejection.HEADER_CHECKSUM));
    }

    @Test
    void theGroupsOfBothFamiliesAreJoinedByLinuxOnAnInterfaceWithoutAddresses() throws Exception {
        assertEquals(host == Host.LINUX, !us.ip("addr show dev v0").contains("inet "));

        assertTrue(us.ip("maddr show dev v0").contains("inet  224.0.0.18"), us.ip("maddr show dev v0"));
        assertTrue(us.ip("maddr show dev v0").contains("inet6 ff02::12"), us.ip("maddr show dev v0"));
    }

    @Test
    void closeLeavesTheGroupsAndEndsTheThreads() throws Exception {
        ourTransport.close();
        ourTransport.close();

        assertFalse(us.ip("maddr show dev v0").contains("224.0.0.18"));
        assertFalse(us.ip("maddr show dev v0").contains("ff02::12"));
        assertFalse(threads().contains("vrrp-pcap-v0"), threads());
        assertTrue(threads().contains("vrrp-pcap-v1"), threads());
        assertThrows(IOException.class, () -> send(advertisement(100)));
        assertThrows(IllegalStateException.class, () -> ourTransport.open("v0", (name, datagram) -> {}));
    }

    @Test
    void mistakesOfTheCallerAreExceptions() {
        assertThrows(IllegalStateException.class, () -> ourTransport.open("v0", (name, datagram) -> {}));
        assertThrows(IllegalArgumentException.class, () -> ourTransport.send(THEIRS, advertisement(100)));
    }

    /** From within, where the interface can be found. */
    private void send(Datagram datagram) throws Exception {
        us.call(() -> {
            ourTransport.send(OURS, datagram);
            return datagram;
        });
    }

    static VirtualRouterConfig config(String interfaceName) {
        return VirtualRouterConfig.on(interfaceName, 51).address("192.0.2.1").build();
    }

    static PcapTransport opened(Namespace namespace, String interfaceName, BlockingQueue<Datagram> inbox)
            throws Exception {
        return opened(Host.LINUX, namespace, interfaceName, inbox);
    }

    static PcapTransport opened(Host host, Namespace namespace, String interfaceName, BlockingQueue<Datagram> inbox)
            throws Exception {
        return namespace.call(() -> {
            PcapTransport transport = new PcapTransport(host);
            transport.open(interfaceName, (name, datagram) -> inbox.add(datagram));
            return transport;
        });
    }

    /** Example of version 2: VRID 51, 1 s, 192.0.2.1, of this priority. */
    static Datagram advertisement(int priority) {
        byte[] payload = HexFormat.of().parseHex("213364010001b8c8c00002010000000000000000");
        payload[2] = (byte) priority;
        int checksum = 0xb8c8 + ((100 - priority) << 8);
        payload[6] = (byte) (checksum >> 8);
        payload[7] = (byte) checksum;
        return new Datagram(IpAddress.of("192.0.2.11"), Family.IPV4.group(), 255, payload);
    }

    static Datagram receive(BlockingQueue<Datagram> inbox) throws InterruptedException {
        Datagram datagram = inbox.poll(20, TimeUnit.SECONDS);
        if (datagram == null) {
            throw new AssertionError("nothing was received");
        }
        return datagram;
    }

    static void assertSame(Datagram expected, Datagram actual) {
        assertEquals(expected.source(), actual.source());
        assertEquals(expected.destination(), actual.destination());
        assertEquals(expected.timeToLive(), actual.timeToLive());
        assertArrayEquals(expected.payload(), actual.payload());
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .toList()
                .toString();
    }

    /** Puts frames on the wire as they are. */
    static Wire wire(Namespace namespace, String interfaceName) throws Exception {
        return namespace.call(() -> {
            try (Link link = new LinuxLink(interfaceName)) {
                return Wire.open(Host.LINUX, link, link.index(), Capture.QUESTIONS);
            }
        });
    }
}
