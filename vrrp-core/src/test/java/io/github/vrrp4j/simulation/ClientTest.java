package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.any;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What hosts on the LAN notice: who serves them, and for how long nobody does. */
class ClientTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private final SimulatedLan lan = SimulatedLan.seeded(42);

    /** An announcer that fails, so that nothing is announced. */
    private static final Announcer SILENT = (router, announcements) -> {
        throw new IllegalStateException("announces nothing");
    };

    @Test
    void withoutAnyRouterThereIsNoAnswerAtAll() {
        SimulatedClient client = lan.client(VIRTUAL);
        lan.run(A_WHILE);

        assertEquals(List.of(new Outage(Duration.ZERO, A_WHILE)), client.outages());
        assertEquals(A_WHILE, client.longestOutage());
        assertEquals(0, client.answers());
        assertEquals(Optional.empty(), client.servedBy());
        assertThrows(AssertionError.class, () -> client.assertOutageAtMost(Duration.ofSeconds(7)));
    }

    @Test
    void aClientIsServedByTheActiveRouterWithoutInterruption() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        lan.run(A_WHILE);
        SimulatedClient client = lan.client(VIRTUAL);

        lan.run(Duration.ofMinutes(10));

        client.assertServedBy(active);
        client.assertOutageAtMost(Duration.ZERO);
        assertEquals(Optional.of(active), client.receiver());
        assertTrue(client.requests() - client.answers() <= 1);
        assertThrows(AssertionError.class, () -> client.assertServedBy(backup));
    }

    @Test
    void anOutageLastsFromTheCrashToTheTakeover() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        lan.run(A_WHILE);
        SimulatedClient client = lan.client(VIRTUAL);
        lan.run(A_WHILE);

        active.crash();
        Duration crashed = lan.now();
        lan.run(A_WHILE);

        client.assertServedBy(backup);
        Duration takeover = Duration.ofNanos(backup.transitions().get(1).atNanos());
        assertEquals(1, client.outages().size());
        Duration length = client.longestOutage();
        Duration without = takeover.minus(crashed);
        assertTrue(
                length.minus(without).abs().compareTo(STEP) <= 0,
                () -> "outage " + length + ", nobody active for " + without);
    }

    @Test
    void whoReceivesAndDoesNotAnswerIsSeen() {
        SimulatedNode active = lan.join(priority(200));
        lan.run(A_WHILE);
        SimulatedClient client = lan.client(VIRTUAL);
        lan.run(STEP);

        active.crash();
        lan.run(Duration.ofSeconds(1));

        assertEquals(Optional.of(active), client.receiver());
        assertThrows(AssertionError.class, () -> client.assertServedBy(active));
    }

    @Test
    void aTakeoverThatNobodyAnnouncesIsNoticedWhenTheClientAsksAgain() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.node("silent")
                .router(priority(100))
                .hooks(new Hooks(Hooks.NONE.addressHook(), SILENT, Hooks.NONE.listener()))
                .join();
        lan.run(A_WHILE);
        SimulatedClient client = lan.client(VIRTUAL);
        lan.run(A_WHILE);

        active.powerOff();
        lan.run(Duration.ofMinutes(1));

        client.assertServedBy(backup);
        assertTrue(
                client.longestOutage().compareTo(Duration.ofSeconds(20)) > 0,
                () -> "the entry was wrong for only " + client.longestOutage());
    }

    @Test
    void aClientThatNeverAsksAgainStaysWithTheDeadRouter() {
        SimulatedNode active = lan.join(priority(200));
        lan.node("silent")
                .router(priority(100))
                .hooks(new Hooks(Hooks.NONE.addressHook(), SILENT, Hooks.NONE.listener()))
                .join();
        lan.run(A_WHILE);
        SimulatedClient client = lan.client(VIRTUAL).confirmNeighborsAfter(Duration.ZERO);
        lan.run(A_WHILE);

        active.powerOff();
        lan.run(Duration.ofHours(1));

        assertTrue(client.longestOutage().compareTo(Duration.ofMinutes(59)) > 0);
        assertEquals(active.port("eth0").mac(), client.neighbor().orElseThrow());
    }

    @Test
    void withTheVirtualMacOnlyTheSwitchHasToLearn() {
        VirtualRouterConfig high = virtualMac(200);
        SimulatedNode active = lan.join(high);
        SimulatedNode backup = lan.join(virtualMac(100));
        lan.run(A_WHILE);
        SimulatedClient client = lan.client(VIRTUAL).confirmNeighborsAfter(Duration.ZERO);
        lan.run(A_WHILE);
        assertEquals(
                new Vrid(Routers.VRID).virtualMac(Family.IPV4),
                client.neighbor().orElseThrow());
        client.assertServedBy(active);

        active.crash();
        lan.run(A_WHILE);

        client.assertServedBy(backup);
        client.assertOutageAtMost(Duration.ofSeconds(4));
        assertEquals(
                new Vrid(Routers.VRID).virtualMac(Family.IPV4),
                client.neighbor().orElseThrow());
    }

    private static VirtualRouterConfig virtualMac(int priority) {
        return any().priority(priority)
                .adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                .build();
    }

    @Test
    void anIpv6ClientIsServedByNeighborDiscovery() {
        SimulatedNode active = lan.join(ipv6(200));
        SimulatedNode backup = lan.join(ipv6(100));
        lan.run(A_WHILE);
        SimulatedClient global = lan.client("2001:db8::100");
        SimulatedClient linkLocal = lan.client("fe80::100");
        lan.run(A_WHILE);
        global.assertServedBy(active);
        linkLocal.assertServedBy(active);

        active.crash();
        lan.run(A_WHILE);

        global.assertServedBy(backup);
        linkLocal.assertServedBy(backup);
        global.assertOutageAtMost(Duration.ofSeconds(4));
    }

    private static VirtualRouterConfig ipv6(int priority) {
        return VirtualRouterConfig.on("eth0", 7)
                .priority(priority)
                .address("fe80::100/64")
                .address("2001:db8::100/64")
                .build();
    }

    @Test
    void measuringCanBeginAnew() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedClient client = lan.client(VIRTUAL, Duration.ofSeconds(1));
        lan.run(A_WHILE);
        assertTrue(client.longestOutage().compareTo(Duration.ZERO) > 0);

        client.reset();
        lan.run(A_WHILE);

        client.assertOutageAtMost(Duration.ZERO);
        assertEquals(8, client.answers());
        client.assertServedBy(active);
        assertThrows(IllegalArgumentException.class, () -> lan.client(VIRTUAL, Duration.ZERO));
    }

    @Test
    void duringASilentCutEachSideIsServedByItsOwn() {
        SimulatedNode active = lan.join(priority(200));
        SimulatedNode backup = lan.join(priority(100));
        SimulatedClient near = lan.client(VIRTUAL);
        SimulatedClient far = lan.client(VIRTUAL);
        lan.run(A_WHILE);

        lan.partition(active, near);
        lan.run(A_WHILE);

        near.assertServedBy(active);
        far.assertServedBy(backup);
        assertEquals(List.of(active, backup), lan.holders(IpAddress.of(VIRTUAL)));
    }
}
