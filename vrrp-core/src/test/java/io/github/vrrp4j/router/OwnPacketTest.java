package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets from the own address: a network that returns them, or another host that has the address. */
class OwnPacketTest {
    private static final Conflict DUPLICATE = new Conflict.DuplicateAddress(IpAddress.of(Bench.OWN));

    static Stream<VirtualRouterConfig.Builder> configurations() {
        return Stream.of(Bench.v3(), Bench.v2(), Bench.v3().addressOwner());
    }

    /** As with multicast loopback: every packet comes back at once. */
    @ParameterizedTest
    @MethodSource("configurations")
    @Proves(
            value = {"ext-rx-02", "ext-tx-01", "9568-8.3.2-01"},
            by = NEGATIVE)
    void aNetworkThatReturnsEveryPacketChangesNothing(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.active(builder);
        for (int second = 0; second < 30; second++) {
            bench.passes(Bench.SECOND);
            List<Datagram> sent = bench.wire.takeSent();
            assertEquals(1, sent.size(), "no storm");
            bench.rejects(Rejection.OWN_PACKET, sent.get(0));
        }
        assertEquals(0, bench.statistics().losingAdvertisements());
        assertTrue(bench.wire.takeConflicts().stream().allMatch(DUPLICATE::equals));
    }

    @Test
    @Proves(value = "ext-rx-02", by = POSITIVE)
    void theEchoIsCountedAndReported() {
        Bench bench = Bench.active(Bench.v3());
        bench.passes(Bench.SECOND);

        bench.rejects(Rejection.OWN_PACKET, bench.wire.takeSent().get(0));

        assertEquals(List.of(DUPLICATE), bench.wire.takeConflicts());
        assertEquals(
                List.of("rejected OWN_PACKET from " + Bench.OWN),
                bench.wire.takeLog().subList(1, 2));
    }

    /** An echoed priority 0 would otherwise elect the one who has just resigned. */
    @Test
    @Proves(value = "ext-rx-02", by = NEGATIVE)
    void theEchoOfAResignationIsDroppedForOneInterval() {
        Bench bench = Bench.active(Bench.v3());
        bench.router.resign(bench.id, "maintenance", bench.now);
        Datagram resignation = bench.wire.takeSent().get(0);
        assertEquals(0, TestWire.advertisement(resignation).priority());

        bench.rejects(Rejection.OWN_PACKET, resignation);
        bench.passes(Bench.SECOND - 1);
        bench.rejects(Rejection.OWN_PACKET, resignation);
        assertEquals(State.BACKUP, bench.state());
    }

    /** Then it cannot be an echo: another host has the address, and it may well be the Active router. */
    @ParameterizedTest
    @ValueSource(ints = {100, 200, 255})
    @Proves(value = "ext-rx-02", by = BOTH)
    void aBackupFollowsAnotherRouterWithItsAddressAndReportsIt(int priority) {
        Bench bench = Bench.active(Bench.v3());
        bench.router.resign(bench.id, "maintenance", bench.now);
        bench.forget();
        bench.passes(Bench.SECOND);

        bench.accepts(TestWire.packet(bench.saying(priority), Bench.OWN));

        assertEquals(List.of(DUPLICATE), bench.wire.takeConflicts());
        assertEquals(List.of(), bench.wire.takeSent());
    }

    @Test
    void aRouterThatHasNeverSentHearsNoEcho() {
        Bench bench = Bench.backup(Bench.v3());
        bench.accepts(TestWire.packet(bench.saying(200), Bench.OWN));
    }
}
