package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Child;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WireTests.class)
class LinuxAddressHookIT {
    private static final VirtualRouterConfig ROUTER = accepting("v0", 51, "10.9.0.100/24");
    private static final VirtualRouterConfig OTHER_ROUTER = accepting("v0", 52, "10.9.0.101/24");
    private static final String VIP = "10.9.0.100/24";
    private static final String OTHER_VIP = "10.9.0.101/24";

    private Namespace namespace;
    private Namespace peer;
    private LinuxAddressHook hook;

    @BeforeEach
    void setUp() throws Exception {
        namespace = new Namespace("hook");
        peer = new Namespace("peer");
        namespace.connect("v0", peer, "v1");
        hook = namespace.call(LinuxAddressHook::new);
    }

    @AfterEach
    void tearDown() throws Exception {
        hook.close();
        namespace.close();
        peer.close();
    }

    @Test
    void anAcquiredAddressIsALease() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));

        assertTrue(show().matches("(?s).*inet 10\\.9\\.0\\.100/32.*? valid_lft [12]sec.*"), show());
    }

    @Test
    void itBringsNoRouteForItsPrefix() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));

        assertEquals("", namespace.ip("route show dev v0"));
    }

    @Test
    void aLeaseIsRenewedBeyondItsLifetime() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));

        Await.atLeast(Duration.ofMillis(3500));

        Await.until("the address is there", () -> has(VIP));
    }

    @Test
    void aLeaseLapsesWhenItsProcessIsKilled() throws Exception {
        Process process = namespace.startJava(List.of(), List.of(), Child.class, "acquire", "v0", VIP);
        try {
            Await.until("the address is there", () -> has(VIP));
            Await.atLeast(Duration.ofMillis(3500));
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly().waitFor();
        }

        Await.until("the address is gone", () -> !has(VIP));
    }

    @Test
    void releaseRemovesTheAddressAtOnceAndForGood() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));

        hook.release(ROUTER, addresses(VIP));

        assertFalse(has(VIP), show());
        Await.atLeast(Duration.ofMillis(1100));
        assertFalse(has(VIP), show());
    }

    @Test
    void acquireAndReleaseMayBeRepeated() throws Exception {
        hook.release(ROUTER, addresses(VIP));
        hook.acquire(ROUTER, addresses(VIP));
        hook.acquire(ROUTER, addresses(VIP));
        assertTrue(has(VIP), show());

        hook.release(ROUTER, addresses(VIP));
        hook.release(ROUTER, addresses(VIP));

        assertFalse(has(VIP), show());
    }

    @Test
    void releaseRemovesWhatACrashLeftBehind() throws Exception {
        namespace.ip("addr add " + VIP + " dev v0 valid_lft 2 preferred_lft 2");

        hook.release(ROUTER, addresses(VIP));

        assertFalse(has(VIP), show());
    }

    @Test
    void anAddressWithoutALifetimeIsLeftAlone() throws Exception {
        namespace.ip("addr add " + VIP + " dev v0");
        String before = ipv4();

        hook.acquire(ROUTER, addresses(VIP));
        Await.until("what was installed beside it has lapsed", () -> ipv4().equals(before));
        Await.atLeast(Duration.ofMillis(1100));
        assertEquals(before, ipv4());
        hook.release(ROUTER, addresses(VIP));

        assertEquals(before, ipv4());
    }

    @Test
    void anAddressOfAnOwnerIsLeftAloneWhateverItsPrefixLengthIs() throws Exception {
        VirtualRouterConfig owner = ROUTER.toBuilder().addressOwner().build();
        namespace.ip("addr add 10.9.0.100/16 dev v0");
        String before = ipv4();

        hook.acquire(owner, addresses("10.9.0.100"));
        assertEquals(before, ipv4());
        hook.release(owner, addresses("10.9.0.100"));

        assertEquals(before, ipv4());
    }

    @Test
    void anAddressWithALongerLifetimeIsLeftAlone() throws Exception {
        namespace.ip("addr add " + VIP + " dev v0 valid_lft 600 preferred_lft 600");

        hook.acquire(ROUTER, addresses(VIP));
        hook.release(ROUTER, addresses(VIP));

        assertTrue(has(VIP), show());
    }

    @Test
    void anAddressThatSomebodyMadePermanentIsNoLongerOurs() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));
        namespace.ip("addr replace 10.9.0.100/32 dev v0 valid_lft forever preferred_lft forever");

        Await.atLeast(Duration.ofMillis(1100));
        hook.release(ROUTER, addresses(VIP));

        assertTrue(show().matches("(?s).*inet 10\\.9\\.0\\.100/32.*? valid_lft forever.*"), show());
    }

    @Test
    void anAddressThatSomebodyRemovedComesBack() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));

        namespace.ip("addr del 10.9.0.100/32 dev v0");

        Await.until("the address is back", () -> has(VIP));
    }

    @Test
    void anIpv6AddressIsUsableAtOnce() throws Exception {
        VirtualRouterConfig router = accepting("v0", 51, "fe80::100/64");

        hook.acquire(router, addresses("2001:db8::100/64"));

        assertTrue(has("2001:db8::100/64"), show());
        assertFalse(show().contains("2001:db8::100/64 scope global tentative"), show());
        hook.release(router, addresses("2001:db8::100/64"));
        assertFalse(has("2001:db8::100/64"), show());
    }

    @Test
    void anotherAddressOfThePrefixSurvivesTheReleaseOfThePrimaryOne() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));
        hook.acquire(OTHER_ROUTER, addresses(OTHER_VIP));

        hook.release(ROUTER, addresses(VIP));

        assertFalse(has(VIP), show());
        assertTrue(has(OTHER_VIP), show());
    }

    @Test
    void anAddressOfTwoRoutersStaysUntilBothReleasedIt() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));
        hook.acquire(OTHER_ROUTER, addresses(VIP));

        hook.release(ROUTER, addresses(VIP));
        assertTrue(has(VIP), show());
        hook.release(OTHER_ROUTER, addresses(VIP));

        assertFalse(has(VIP), show());
    }

    @Test
    void anInterfaceThatComesBackGetsItsAddressesBack() throws Exception {
        hook.acquire(ROUTER, addresses(VIP));

        namespace.ip("link del v0");
        namespace.connect("v0", peer, "v1");

        Await.until("the address is on the new interface", () -> has(VIP));
    }

    @Test
    void aMissingInterfaceIsAnErrorToAcquireAndNoneToRelease() throws Exception {
        VirtualRouterConfig router = accepting("nope0", 51, "10.9.0.100/24");

        IOException missing = assertThrows(IOException.class, () -> hook.acquire(router, addresses(VIP)));
        hook.release(router, addresses(VIP));

        assertEquals("nope0: no such interface to install [10.9.0.100/24] on", missing.getMessage());
    }

    @Test
    void anAddressThatTheKernelRefusesDoesNotHinderTheOthers() throws Exception {
        namespace.ip("link set v0 mtu 1000"); // too small for IPv6

        IOException refused =
                assertThrows(IOException.class, () -> hook.acquire(ROUTER, addresses("2001:db8::100/64", VIP)));

        assertTrue(refused.getMessage().startsWith("v0: install 2001:db8::100/64: "), refused.getMessage());
        assertTrue(has(VIP), show());
    }

    @Test
    void closeReleasesEverythingAndEndsItsThread() throws Exception {
        hook.acquire(ROUTER, addresses(VIP, OTHER_VIP));

        hook.close();
        hook.close();

        assertFalse(has(VIP), show());
        assertFalse(has(OTHER_VIP), show());
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("vrrp-leases")));
        hook.release(ROUTER, addresses(VIP));
        assertThrows(IllegalStateException.class, () -> hook.acquire(ROUTER, addresses(VIP)));
    }

    @Test
    void withoutThePrivilegeTheErrorSaysWhichOneAndForWhat() throws Exception {
        Process process = namespace.startJava(
                List.of("setpriv", "--bounding-set", "-net_admin"), List.of(), Child.class, "acquire", "v0", VIP);

        assertEquals(
                "MissingPrivilegeException: v0: install 10.9.0.100/24: Operation not permitted:"
                        + " needs root or CAP_NET_ADMIN",
                Child.failureOf(process));
    }

    @Test
    void missingPrivilegesCanBeNamedBeforehand() throws Exception {
        Process process = namespace.startJava(
                List.of("setpriv", "--bounding-set", "-net_admin,-net_raw"), List.of(), Child.class, "check", "v0");

        assertEquals(
                "MissingPrivilegeException: needs root or CAP_NET_ADMIN and CAP_NET_RAW:"
                        + " lacks CAP_NET_ADMIN and CAP_NET_RAW",
                Child.failureOf(process));
    }

    private static VirtualRouterConfig accepting(String interfaceName, int vrid, String address) {
        return VirtualRouterConfig.on(interfaceName, vrid)
                .address(address)
                .adjust(policies -> policies.withAcceptMode(true))
                .build();
    }

    private static List<VirtualAddress> addresses(String... texts) {
        return List.of(texts).stream().map(VirtualAddress::of).toList();
    }

    /** With whatever prefix length. */
    private boolean has(String address) throws Exception {
        return show().contains(" " + VirtualAddress.of(address).address() + "/");
    }

    /** Without the other family's, which changes by itself. */
    private String ipv4() throws Exception {
        return namespace.ip("-4 addr show dev v0");
    }

    private String show() throws Exception {
        return namespace.ip("addr show dev v0");
    }
}
