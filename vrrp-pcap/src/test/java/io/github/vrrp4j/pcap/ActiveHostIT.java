package io.github.vrrp4j.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.runtime.VrrpRuntime;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole router on a host to which this and that happens while it is Active. */
@ExtendWith(WireTests.class)
class ActiveHostIT {
    private static final String VIP = "10.9.0.100";
    private static final int FLAPS = 1000;
    private static final int REPLACEMENTS = 30;

    private final List<Conflict> conflicts = new CopyOnWriteArrayList<>();
    private final List<Datagram> heard = new CopyOnWriteArrayList<>();
    private Namespace host;
    private Namespace peer;

    @BeforeEach
    void setUp() throws Exception {
        host = new Namespace("host");
        peer = new Namespace("peer");
        host.connect("v0", peer, "v1");
        host.ip("addr add 10.9.0.1/24 dev v0");
        peer.ip("addr add 10.9.0.9/24 dev v1");
    }

    @AfterEach
    void tearDown() throws Exception {
        host.close();
        peer.close();
    }

    /** A router with its own hooks. */
    private final class Router implements AutoCloseable {
        private final LinuxAddressHook addresses;
        private final VrrpRuntime runtime;
        private final VirtualRouterId id;

        Router(VirtualRouterConfig config) throws Exception {
            id = config.id();
            addresses = host.call(LinuxAddressHook::new);
            runtime = host.call(() -> {
                PcapTransport wire = new PcapTransport();
                VrrpRuntime made = VrrpRuntime.builder(wire, new LinuxLinkMonitor())
                        .addressHook(addresses)
                        .announcer(wire)
                        .listener(new VrrpListener() {
                            @Override
                            public void conflict(VirtualRouterId router, Conflict conflict) {
                                // On a busy machine there may be others, about late timers.
                                if (conflict instanceof Conflict.AddressesRemoved) {
                                    conflicts.add(conflict);
                                }
                            }
                        })
                        .add(config)
                        .build();
                made.start();
                return made;
            });
        }

        State state() {
            return runtime.status(id).state();
        }

        void awaitActive() throws Exception {
            Await.until("it is active with its address", () -> state() == State.ACTIVE && hasAddress());
        }

        @Override
        public void close() {
            runtime.close();
            addresses.close();
        }
    }

    @ParameterizedTest
    @EnumSource(SourceMac.class)
    void aConnectionToAVirtualAddressOutlivesManyRenewals(SourceMac sourceMac) throws Exception {
        try (TcpEcho server = new TcpEcho(host);
                LinuxAddressHook addresses = host.call(LinuxAddressHook::new)) {
            VirtualRouterConfig config = config(sourceMac, RemovedAddress.PUT_BACK);
            addresses.prepare(config);
            addresses.acquire(config, config.addresses());
            try (Socket client = TcpEcho.connect(peer, VIP)) {
                for (int i = 0; i < 50; i++) {
                    assertTrue(TcpEcho.exchanges(client));
                    Await.atLeast(Duration.ofMillis(100));
                }
            }
            assertTrue(server.isOpen());
        }
    }

    @Test
    void aVirtualAddressThatSomebodyRemovesIsBackAndReported() throws Exception {
        try (Router router = new Router(config(SourceMac.INTERFACE, RemovedAddress.PUT_BACK))) {
            router.awaitActive();

            host.ip("addr del " + VIP + "/32 dev v0");

            Await.until("it is reported", () -> !conflicts.isEmpty());
            router.awaitActive();
            assertEquals("[somebody else removed [10.9.0.100/24] from this host: put back]", conflicts.toString());
        }
    }

    @Test
    void byPolicyItResigns() throws Exception {
        try (PcapTransport ear = listening();
                Router router = new Router(config(SourceMac.INTERFACE, RemovedAddress.RESIGN))) {
            router.awaitActive();

            host.ip("addr del " + VIP + "/32 dev v0");

            Await.until("priority 0 is heard", () -> heard.stream().anyMatch(each -> each.payload()[2] == 0));
            Await.until("it is reported", () -> !conflicts.isEmpty());
            assertEquals(
                    "[somebody else removed [10.9.0.100/24] from this host: this router resigns]",
                    conflicts.toString());
            assertEquals(0, ear.rejectedFrames(FrameRejection.HEADER_CHECKSUM));
        }
    }

    @Test
    void anotherPrimaryAddressIsAdvertisedFromAndTakesNoVirtualAddressAway() throws Exception {
        try (PcapTransport ear = listening();
                Router router = new Router(config(SourceMac.INTERFACE, RemovedAddress.PUT_BACK))) {
            router.awaitActive();
            host.ip("addr add 10.9.0.2/24 dev v0");

            host.ip("addr del 10.9.0.1/24 dev v0");
            // The other one goes with it, unless the host promotes secondary addresses: one more comes.
            host.ip("addr replace 10.9.0.3/24 dev v0");

            Await.until(
                    () -> "advertisements come from another address than " + lastSource() + ": " + addresses(),
                    () -> lastSource()
                            .filter(source -> source.equals("10.9.0.2") || source.equals("10.9.0.3"))
                            .isPresent());
            router.awaitActive();
            Await.atLeast(Duration.ofMillis(2_500));
            router.awaitActive();
            assertTrue(addresses().contains(" 10.9.0.3/24 "), addresses());
            assertEquals(List.of(), conflicts);
            assertEquals(0, ear.rejectedFrames(FrameRejection.HEADER_CHECKSUM));
        }
    }

    @ParameterizedTest
    @EnumSource(SourceMac.class)
    void aThousandFlapsLeakNothing(SourceMac sourceMac) throws Exception {
        try (Router router = new Router(config(sourceMac, RemovedAddress.PUT_BACK))) {
            router.awaitActive();
            flap(20); // what is loaded with the first ones
            router.awaitActive();
            awaitWarm();
            long descriptors = descriptors();
            List<String> threads = threads();
            String links = host.ip("-o link show").lines().count() + " interfaces";

            flap(FLAPS);
            router.awaitActive();

            assertEquals(links, host.ip("-o link show").lines().count() + " interfaces");
            Await.until(
                    () -> descriptors() + " descriptors, " + descriptors + " before",
                    () -> descriptors() <= descriptors);
            Await.until(() -> threads() + ", before " + threads, () -> threads().equals(threads));
        }
        assertEquals(
                List.of(),
                threads().stream().filter(name -> !name.startsWith("vrrp-host")).toList());
        assertEquals(2, host.ip("-o link show").lines().count());
    }

    @ParameterizedTest
    @EnumSource(SourceMac.class)
    void anInterfaceThatIsMadeAgainTimeAndAgainLeaksNothing(SourceMac sourceMac) throws Exception {
        try (Router router = new Router(config(sourceMac, RemovedAddress.PUT_BACK))) {
            router.awaitActive();
            replace();
            router.awaitActive();
            awaitWarm();
            long descriptors = descriptors();
            List<String> threads = threads();
            long links = host.ip("-o link show").lines().count();

            for (int i = 0; i < REPLACEMENTS; i++) {
                replace();
            }
            router.awaitActive();

            assertEquals(links, host.ip("-o link show").lines().count());
            Await.until(
                    () -> descriptors() + " descriptors, " + descriptors + " before",
                    () -> descriptors() <= descriptors);
            Await.until(() -> threads() + ", before " + threads, () -> threads().equals(threads));
        }
    }

    /** The runtime's warm-up has threads of its own, which end with it. */
    private static void awaitWarm() throws Exception {
        Await.until(() -> "still warming up: " + threads(), () -> {
            List<String> now = threads();
            return !now.contains("vrrp-warm-up") && Collections.frequency(now, "vrrp-host-watch") <= 1;
        });
    }

    private void replace() throws Exception {
        host.ip("link del v0");
        host.connect("v0", peer, "v1");
        host.ip("addr add 10.9.0.1/24 dev v0");
        peer.ip("addr add 10.9.0.9/24 dev v1");
    }

    private void flap(int times) throws Exception {
        Process ip = peer.start("ip", "-batch", "-");
        try (OutputStream commands = ip.getOutputStream()) {
            commands.write("link set v1 down\nlink set v1 up\n".repeat(times).getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(0, ip.waitFor());
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** But for those of the host lane, which come when they are needed, and go when they have been idle for a while. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("vrrp-") && !name.matches("vrrp-host-\\d+"))
                .sorted()
                .toList();
    }

    private PcapTransport listening() throws Exception {
        return peer.call(() -> {
            PcapTransport ear = new PcapTransport();
            ear.open("v1", (name, datagram) -> heard.add(datagram));
            return ear;
        });
    }

    private Optional<String> lastSource() {
        return heard.isEmpty()
                ? Optional.empty()
                : Optional.of(heard.get(heard.size() - 1).source().toString());
    }

    private boolean hasAddress() {
        return addresses().contains(" " + VIP + "/32 ");
    }

    private String addresses() {
        try {
            return host.ip("addr show");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static VirtualRouterConfig config(SourceMac sourceMac, RemovedAddress removed) {
        return VirtualRouterConfig.on("v0", 51)
                .address(VIP + "/24")
                .interval(Duration.ofMillis(50))
                .adjust(policies ->
                        policies.withAcceptMode(true).withSourceMac(sourceMac).withRemovedAddress(removed))
                .build();
    }
}
