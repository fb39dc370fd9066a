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
        "acquire, 10.9.0.100/24",
        "acquire, fe80::100/64",
        "acquire-virtual, 10.9.0.100/24",
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

    @Test
    void theNextProcessTakesOverAtOnceWhatIsStillThere() throws Exception {
        String address = "10.9.0.100/24";
        started(List.of(), "acquire-virtual", address).destroyForcibly().waitFor();
        VirtualRouterConfig router = router(address, SourceMac.INTERFACE);

        hook.prepare(router);
        hook.release(router, router.addresses());

        assertFalse(host.ip("addr show").contains(address));
        assertFalse(host.ip("link show").contains(": vrrp"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_ignore"));
    }

    @Test
    void whatBelongsToAProcessThatRunsIsLeftAlone() throws Exception {
        String address = "10.9.0.100/24";
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
    @CsvSource({"acquire, 10.9.0.100/24", "acquire-virtual, 10.9.0.100/24", "acquire-virtual, fe80::100/64"})
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
                "10.9.0.100/24");

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
}
