package io.github.vrrp4j.pcap.transport;

import static io.github.vrrp4j.pcap.transport.PcapTransportIT.advertisement;
import static io.github.vrrp4j.pcap.transport.PcapTransportIT.assertSame;
import static io.github.vrrp4j.pcap.transport.PcapTransportIT.opened;
import static io.github.vrrp4j.pcap.transport.PcapTransportIT.receive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Child;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interfaces that are missing, forbidden, set down, deleted and made again. */
@ExtendWith(WireTests.class)
class InterfaceLifeIT {
    private static final VirtualRouterConfig OURS = PcapTransportIT.config("v0");
    private static final VirtualRouterConfig THEIRS = PcapTransportIT.config("v1");

    private final BlockingQueue<Datagram> ourInbox = new LinkedBlockingQueue<>();
    private final BlockingQueue<Datagram> theirInbox = new LinkedBlockingQueue<>();
    private Namespace us;
    private Namespace them;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        connect();
    }

    private void connect() throws Exception {
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        them.ip("addr add 10.9.0.2/24 dev v1");
    }

    @AfterEach
    void tearDown() throws Exception {
        us.close();
        them.close();
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void anInterfaceThatDoesNotExistIsNamed(Host host) {
        IOException missing = assertThrows(IOException.class, () -> opened(host, us, "v7", ourInbox));

        assertEquals("v7: " + host.missing, missing.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void aNameThatNoInterfaceCanHaveIsNamed(Host host) {
        IOException missing =
                assertThrows(IOException.class, () -> opened(host, us, "a-name-that-is-far-too-long", ourInbox));

        assertEquals("a-name-that-is-far-too-long: " + host.missing, missing.getMessage());
    }

    @Test
    void withoutThePrivilegeTheErrorSaysWhichOne() throws Exception {
        Process process =
                us.startJava(List.of("setpriv", "--bounding-set", "-net_raw"), List.of(), Child.class, "open", "v0");

        assertEquals(
                MissingPrivilegeException.class.getSimpleName()
                        + ": v0: cannot send and receive raw frames: needs root or CAP_NET_RAW",
                Child.failureOf(process));
    }

    @Test
    void noOtherPrivilegeIsNeeded() throws Exception {
        Process process = us.startJava(
                List.of("setpriv", "--bounding-set", "-all,+net_raw"), List.of(), Child.class, "all", "v0");

        try (BufferedReader output = process.inputReader()) {
            assertEquals(
                    "done",
                    output.lines()
                            .filter(line -> !line.startsWith("["))
                            .findFirst()
                            .orElse(""));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withoutLibpcapTheErrorSaysHowToGetIt() throws Exception {
        Process process =
                us.startJava(List.of(), List.of("-Dorg.pcap4j.core.pcapLibName=nowhere"), Child.class, "open", "v0");

        assertEquals(
                "MissingLibraryException: v0: libpcap is not installed: apt-get install libpcap0.8",
                Child.failureOf(process));
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void anInterfaceThatIsSetDownIsOpenOnceItIsUp(Host host) throws Exception {
        us.ip("link set v0 down");
        try (PcapTransport ours = opened(host, us, "v0", ourInbox);
                PcapTransport theirs = opened(host, them, "v1", theirInbox)) {
            assertThrows(IOException.class, () -> send(us, ours, OURS, 100));

            us.ip("link set v0 up");

            awaitBothWays(ours, theirs);
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void whatIsSentWhileTheLinkIsDownFailsAndTheFirstAfterwardsDoesNot(Host host) throws Exception {
        try (PcapTransport ours = opened(host, us, "v0", ourInbox);
                PcapTransport theirs = opened(host, them, "v1", theirInbox)) {
            us.ip("link set v0 down");
            IOException down = assertThrows(IOException.class, () -> send(us, ours, OURS, 100));
            assertEquals("v0: Network is down", down.getMessage());

            us.ip("link set v0 up");
            send(us, ours, OURS, 50);

            awaitBothWays(ours, theirs);
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void anInterfaceThatIsMadeAgainIsOpenedAgain(Host host) throws Exception {
        try (PcapTransport ours = opened(host, us, "v0", ourInbox);
                PcapTransport theirs = opened(host, them, "v1", theirInbox)) {
            us.ip("link del v0");
            Await.until("sending fails", () -> {
                try {
                    send(us, ours, OURS, 100);
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });

            connect();

            awaitBothWays(ours, theirs);
            Await.until("member again", () -> us.ip("maddr show dev v0").contains("224.0.0.18"));
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void closeDoesNotWaitForAnInterfaceThatIsGone(Host host) throws Exception {
        PcapTransport ours = opened(host, us, "v0", ourInbox);
        us.ip("link del v0");

        ours.close();

        assertEquals(
                0,
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("vrrp-pcap-"))
                        .count());
    }

    private void awaitBothWays(PcapTransport ours, PcapTransport theirs) throws Exception {
        awaitArrival(() -> send(us, ours, OURS, 7), theirInbox, 7);
        awaitArrival(() -> send(them, theirs, THEIRS, 8), ourInbox, 8);
    }

    /** Sends until something of this priority arrives: at first the interface may not be open or have no carrier yet. */
    private static void awaitArrival(Attempt attempt, BlockingQueue<Datagram> inbox, int priority) throws Exception {
        Await.until("priority " + priority + " arrives", () -> {
            try {
                attempt.send();
            } catch (IOException e) {
                return false;
            }
            return inbox.stream().anyMatch(datagram -> datagram.payload()[2] == priority);
        });
        inbox.removeIf(datagram -> datagram.payload()[2] != priority);
        assertSame(advertisement(priority), receive(inbox));
    }

    /** From within, where the interface can be found. */
    private static void send(Namespace from, PcapTransport transport, VirtualRouterConfig config, int priority)
            throws Exception {
        from.call(() -> {
            transport.send(config, advertisement(priority));
            return config;
        });
    }

    @FunctionalInterface
    private interface Attempt {
        void send() throws Exception;
    }
}
