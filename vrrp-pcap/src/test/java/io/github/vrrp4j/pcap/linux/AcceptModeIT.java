package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressHook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accept_Mode (RFC 9568 section 6.1), which the kernel does not have. */
@ExtendWith(WireTests.class)
class AcceptModeIT {
    private static final VirtualAddress FIRST = VirtualAddress.of("10.9.0.100/32");
    private static final VirtualAddress SECOND = VirtualAddress.of("10.9.0.101/32");

    private final List<String> calls = new ArrayList<>();
    private Namespace host;
    private Namespace peer;
    private LinuxAddressHook hook;

    /** Answers without having the addresses: here it only writes down what it is asked for. */
    private final class Responder implements AddressHook {
        @Override
        public void prepare(VirtualRouterConfig router) {
            calls.add("prepare");
        }

        @Override
        public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            calls.add("acquire " + addresses);
        }

        @Override
        public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            calls.add("release " + addresses);
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        host = new Namespace("host");
        peer = new Namespace("peer");
        host.connect("v0", peer, "v1");
        hook = host.call(() -> new LinuxAddressHook(new Responder()));
    }

    @AfterEach
    void tearDown() throws Exception {
        hook.close();
        host.close();
        peer.close();
    }

    @Test
    void whoDoesNotAcceptIsRefusedBeforeItStarts() throws Exception {
        try (LinuxAddressHook alone = host.call(LinuxAddressHook::new)) {
            ConfigurationException refused =
                    assertThrows(ConfigurationException.class, () -> alone.prepare(router(false, SourceMac.INTERFACE)));
            assertThrows(
                    ConfigurationException.class,
                    () -> alone.acquire(router(false, SourceMac.INTERFACE), List.of(FIRST)));

            assertTrue(refused.getMessage().contains("withAcceptMode(true)"), refused.getMessage());
            alone.prepare(router(true, SourceMac.INTERFACE));
            assertFalse(has(FIRST));
        }
    }

    @Test
    void anOwnerAlwaysAccepts() throws Exception {
        VirtualRouterConfig owner = VirtualRouterConfig.on("v0", 51)
                .addressOwner()
                .address(FIRST.toString())
                .build();
        hook.prepare(owner);
        hook.acquire(owner, List.of(FIRST));

        assertTrue(has(FIRST));
        assertEquals(List.of(), calls);
    }

    @Test
    void whoDoesNotAcceptIsLeftToTheOtherHook() throws Exception {
        VirtualRouterConfig router = router(false, SourceMac.INTERFACE);
        hook.prepare(router);
        hook.release(router, router.addresses());
        hook.acquire(router, router.addresses());
        assertFalse(has(FIRST));
        hook.release(router, router.addresses());

        String both = "[" + FIRST + ", " + SECOND + "]";
        assertEquals(List.of("prepare", "release " + both, "acquire " + both, "release " + both), calls);
    }

    @Test
    void aMacvlanInterfaceWithoutAddressTakesWhatIsForwardedForWhoDoesNotAccept() throws Exception {
        VirtualRouterConfig router = router(false, SourceMac.VIRTUAL);
        hook.prepare(router);
        hook.acquire(router, router.addresses());
        assertTrue(macvlan().contains(",UP"), macvlan());
        assertFalse(has(FIRST));

        hook.release(router, List.of(FIRST));
        assertTrue(macvlan().contains(",UP"), macvlan());
        hook.release(router, List.of(SECOND));
        Await.until("the macvlan interface is down", () -> !macvlan().contains(",UP"));
    }

    @Test
    void anActiveRouterCanChangeItsMind() throws Exception {
        VirtualRouterConfig accepting = router(true, SourceMac.INTERFACE);
        VirtualRouterConfig notAccepting = router(false, SourceMac.INTERFACE);
        hook.acquire(accepting, accepting.addresses());
        assertTrue(has(FIRST) && has(SECOND));

        hook.acquire(notAccepting, notAccepting.addresses());
        assertFalse(has(FIRST) || has(SECOND));
        assertEquals(List.of("acquire [" + FIRST + ", " + SECOND + "]"), calls);
        calls.clear();

        hook.acquire(accepting, accepting.addresses());
        assertTrue(has(FIRST) && has(SECOND));
        assertEquals(List.of("release [" + FIRST + ", " + SECOND + "]"), calls);
    }

    private static VirtualRouterConfig router(boolean accepting, SourceMac sourceMac) {
        return VirtualRouterConfig.on("v0", 51)
                .address(FIRST.toString())
                .address(SECOND.toString())
                .adjust(policies -> policies.withAcceptMode(accepting).withSourceMac(sourceMac))
                .build();
    }

    private String macvlan() throws Exception {
        return host.ip("link show type macvlan");
    }

    private boolean has(VirtualAddress address) throws Exception {
        return host.ip("addr show").contains(" " + address + " ");
    }
}
