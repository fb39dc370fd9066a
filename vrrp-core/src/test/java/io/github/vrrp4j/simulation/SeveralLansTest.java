package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several LANs, interfaces, virtual routers, families and versions in one simulation. */
class SeveralLansTest {
    private final SimulatedLan front = SimulatedLan.seeded(42);
    private final SimulatedLan back = front.another("back");

    private static VirtualRouterConfig ipv4(String interfaceName, int vrid, int priority) {
        return VirtualRouterConfig.on(interfaceName, vrid)
                .priority(priority)
                .address("10.9." + vrid + ".100/24")
                .build();
    }

    private static VirtualRouterConfig ipv6(int vrid, int priority) {
        return VirtualRouterConfig.on("eth0", vrid)
                .priority(priority)
                .address("fe80::100/64")
                .build();
    }

    @Test
    void eachInterfaceIsOnItsOwnLan() {
        SimulatedNode a = router("a", 200, 100);
        SimulatedNode b = router("b", 100, 200);
        SimulatedClient inFront = front.client("10.9.1.100");
        SimulatedClient inBack = back.client("10.9.2.100");
        front.run(A_WHILE);

        inFront.assertServedBy(a);
        inBack.assertServedBy(b);
        front.assertOneActive(1);
        back.assertOneActive(2);
        assertThrows(IllegalArgumentException.class, () -> back.assertOneActive(1));

        b.port("eth1").unplug();
        front.run(A_WHILE);
        back.assertHolds(a, "10.9.2.100");
        assertEquals(State.BACKUP, b.state(b.configs().get(0).id()));
        assertEquals(State.INITIALIZE, b.state(b.configs().get(1).id()));
        assertThrows(IllegalStateException.class, b::state);
    }

    private SimulatedNode router(String name, int first, int second) {
        return front.node(name)
                .connect("eth1", back)
                .router(ipv4("eth0", 1, first))
                .router(ipv4("eth1", 2, second))
                .join();
    }

    @Test
    void virtualRoutersOfOneLanShareTheLoad() {
        SimulatedNode a = front.join(ipv4("eth0", 1, 200), ipv4("eth0", 2, 100));
        SimulatedNode b = front.join(ipv4("eth0", 1, 100), ipv4("eth0", 2, 200));
        front.run(A_WHILE);
        front.assertHolds(a, "10.9.1.100");
        front.assertHolds(b, "10.9.2.100");

        a.crash();
        front.run(A_WHILE);
        front.assertHolds(b, "10.9.1.100");
        front.assertHolds(b, "10.9.2.100");
    }

    @Test
    void bothFamiliesOfOneNumberAreUnrelated() {
        SimulatedNode a = front.join(ipv4("eth0", 1, 200), ipv6(1, 100));
        SimulatedNode b = front.join(ipv4("eth0", 1, 100), ipv6(1, 200));
        front.run(A_WHILE);

        front.assertOneActive(1);
        assertEquals(List.of(a), front.actives(1, Family.IPV4));
        assertEquals(List.of(b), front.actives(1, Family.IPV6));
    }

    @Test
    void bothVersionsElectOneDuringAnUpgrade() {
        SimulatedNode old =
                front.join(Routers.any().priority(100).version(Version.V2).build());
        SimulatedNode between =
                front.join(Routers.any().priority(150).coexistence().build());
        SimulatedNode fresh = front.join(Routers.any().priority(120).build());
        front.run(A_WHILE);

        front.assertHolds(between, Routers.VIRTUAL);
        old.assertState(State.BACKUP);
        fresh.assertState(State.BACKUP);
    }

    @Test
    void unicastPeersFindEachOther() {
        SimulatedNode a = front.node("a")
                .address("10.9.0.1")
                .router(Routers.any().priority(200).peer("10.9.0.2").build())
                .join();
        SimulatedNode b = front.node("b")
                .address("10.9.0.2")
                .router(Routers.any().priority(100).peer("10.9.0.1").build())
                .join();
        SimulatedIntruder onlooker = front.intruder();
        front.run(A_WHILE);

        front.assertHolds(a, Routers.VIRTUAL);
        b.assertState(State.BACKUP);
        assertEquals(
                a.status().statistics().advertisementsSent(),
                b.status().statistics().advertisementsReceived());
        // The question for the peer and one gratuitous ARP, but none of the advertisements, which the switch sends one
        // way.
        assertEquals(2, onlooker.ports().get(0).framesReceived());
    }

    /** RFC 4861 section 7.2.2: what waits for a neighbour is dropped when nobody answers. */
    @Test
    void aPacketDoesNotWaitForAnAbsentPeerWithoutEnd() {
        SimulatedNode a = front.node("a")
                .address("10.9.0.1")
                .router(Routers.any().priority(200).peer("10.9.0.2").build())
                .join();
        SimulatedNode b = front.node("b")
                .address("10.9.0.2")
                .router(Routers.any().priority(100).peer("10.9.0.1").build())
                .join();
        b.powerOff();
        front.run(A_WHILE);
        a.stop();
        front.run(A_WHILE);
        b.start();
        front.run(A_WHILE);

        b.assertState(State.ACTIVE);
        assertEquals(0, b.status().statistics().advertisementsReceived());
    }

    @Test
    void anAddressOwnerHasTheVirtualAddressForItsOwn() {
        SimulatedNode owner = front.join(Routers.any().addressOwner().build());
        SimulatedNode backup = front.join(Routers.priority(100));
        SimulatedClient client = front.client(Routers.VIRTUAL);
        front.run(A_WHILE);

        assertEquals(Routers.VIRTUAL, owner.status().source().orElseThrow().toString());
        front.assertHolds(owner, Routers.VIRTUAL);
        client.assertServedBy(owner);

        owner.stop();
        front.run(A_WHILE);
        front.assertHolds(backup, Routers.VIRTUAL);
        client.assertServedBy(backup);
    }

    @Test
    void namesAndAddressesAreChosenOrSaid() {
        SimulatedNode chosen = front.join(Routers.priority(100));
        MacAddress mac = new MacAddress(0x0200_0000_00aaL);
        SimulatedNode said = front.node("said")
                .router(Routers.priority(100))
                .addresses("eth0", "10.9.0.7", "fe80::7")
                .mac("eth0", mac)
                .join();

        assertEquals("r1", chosen.name());
        assertEquals("[10.9.0.11, fe80::b]", chosen.port("eth0").addresses().toString());
        assertEquals("[10.9.0.7, fe80::7]", said.port("eth0").addresses().toString());
        assertEquals(mac, said.port("eth0").mac());
        assertThrows(IllegalArgumentException.class, () -> said.port("eth1"));
        assertThrows(
                IllegalArgumentException.class,
                () -> front.node("said").router(Routers.priority(100)).join());
        assertThrows(
                IllegalArgumentException.class,
                () -> front.node("x").router(Routers.priority(100)).router(Routers.priority(200)));
        assertThrows(IllegalArgumentException.class, () -> front.node("x").connect("eth1", SimulatedLan.seeded(1)));
    }
}
