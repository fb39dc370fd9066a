package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Child;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that is killed leaves on its host, and what the next one makes of it. */
@ExtendWith(WireTests.class)
class KilledProcessIT {
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
    }

    @AfterEach
    void tearDown() throws Exception {
        hook.close();
        host.close();
        peer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "acquire, 10.9.0.100/32",
        "acquire, fe80::100/64",
        "acquire-virtual, 10.9.0.100/32",
        "acquire-virtual, fe80::100/64"
    })
    void nothingIsLeftBehindButAMacvlanInterfaceWithoutAddress(String mode, String address) throws Exception {
        started(List.of(), mode, address).destroyForcibly().waitFor();

        Await.until("the address has lapsed", () -> !host.ip("addr show").contains(address));
        boolean virtual = mode.equals("acquire-virtual");
        assertEquals(virtual, host.ip("link show").contains(": vrrp"));

        VirtualRouterConfig router = router(address, virtual ? SourceMac.VIRTUAL : SourceMac.INTERFACE);
        hook.prepare(router);
        hook.release(router, router.addresses());
        assertFalse(host.ip("addr show").contains(address));
        hook.acquire(router, router.addresses());
        assertTrue(host.ip("addr show").contains(address));
        hook.close();

        assertFalse(host.ip("link show").contains(": vrrp"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_ignore"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_announce"));
    }

    /** Its macvlan interface stays until the next start, like others. */
    @Test
    void theDummyAddressOfARouterThatForwardsOnlyLapsesToo() throws Exception {
        started(List.of(), "forward-virtual", "192.0.0.8/32").destroyForcibly().waitFor();

        Await.until("the dummy address has lapsed", () -> !host.ip("addr show").contains("192.0.0.8"));
        assertTrue(host.ip("link show").contains(": vrrp"));
    }

    @Test
    void theNextProcessTakesOverAtOnceWhatIsStillThere() throws Exception {
        String address = "10.9.0.100/32";
        started(List.of(), "acquire-virtual", address).destroyForcibly().waitFor();
        VirtualRouterConfig router = router(address, SourceMac.INTERFACE);

        hook.prepare(router);
        hook.release(router, router.addresses());

        assertFalse(host.ip("addr show").contains(address));
        assertFalse(host.ip("link show").contains(": vrrp"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_ignore"));
    }

    @ParameterizedTest
    @CsvSource({"10.9.0.100/32, INTERFACE", "10.9.0.100/32, VIRTUAL", "fe80::100/64, INTERFACE", "fe80::100/64, VIRTUAL"
    })
    void theNextStartRemovesAMacvlanInterfaceWhoseVridIsNoLongerConfigured(String address, SourceMac sourceMac)
            throws Exception {
        started(List.of(), "acquire-virtual", address).destroyForcibly().waitFor();
        assertTrue(isThere(51));

        hook.prepare(another(sourceMac));

        assertFalse(isThere(51));
        assertEquals(sourceMac == SourceMac.VIRTUAL, isThere(52));
        assertEquals(sourceMac == SourceMac.VIRTUAL ? "1" : "0", host.get("ipv4/conf/v0/arp_ignore"));
        hook.close();
        assertFalse(host.ip("link show").contains(": vrrp"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_ignore"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_announce"));
    }

    @Test
    void whatIsOnAnotherInterfaceIsNotLookedAt() throws Exception {
        started(List.of(), "acquire-virtual", "10.9.0.100/32").destroyForcibly().waitFor();
        host.connect("v2", peer, "v3");

        hook.prepare(VirtualRouterConfig.on("v2", 52)
                .address("10.9.0.101/24")
                .adjust(policies -> policies.withAcceptMode(true))
                .build());

        assertTrue(isThere(51));
    }

    /** In a container, a process has other numbers than outside: the one that makes the interface may be number 1 there. */
    @ParameterizedTest
    @ValueSource(strings = {"", "unshare --pid --fork --kill-child --mount-proc"})
    void whatALivingProcessHasIsNotSwept(String before) throws Exception {
        String address = "10.9.0.100/32";
        List<String> container = before.isEmpty() ? List.of() : List.of(before.split(" "));
        Process process = started(container, "acquire-virtual", address);
        try {
            hook.prepare(another(SourceMac.VIRTUAL));

            assertTrue(isThere(51));
            assertTrue(host.ip("addr show").contains(address));
        } finally {
            process.destroyForcibly().waitFor();
        }
        Await.until("nobody renews the address", () -> !host.ip("addr show").contains(address));
        try (LinuxAddressHook next = host.call(LinuxAddressHook::new)) {
            next.prepare(another(SourceMac.INTERFACE, 53));
            assertFalse(isThere(51));
            assertTrue(isThere(52), "that of a hook of this process");
        }
    }

    @Test
    void aProcessThatIsSuspendedIsNotGone() throws Exception {
        Process process = started(List.of(), "acquire-virtual", "10.9.0.100/32");
        try {
            Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
            assertEquals(0, kill.waitFor());

            hook.prepare(another(SourceMac.INTERFACE));

            assertTrue(isThere(51));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatOthersMadeIsNotSwept() throws Exception {
        host.ip("link add link v0 name " + macvlan(61) + " type macvlan mode bridge");
        host.ip("link add link v0 name " + macvlan(62) + " type macvlan mode bridge");
        host.ip("link set " + macvlan(62) + " alias vrrp4j");
        host.ip("link add name " + macvlan(63) + " type veth peer name other");
        host.start("ip", "link", "set", macvlan(63), "alias", "vrrp4j process=1 sign=8388609 parent=0,0")
                .waitFor();

        hook.prepare(another(SourceMac.VIRTUAL));

        assertTrue(isThere(61) && isThere(62) && isThere(63));
        assertTrue(host.ip("link show").contains("alias vrrp4j process=1 sign"));
    }

    @Test
    void whatBelongsToAProcessThatRunsIsLeftAlone() throws Exception {
        String address = "10.9.0.100/32";
        Process process = started(List.of(), "acquire-virtual", address);
        try {
            VirtualRouterConfig router = router(address, SourceMac.VIRTUAL);

            IOException inUse = assertThrows(IOException.class, () -> hook.prepare(router));
            hook.close();

            assertTrue(
                    inUse.getMessage().matches("v0: process \\d+ runs VRID 51 already, on vrrp4-\\w+-33"),
                    inUse.getMessage());
            assertTrue(host.ip("link show").contains(": vrrp4-"));
            assertTrue(host.ip("addr show").contains(address));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The class path may be readable for root only, hence the third capability; it allows to write nothing. */
    @ParameterizedTest
    @CsvSource({"acquire, 10.9.0.100/32", "acquire-virtual, 10.9.0.100/32", "acquire-virtual, fe80::100/64"})
    void twoCapabilitiesAreEnough(String mode, String address) throws Exception {
        List<String> nobody = List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--inh-caps=+net_admin,+net_raw,+dac_read_search",
                "--ambient-caps=+net_admin,+net_raw,+dac_read_search",
                "--bounding-set=-all,+net_admin,+net_raw,+dac_read_search");

        started(nobody, mode, address).destroyForcibly().waitFor();
    }

    @Test
    void withoutTheCapabilityTheErrorSaysWhichOneAndForWhat() throws Exception {
        Process process = host.startJava(
                List.of("setpriv", "--bounding-set", "-net_admin"),
                List.of(),
                Child.class,
                "acquire-virtual",
                "v0",
                "10.9.0.100/32");

        assertEquals(
                "MissingPrivilegeException: v0: virtual MAC addresses need root or CAP_NET_ADMIN",
                Child.failureOf(process));
    }

    /** Returns when the process has the address. */
    private Process started(List<String> before, String mode, String address) throws Exception {
        Process process = host.startJava(before, List.of(), Child.class, mode, "v0", address);
        Await.until("the address is there", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(Child.failureOf(process));
            }
            return host.ip("addr show").contains(address);
        });
        return process;
    }

    private static VirtualRouterConfig router(String address, SourceMac sourceMac) {
        return VirtualRouterConfig.on("v0", 51)
                .address(address)
                .adjust(policies -> policies.withAcceptMode(true).withSourceMac(sourceMac))
                .build();
    }

    private boolean isThere(int vrid) throws Exception {
        return host.ip("link show").matches("(?s).*: vrrp[46]-\\w+-" + Integer.toHexString(vrid) + "@.*");
    }

    private String macvlan(int vrid) throws Exception {
        int index = Integer.parseInt(host.ip("link show dev v0").split(":")[0]);
        return "vrrp4-" + Integer.toString(index, 36) + "-" + Integer.toHexString(vrid);
    }

    private static VirtualRouterConfig another(SourceMac sourceMac) {
        return another(sourceMac, 52);
    }

    private static VirtualRouterConfig another(SourceMac sourceMac, int vrid) {
        return VirtualRouterConfig.on("v0", vrid)
                .address("10.9.0.101/24")
                .adjust(policies -> policies.withAcceptMode(true).withSourceMac(sourceMac))
                .build();
    }
}
