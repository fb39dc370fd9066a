package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions to targets, answered by the kernel of the other side. */
@ExtendWith(WireTests.class)
@ParameterizedClass
@EnumSource(Host.class)
class ProbeIT {
    private static final VirtualRouterId ID = PcapTransportIT.config("v0").id();
    private static final IpAddress US = IpAddress.of("10.9.0.1");
    private static final IpAddress THEM = IpAddress.of("10.9.0.2");
    private static final IpAddress US6 = IpAddress.of("fe80::1");
    private static final IpAddress THEM6 = IpAddress.of("fe80::2");
    private static final IpAddress THEM6_GLOBAL = IpAddress.of("2001:db8::2");

    @Parameter
    Host host;

    private final BlockingQueue<IpAddress> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger received = new AtomicInteger();
    private Namespace us;
    private Namespace them;
    private PcapTransport transport;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        us.ip("addr add fe80::1/64 dev v0 nodad");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add fe80::2/64 dev v1 nodad");
        them.ip("addr add 2001:db8::2/64 dev v1 nodad");
        transport = us.call(() -> {
            PcapTransport opened = new PcapTransport(host);
            opened.open("v0", new Receiver());
            return opened;
        });
    }

    @AfterEach
    void tearDown() throws Exception {
        transport.close();
        us.close();
        them.close();
    }

    @Test
    void theFirstQuestionIsAnswered() throws Exception {
        probe(US, THEM);

        assertEquals(THEM, answer());
    }

    @Test
    void targetsOfBothFamiliesAnswer() throws Exception {
        probe(US, THEM);
        assertEquals(THEM, answer());

        probe(US6, THEM6);
        assertEquals(THEM6, answer());

        probe(US6, THEM6_GLOBAL);
        assertEquals(THEM6_GLOBAL, answer());
    }

    @Test
    void eachQuestionIsAnsweredOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            probe(US, THEM);
            assertEquals(THEM, answer());
        }

        assertNull(answers.poll(0, TimeUnit.SECONDS));
    }

    @Test
    void aTargetThatIsNotThereDoesNotAnswer() throws Exception {
        probe(US, IpAddress.of("10.9.0.3"));
        probe(US, THEM);

        assertEquals(THEM, answer());
        assertNull(answers.poll(0, TimeUnit.SECONDS));
    }

    @Test
    void anInterfaceThatIsMadeAgainAnswersAgain() throws Exception {
        probe(US, THEM);
        assertEquals(THEM, answer());
        us.ip("link del v0");

        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        them.ip("addr add 10.9.0.2/24 dev v1");

        Await.until("an answer", () -> {
            try {
                probe(US, THEM);
            } catch (IOException e) {
                return false;
            }
            return answers.poll(50, TimeUnit.MILLISECONDS) != null;
        });
    }

    @Test
    void nothingIsCapturedUntilSomethingIsAsked() throws Exception {
        assertEquals(1, captures(us));

        probe(US, THEM);
        answer();

        assertEquals(2, captures(us));
        transport.close();
        assertEquals(0, captures(us));
    }

    /** The packet sockets in the namespace, but for libpcap's own, which lead nowhere. */
    static long captures(Namespace namespace) throws Exception {
        return namespace
                .start("cat", "/proc/net/packet")
                .inputReader()
                .lines()
                .filter(line -> line.matches("\\S+\\s+\\d+\\s+\\d+\\s+0003\\s.*"))
                .count();
    }

    @Test
    void aQuestionThatCannotBeSentIsAFailure() throws Exception {
        probe(US, THEM);
        answer();
        us.ip("link set v0 down");

        assertThrows(IOException.class, () -> probe(US, THEM));
    }

    @Test
    void aFloodOfAnswersCostsNoAdvertisement() throws Exception {
        probe(US, THEM);
        answer();
        byte[] reply = ArpFrame.reply(
                new MacAddress(0x0200_0000_0002L), new FrameContent.Arp(true, macOf("v0"), US, macOf("v0"), THEM));
        try (Wire theirs = PcapTransportIT.wire(them, "v1")) {
            for (int i = 0; i < 100; i++) {
                for (int j = 0; j < 1000; j++) {
                    theirs.send(reply);
                }
                theirs.send(VrrpFrame.build(new MacAddress(0x0200_0000_0002L), PcapTransportIT.advertisement(100)));
            }
        }

        Await.until(() -> received + " of 100 advertisements", () -> received.get() == 100);
        assertNull(answers.poll(0, TimeUnit.SECONDS));
    }

    /** From within, where the interface can be found. */
    private void probe(IpAddress source, IpAddress target) throws Exception {
        us.call(() -> {
            transport.probe(ID, source, target);
            return target;
        });
    }

    private MacAddress macOf(String interfaceName) throws IOException {
        String mac = us.ip("-br link show dev " + interfaceName).split("\\s+")[2];
        return new MacAddress(Long.parseLong(mac.replace(":", ""), 16));
    }

    private IpAddress answer() throws InterruptedException {
        IpAddress answer = answers.poll(20, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("nobody answered");
        }
        return answer;
    }

    private final class Receiver implements Transport.Receiver {
        @Override
        public void received(String interfaceName, Datagram datagram) {
            received.incrementAndGet();
        }

        @Override
        public void answered(String interfaceName, IpAddress target) {
            answers.add(target);
        }
    }
}
