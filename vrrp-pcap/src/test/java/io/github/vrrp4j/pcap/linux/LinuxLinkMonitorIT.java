package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.LinkStatus;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WireTests.class)
class LinuxLinkMonitorIT {
    private final List<LinkStatus> seen = new CopyOnWriteArrayList<>();
    private Namespace namespace;
    private Namespace peer;
    private LinuxLinkMonitor monitor;

    @BeforeEach
    void setUp() throws Exception {
        namespace = new Namespace("links");
        peer = new Namespace("peer");
        namespace.connect("v0", peer, "v1");
        namespace.ip("addr add 10.9.0.1/24 dev v0");
        monitor = namespace.call(LinuxLinkMonitor::new);
    }

    @AfterEach
    void tearDown() throws Exception {
        monitor.close();
        namespace.close();
        peer.close();
    }

    @Test
    void thePresentStatusIsDeliveredBeforeWatchReturns() throws Exception {
        watch();

        assertEquals(1, seen.size());
        assertTrue(latest().isUsable(), latest().toString());
        assertEquals(IpAddress.of("10.9.0.1"), latest().addresses().get(0));
    }

    @Test
    void aMissingInterfaceIsAbsentUntilItComes() throws Exception {
        monitor.watch("v5", (name, status) -> seen.add(status));
        assertEquals(LinkStatus.ABSENT, latest());

        namespace.connect("v5", peer, "v6");

        awaitStatus("usable", LinkStatus::isUsable);
    }

    @Test
    void aNameThatNoInterfaceCanHaveIsAbsent() throws Exception {
        monitor.watch("a-name-that-is-far-too-long", (name, status) -> seen.add(status));

        assertEquals(LinkStatus.ABSENT, latest());
    }

    @Test
    void aLostCarrierIsSeenAndItsReturn() throws Exception {
        watch();

        peer.ip("link set v1 down");
        awaitStatus("without carrier", status -> status.enabled() && !status.carrier());
        peer.ip("link set v1 up");

        awaitStatus("usable", LinkStatus::isUsable);
    }

    @Test
    void anInterfaceThatIsSetDownIsNotEnabled() throws Exception {
        watch();

        namespace.ip("link set v0 down");

        awaitStatus("not enabled", status -> status.present() && !status.enabled() && !status.carrier());
    }

    @Test
    void aDeletedInterfaceIsAbsentAndNoticedWhenItComesBack() throws Exception {
        watch();

        namespace.ip("link del v0");
        awaitStatus("absent", LinkStatus.ABSENT::equals);
        namespace.connect("v0", peer, "v1");

        awaitStatus("usable", LinkStatus::isUsable);
    }

    @Test
    void anInterfaceThatIsReplacedWasAbsentForAMoment() throws Exception {
        watch();
        // In one go: by the time the first event is read there may be a new interface already.
        for (int i = 0; i < 5; i++) {
            int before = seen.size();
            namespace.ip("link del v0");
            namespace.connect("v0", peer, "v1");
            awaitStatus("usable", LinkStatus::isUsable);
            assertTrue(seen.subList(before, seen.size()).contains(LinkStatus.ABSENT), seen.toString());
        }
    }

    @Test
    void aRenamedInterfaceIsAbsent() throws Exception {
        watch();
        namespace.ip("link set v0 down");

        namespace.ip("link set v0 name lan0");

        awaitStatus("absent", LinkStatus.ABSENT::equals);
    }

    @Test
    void addressesComeAndGoInTheOrderOfTheKernel() throws Exception {
        watch();

        namespace.ip("addr add 10.9.0.2/24 dev v0");
        namespace.ip("addr add 10.8.0.1/24 dev v0");
        awaitStatus(
                "primary addresses first", status -> ipv4(status).equals(List.of("10.9.0.1", "10.8.0.1", "10.9.0.2")));
        namespace.ip("addr del 10.8.0.1/24 dev v0");

        awaitStatus("one fewer", status -> ipv4(status).equals(List.of("10.9.0.1", "10.9.0.2")));
    }

    @Test
    void anIpv6AddressIsReportedWhenItCanBeUsed() throws Exception {
        watch();

        awaitStatus(
                "link-local address",
                status -> status.addresses().stream()
                        .anyMatch(address -> address.family() == Family.IPV6 && address.isLinkLocal()));

        assertFalse(namespace.ip("addr show dev v0").contains("tentative"));
    }

    @Test
    void anAddressThatSomebodyElseHasIsNotReported() throws Exception {
        peer.ip("addr add 2001:db8::1/64 dev v1 nodad");
        watch();

        namespace.ip("addr add 2001:db8::1/64 dev v0");
        Await.until("duplicate found", () -> namespace.ip("addr show dev v0").contains("dadfailed"));
        namespace.ip("addr add 10.9.0.2/24 dev v0");
        awaitStatus("marker", status -> ipv4(status).contains("10.9.0.2"));

        assertTrue(seen.stream().noneMatch(status -> status.addresses().contains(IpAddress.of("2001:db8::1"))));
    }

    @Test
    void renewalsOfALeaseAreNoChange() throws Exception {
        try (LinuxAddressHook hook = namespace.call(LinuxAddressHook::new)) {
            hook.acquire(
                    VirtualRouterConfig.on("v0", 51)
                            .address("10.9.0.100/32")
                            .adjust(policies -> policies.withAcceptMode(true))
                            .build(),
                    List.of(VirtualAddress.of("10.9.0.100/32")));
            watch();
            Await.atLeast(Duration.ofMillis(1600));
        }
        awaitStatus("released", status -> !ipv4(status).contains("10.9.0.100"));

        for (int i = 1; i < seen.size(); i++) {
            assertNotEquals(seen.get(i - 1), seen.get(i));
        }
        assertEquals(
                1,
                seen.stream()
                        .map(LinuxLinkMonitorIT::ipv4)
                        .distinct()
                        .filter(list -> list.contains("10.9.0.100"))
                        .count());
    }

    @Test
    void otherInterfacesAreNoNews() throws Exception {
        namespace.connect("v5", peer, "v6");
        Await.until("addresses have settled", () -> !namespace.ip("addr show").contains("tentative"));
        watch();

        namespace.ip("addr add 10.7.0.1/24 dev v5");
        namespace.ip("link del v5");
        namespace.ip("addr add 10.9.0.2/24 dev v0");
        awaitStatus("marker", status -> ipv4(status).contains("10.9.0.2"));

        assertEquals(2, seen.size(), seen.toString());
    }

    @Test
    void aWatcherThatThrowsHindersNobody() throws Exception {
        monitor.watch("v0", (name, status) -> {
            throw new IllegalStateException("on purpose");
        });
        watch();

        namespace.ip("link set v0 down");

        awaitStatus("not enabled", status -> !status.enabled());
    }

    @Test
    void moreEventsThanTheSocketHoldsLeaveTheRightStatus() throws Exception {
        watch();
        CountDownLatch flooded = new CountDownLatch(1);
        Thread here = Thread.currentThread();
        monitor.watch("v0", (name, status) -> {
            if (Thread.currentThread() != here) { // not the first status
                await(flooded);
            }
        });
        String flood = IntStream.range(0, 5000)
                .mapToObj(i -> "addr " + (i % 2 == 0 ? "add" : "del") + " 10.6.0.1/32 dev v0\n")
                .collect(Collectors.joining());

        Process ip = namespace.start("ip", "-batch", "-");
        try (OutputStream commands = ip.getOutputStream()) {
            commands.write((flood + "addr add 10.9.0.99/32 dev v0\n").getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(0, ip.waitFor());
        flooded.countDown();

        awaitStatus("settled", status -> ipv4(status).equals(List.of("10.9.0.1", "10.9.0.99")));
    }

    @Test
    void closeEndsTheThreadAndMayBeRepeated() throws Exception {
        watch();

        monitor.close();
        monitor.close();

        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("vrrp-links")));
        assertThrows(IllegalStateException.class, this::watch);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void watch() throws Exception {
        monitor.watch("v0", (name, status) -> seen.add(status));
    }

    private LinkStatus latest() {
        return seen.get(seen.size() - 1);
    }

    private void awaitStatus(String what, Predicate<LinkStatus> condition) throws Exception {
        Await.until(() -> what + ", but: " + seen, () -> condition.test(latest()));
    }

    private static List<String> ipv4(LinkStatus status) {
        return status.addresses().stream()
                .filter(address -> address.family() == Family.IPV4)
                .map(IpAddress::toString)
                .toList();
    }
}
