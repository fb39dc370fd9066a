package io.github.vrrp4j.pcap;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.pcap.linux.Privileges;
import io.github.vrrp4j.pcap.transport.PcapResponder;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What needs Linux says so where there is none, and names itself and the system; the rest can be made anywhere. */
class OtherSystemTest {
    private static final VirtualRouterConfig GROUP =
            VirtualRouterConfig.on("em0", 51).address("10.9.0.100").build();
    private static final VirtualRouterConfig PEERS =
            GROUP.toBuilder().peer("10.9.0.2").build();

    private final String system = System.getProperty("os.name");

    @AfterEach
    void restore() {
        System.setProperty("os.name", system);
    }

    @Test
    void unicastPeersAreRefusedBeforeTheStart() {
        System.setProperty("os.name", "FreeBSD");
        try (PcapTransport transport = new PcapTransport()) {
            assertDoesNotThrow(() -> transport.check(GROUP));
            assertRefusal(
                    "virtual router " + PEERS.id() + ": unicast peers work on Linux only, not on FreeBSD",
                    () -> transport.check(PEERS));
        }
    }

    @Test
    void unicastPeersAreFineOnLinux() {
        System.setProperty("os.name", "Linux");
        try (PcapTransport transport = new PcapTransport()) {
            assertDoesNotThrow(() -> transport.check(PEERS));
        }
    }

    @Test
    void addressesLinksAndPrivilegesAreThoseOfLinux() {
        System.setProperty("os.name", "Mac OS X");

        assertRefusal("leased addresses (LinuxAddressHook) work on Linux only, not on Mac OS X", LinuxAddressHook::new);
        assertRefusal(
                "link states from rtnetlink (LinuxLinkMonitor) work on Linux only, not on Mac OS X",
                LinuxLinkMonitor::new);
        assertRefusal("checks of privileges work on Linux only, not on Mac OS X", Privileges::require);
    }

    @Test
    void rawFramesAreRefusedOnWindows() {
        System.setProperty("os.name", "Windows 11");
        String refusal =
                "em0: raw frames do not work on Windows 11, whose capture library has other names for interfaces"
                        + " and takes own frames for others'";
        try (PcapTransport transport = new PcapTransport();
                PcapResponder responder = new PcapResponder()) {
            assertRefusal(refusal, () -> transport.open("em0", (name, datagram) -> {}));
            assertRefusal(refusal, () -> responder.release(GROUP, List.of()));
        }
    }

    private static void assertRefusal(String message, Executable call) {
        assertEquals(
                message, assertThrows(UnsupportedOperationException.class, call).getMessage());
    }
}
