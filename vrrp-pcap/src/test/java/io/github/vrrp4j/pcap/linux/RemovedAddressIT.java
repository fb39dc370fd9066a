package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes virtual addresses from the host, and who does not. */
@ExtendWith(WireTests.class)
class RemovedAddressIT {
    private static final String VIP = "10.9.0.100/32";
    private static final String OTHER_VIP = "10.9.0.101/32";
    private static final String MARKER = "10.9.0.102/32";

    private final List<VirtualAddress> told = new CopyOnWriteArrayList<>();
    private Namespace host;
    private Namespace peer;
    private LinuxAddressHook hook;

    @BeforeEach
    void setUp() throws Exception {
        host = new Namespace("host");
        peer = new Namespace("peer");
        host.connect("v0", peer, "v1");
        host.ip("addr add 10.9.0.1/24 dev v0");
        hook = host.call(LinuxAddressHook::new);
        hook.watch((router, addresses) -> told.addAll(addresses));
    }

    @AfterEach
    void tearDown() throws Exception {
        hook.close();
        host.close();
        peer.close();
    }

    @ParameterizedTest
    @EnumSource(SourceMac.class)
    void whoRemovesAVirtualAddressIsNoticed(SourceMac sourceMac) throws Exception {
        VirtualRouterConfig router = acquire(sourceMac, VIP, OTHER_VIP);

        remove(VIP);

        Await.until(() -> "told: " + told, () -> told.equals(List.of(VirtualAddress.of(VIP))));
        hook.acquire(router, List.of(VirtualAddress.of(VIP)));
        remove(OTHER_VIP);
        remove(VIP);
        Await.until(() -> "told: " + told, () -> told.size() == 3);
    }

    @Test
    void whoRemovesAnIpv6AddressIsNoticed() throws Exception {
        acquire(SourceMac.INTERFACE, "fe80::100/64", "2001:db8::100/64");

        remove("2001:db8::100/64");

        Await.until(() -> "told: " + told, () -> told.equals(List.of(VirtualAddress.of("2001:db8::100/64"))));
    }

    /** Kernels that do not promote secondary addresses remove them with the first one of their prefix. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void nothingGoesWithTheFirstAddressOfItsPrefix(String promoteSecondaries) throws Exception {
        host.set("ipv4/conf/all/promote_secondaries", promoteSecondaries);
        host.set("ipv4/conf/v0/promote_secondaries", promoteSecondaries);
        VirtualRouterConfig router = acquire(SourceMac.INTERFACE, "10.9.0.100/24", "10.9.0.101/24");

        host.ip("addr del 10.9.0.1/24 dev v0");
        host.ip("addr add 10.9.0.3/24 dev v0");
        assertTrue(addresses().contains(VIP) && addresses().contains(OTHER_VIP), addresses());
        assertTrue(host.ip("route show").contains("10.9.0.0/24 dev v0 proto kernel scope link src 10.9.0.3"));
        hook.release(router, List.of(VirtualAddress.of("10.9.0.100/24")));
        assertTrue(addresses().contains("10.9.0.3/24") && addresses().contains(OTHER_VIP), addresses());

        assertOnlyTheMarkerIsTold();
    }

    @Test
    void itsOwnReleasesAreNoNews() throws Exception {
        VirtualRouterConfig router = acquire(SourceMac.INTERFACE, VIP, OTHER_VIP);
        for (int i = 0; i < 20; i++) {
            hook.release(router, router.addresses());
            hook.acquire(router, router.addresses());
        }

        assertOnlyTheMarkerIsTold();
    }

    @Test
    void anInterfaceThatIsSetDownOrMadeAgainIsNoNews() throws Exception {
        acquire(SourceMac.INTERFACE, "fe80::100/64", "2001:db8::100/64");

        host.ip("link set v0 down"); // flushes IPv6 addresses
        Await.atLeast(Duration.ofMillis(700));
        host.ip("link set v0 up");
        Await.until("the address is back", () -> addresses().contains("2001:db8::100/64"));
        host.ip("link del v0");
        host.connect("v0", peer, "v1");
        Await.until("the address is on the new interface", () -> addresses().contains("2001:db8::100/64"));

        assertOnlyTheMarkerIsTold();
    }

    @Test
    void addressesOfOthersAreNoNews() throws Exception {
        acquire(SourceMac.INTERFACE, VIP);
        for (int i = 0; i < 50; i++) {
            host.ip("addr add 10.8.0.1/24 dev v0");
            host.ip("addr del 10.8.0.1/24 dev v0");
        }

        assertOnlyTheMarkerIsTold();
    }

    private void assertOnlyTheMarkerIsTold() throws Exception {
        VirtualRouterConfig marker = router(52, SourceMac.INTERFACE, MARKER);
        hook.acquire(marker, marker.addresses());
        remove(MARKER);
        Await.until("the marker is told", () -> !told.isEmpty());
        assertEquals(List.of(VirtualAddress.of(MARKER)), told);
    }

    private VirtualRouterConfig acquire(SourceMac sourceMac, String... addresses) throws Exception {
        VirtualRouterConfig router = router(51, sourceMac, addresses);
        hook.prepare(router);
        hook.acquire(router, router.addresses());
        return router;
    }

    private static VirtualRouterConfig router(int vrid, SourceMac sourceMac, String... addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on("v0", vrid)
                .adjust(policies -> policies.withAcceptMode(true).withSourceMac(sourceMac));
        List.of(addresses).forEach(builder::address);
        return builder.build();
    }

    private void remove(String address) throws Exception {
        String device = addresses()
                .lines()
                .filter(line -> line.contains(" " + address + " "))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElseThrow();
        host.ip("addr del " + address + " dev " + device);
    }

    private String addresses() throws Exception {
        return host.ip("-o addr show");
    }
}
