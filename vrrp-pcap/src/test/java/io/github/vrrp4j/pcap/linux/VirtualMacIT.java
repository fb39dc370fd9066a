package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.TcpEcho;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Virtual addresses that answer with the virtual router MAC address (RFC 9568 sections 8.1.2 and 8.2.2). */
@ExtendWith(WireTests.class)
class VirtualMacIT {
    private static final String REAL = "10.9.0.1";
    private static final String VIP = "10.9.0.100";
    private static final String VIP6 = "2001:db8::100";
    private static final String LINK_LOCAL_VIP6 = "fe80::100";
    private static final String MAC = "00:00:5e:00:01:33";
    private static final String MAC6 = "00:00:5e:00:02:33";

    private Namespace host;
    private Namespace peer;
    private LinuxAddressHook hook;
    private TcpEcho echo;

    @BeforeEach
    void setUp() throws Exception {
        host = new Namespace("host");
        peer = new Namespace("peer");
        host.connect("v0", peer, "v1");
        addresses();
        hook = host.call(LinuxAddressHook::new);
        echo = new TcpEcho(host);
    }

    private void addresses() throws Exception {
        host.ip("addr add " + REAL + "/24 dev v0");
        host.ip("addr add 2001:db8::1/64 dev v0 nodad");
        peer.ip("addr add 10.9.0.9/24 dev v1");
        peer.ip("addr add 2001:db8::9/64 dev v1 nodad");
    }

    @AfterEach
    void tearDown() throws Exception {
        echo.close();
        hook.close();
        host.close();
        peer.close();
    }

    @Test
    void untilItIsActiveARouterHasAMacvlanInterfaceThatIsDownAndWithoutAddress() throws Exception {
        hook.prepare(ipv4(51));

        String shown = host.ip("-d addr show dev " + macvlan(4));
        assertTrue(shown.contains(MAC) && shown.contains("macvlan mode bridge"), shown);
        assertFalse(shown.contains(",UP") || shown.contains("inet"), shown);
    }

    @Test
    void whileItIsActiveOnlyTheVirtualMacAddressAnswersForTheVirtualAddress() throws Exception {
        acquire(ipv4(51));

        for (int i = 0; i < 5; i++) {
            peer.ip("neigh flush all");
            assertTrue(TcpEcho.answers(peer, VIP));
            assertTrue(TcpEcho.answers(peer, REAL));
            assertTrue(neighbor(VIP).contains(MAC), neighbor(VIP));
            assertTrue(neighbor(REAL).contains(macOf("v0")), neighbor(REAL));
        }
        assertEquals(1, count(host.ip("addr show"), " " + VIP + "/32 "));
    }

    @Test
    void aBackupDiscardsWhatIsSentToTheVirtualMacAddress() throws Exception {
        acquire(ipv4(51));
        peer.ip("neigh replace " + REAL + " lladdr " + MAC + " dev v1");
        assertTrue(TcpEcho.answers(peer, REAL));

        hook.release(ipv4(51), ipv4(51).addresses());
        Await.until(
                "the macvlan interface is down",
                () -> !host.ip("link show dev " + macvlan(4)).contains(",UP"));

        assertTrue(TcpEcho.isSilent(peer, REAL));
        peer.ip("neigh del " + REAL + " dev v1");
        peer.ip("neigh flush all");
        assertTrue(TcpEcho.isSilent(peer, VIP));
        assertTrue(TcpEcho.answers(peer, REAL));
    }

    @Test
    void aStrictReversePathFilterForAllInterfacesDoesNotHinder() throws Exception {
        host.set("ipv4/conf/all/rp_filter", "1");
        acquire(ipv4(51));

        assertTrue(TcpEcho.answers(peer, VIP));
    }

    @Test
    void globalAndLinkLocalIpv6AddressesAnswerWithTheVirtualMacAddress() throws Exception {
        settle();
        acquire(ipv6());

        assertTrue(TcpEcho.answers(peer, VIP6));
        assertTrue(TcpEcho.answers(peer, LINK_LOCAL_VIP6 + "%" + index(peer, "v1")));
        assertTrue(neighbor(VIP6).contains(MAC6), neighbor(VIP6));
        assertTrue(neighbor(LINK_LOCAL_VIP6).contains(MAC6), neighbor(LINK_LOCAL_VIP6));
        assertTrue(TcpEcho.answers(peer, "2001:db8::1"));
        assertTrue(neighbor("2001:db8::1").contains(macOf("v0")), neighbor("2001:db8::1"));
    }

    @Test
    void noAddressIsMadeOfAVirtualMacAddress() throws Exception {
        acquire(ipv4(51));
        acquire(ipv6());

        assertEquals(1, count(host.ip("addr show dev " + macvlan(4)), "inet"));
        assertEquals(2, count(host.ip("addr show dev " + macvlan(6)), "inet"));
        assertEquals("0", host.get("ipv6/conf/" + macvlan(6) + "/accept_ra"));
    }

    @Test
    void routersOfBothFamiliesWithOneVridAreApart() throws Exception {
        settle();
        acquire(ipv4(51));
        acquire(ipv6());

        hook.release(ipv4(51), ipv4(51).addresses());

        assertTrue(TcpEcho.answers(peer, VIP6));
        assertTrue(TcpEcho.isSilent(peer, VIP));
    }

    @Test
    void closeRemovesTheInterfacesAndRestoresTheParent() throws Exception {
        acquire(ipv4(51));
        acquire(ipv4(52));
        acquire(ipv6());
        assertEquals("1", host.get("ipv4/conf/v0/arp_ignore"));
        assertEquals("2", host.get("ipv4/conf/v0/arp_announce"));

        hook.close();

        assertFalse(host.ip("link show").contains(": vrrp"), host.ip("link show"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_ignore"));
        assertEquals("0", host.get("ipv4/conf/v0/arp_announce"));
    }

    @Test
    void aStricterSettingOfTheParentStays() throws Exception {
        host.set("ipv4/conf/v0/arp_ignore", "2");

        acquire(ipv4(51));
        assertEquals("2", host.get("ipv4/conf/v0/arp_ignore"));
        hook.close();

        assertEquals("2", host.get("ipv4/conf/v0/arp_ignore"));
    }

    @Test
    void theParentIsRestoredWhenTheLastOfSeveralHooksIsGone() throws Exception {
        acquire(ipv4(51));
        LinuxAddressHook other = host.call(LinuxAddressHook::new);
        other.prepare(ipv4(52));

        hook.close();
        assertEquals("1", host.get("ipv4/conf/v0/arp_ignore"));
        other.close();

        assertEquals("0", host.get("ipv4/conf/v0/arp_ignore"));
    }

    @Test
    void aForeignInterfaceOfTheSameNameIsAnErrorAndStays() throws Exception {
        String name = macvlan(4);
        host.ip("link add " + name + " type veth peer name other");
        String before = host.ip("link show dev " + name);

        IOException foreign = assertThrows(IOException.class, () -> hook.prepare(ipv4(51)));
        hook.close();

        assertEquals(
                "v0: cannot make a macvlan interface for VRID 51: there is an interface " + name
                        + " already, and it is not one of ours",
                foreign.getMessage());
        assertEquals(before, host.ip("link show dev " + name));
    }

    @Test
    void anotherProgramWithTheSameMacAddressIsAnError() throws Exception {
        host.ip("link add link v0 name other address " + MAC + " type macvlan mode bridge");
        host.ip("link set other up");

        IOException taken = assertThrows(IOException.class, () -> acquire(ipv4(51)));

        assertEquals(
                "v0: another interface on it has the virtual MAC address " + MAC
                        + " already: does another VRRP program run here?",
                taken.getMessage());
        assertFalse(host.ip("addr show").contains(VIP), "nowhere rather than on the parent");
    }

    @Test
    void aVirtualAddressOfTheParentItselfIsAnError() throws Exception {
        host.ip("addr add " + VIP + "/24 dev v0");

        IOException own = assertThrows(IOException.class, () -> hook.prepare(ipv4(51)));

        assertTrue(own.getMessage().startsWith("v0: has the virtual address " + VIP + " itself"), own.getMessage());
    }

    @Test
    void anInterfaceThatCanHaveNoMacvlanIsAnError() {
        VirtualRouterConfig router = router("lo", 51, VIP + "/24");

        IOException impossible = assertThrows(IOException.class, () -> hook.prepare(router));

        assertTrue(
                impossible
                        .getMessage()
                        .startsWith("lo: cannot have the virtual MAC address " + MAC
                                + ": a macvlan interface needs an Ethernet interface below it: "),
                impossible.getMessage());
    }

    @Test
    void aMissingInterfaceIsAnError() {
        VirtualRouterConfig router = router("nope0", 51, VIP + "/24");

        IOException missing = assertThrows(IOException.class, () -> hook.prepare(router));

        assertEquals("nope0: no such interface to put a virtual MAC address on", missing.getMessage());
    }

    @Test
    void aMacvlanInterfaceCannotBeTheParent() throws Exception {
        host.ip("link add link v0 name m0 type macvlan mode bridge");

        IOException impossible = assertThrows(IOException.class, () -> hook.prepare(router("m0", 51, VIP + "/24")));

        assertEquals(
                "m0: cannot have the virtual MAC address " + MAC
                        + ": it is a macvlan interface itself, and those below it would answer as well",
                impossible.getMessage());
    }

    @Test
    void anInterfaceThatComesBackGetsItsMacvlanInterfaceBack() throws Exception {
        acquire(ipv4(51));

        host.ip("link del v0");
        host.connect("v0", peer, "v1");
        addresses();

        Await.until(
                "the address is on the new interface",
                () -> host.ip("addr show").contains(VIP + "/32 scope global"));
        Await.until("it answers", () -> TcpEcho.answers(peer, VIP));
        assertTrue(neighbor(VIP).contains(MAC), neighbor(VIP));
    }

    @Test
    void aMacvlanInterfaceThatSomebodyRemovesComesBack() throws Exception {
        acquire(ipv4(51));

        host.ip("link del " + macvlan(4));

        Await.until("the address is back", () -> host.ip("addr show").contains(VIP + "/32 scope global"));
    }

    @Test
    void afterARenameTheMacvlanInterfaceIsRemovedNevertheless() throws Exception {
        acquire(ipv4(51));
        host.ip("link set v0 down");
        host.ip("link set v0 name lan0");
        hook.release(ipv4(51), ipv4(51).addresses());

        hook.close();

        assertFalse(host.ip("link show").contains(": vrrp"), host.ip("link show"));
        assertEquals("0", host.get("ipv4/conf/lan0/arp_ignore"));
    }

    @Test
    void whoUsesTheInterfacesMacAddressNowHasNoMacvlanInterfaceAnyMore() throws Exception {
        acquire(ipv4(51));
        hook.release(ipv4(51), ipv4(51).addresses());
        VirtualRouterConfig plain = ipv4(51).toBuilder()
                .adjust(policies -> policies.withSourceMac(SourceMac.INTERFACE))
                .build();

        hook.prepare(plain);
        hook.acquire(plain, plain.addresses());

        assertFalse(host.ip("link show").contains(": vrrp"), host.ip("link show"));
        assertTrue(host.ip("addr show dev v0").contains(VIP));
    }

    /** Without a link-local address an interface can neither ask for a neighbor nor answer. */
    private void settle() throws Exception {
        Await.until("addresses have settled", () -> !(host.ip("addr") + peer.ip("addr")).contains("tentative"));
    }

    private void acquire(VirtualRouterConfig router) throws Exception {
        hook.prepare(router);
        hook.acquire(router, router.addresses());
    }

    private static VirtualRouterConfig ipv4(int vrid) {
        return router("v0", vrid, vrid == 51 ? VIP + "/24" : "10.9.0.101/24");
    }

    private static VirtualRouterConfig ipv6() {
        return router("v0", 51, LINK_LOCAL_VIP6 + "/128", VIP6 + "/64");
    }

    private static VirtualRouterConfig router(String interfaceName, int vrid, String... addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on(interfaceName, vrid)
                .adjust(policies -> policies.withAcceptMode(true).withSourceMac(SourceMac.VIRTUAL));
        for (String address : addresses) {
            builder.address(address);
        }
        return builder.build();
    }

    private String macvlan(int version) throws Exception {
        return "vrrp" + version + "-" + Integer.toString(index(host, "v0"), 36) + "-33";
    }

    private static int index(Namespace namespace, String interfaceName) throws Exception {
        return Integer.parseInt(namespace.ip("link show dev " + interfaceName).split(":")[0]);
    }

    private String macOf(String interfaceName) throws Exception {
        return host.ip("link show dev " + interfaceName).replaceAll("(?s).*link/ether (\\S+).*", "$1");
    }

    private String neighbor(String address) throws Exception {
        return peer.ip("neigh show " + address + " dev v1");
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
