package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else takes a virtual address from the host of an Active router. */
class RemovedAddressTest {
    private static final VirtualAddress FIRST = VirtualAddress.of("10.9.0.100/24");
    private static final VirtualAddress SECOND = VirtualAddress.of("10.9.0.101/24");

    @Test
    void itIsPutBackAndAnnouncedAtOnce() {
        Bench bench = Bench.active(Bench.v3());
        bench.passes(Bench.SECOND);
        bench.forget();

        bench.router.removed(bench.id, List.of(SECOND), bench.now);

        assertEquals(List.of("acquire [10.9.0.101/24]", "announce [10.9.0.101]"), bench.wire.takeLog());
        assertEquals(
                List.of(new Conflict.AddressesRemoved(List.of(SECOND), RemovedAddress.PUT_BACK)),
                bench.wire.takeConflicts());
        assertEquals(State.ACTIVE, bench.state());
    }

    @Test
    void howeverOftenItIsRemovedItIsPutBackAndAnnouncedOnceASecond() {
        Bench bench = Bench.active(Bench.v3());
        bench.passes(Bench.SECOND);
        bench.forget();

        for (int i = 0; i < 100; i++) {
            bench.router.removed(bench.id, List.of(FIRST), bench.now);
            bench.now += 20 * Bench.MILLISECOND;
        }

        List<String> log = bench.wire.takeLog();
        assertEquals(100, log.stream().filter("acquire [10.9.0.100/24]"::equals).count());
        assertEquals(2, log.stream().filter("announce [10.9.0.100]"::equals).count());
    }

    @Test
    void byPolicyTheRouterResignsInstead() {
        Bench bench = Bench.active(Bench.v3().adjust(policies -> policies.withRemovedAddress(RemovedAddress.RESIGN)));

        bench.router.removed(bench.id, List.of(FIRST, SECOND), bench.now);

        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "release [10.9.0.100/24, 10.9.0.101/24]",
                        "ACTIVE (master) -> BACKUP: somebody else removed [10.9.0.100/24, 10.9.0.101/24] from this host"),
                bench.wire.takeLog());
        assertEquals(
                List.of(new Conflict.AddressesRemoved(List.of(FIRST, SECOND), RemovedAddress.RESIGN)),
                bench.wire.takeConflicts());
    }

    @Test
    void whatABackupDoesNotHaveCannotBeTakenFromIt() {
        Bench bench = Bench.backup(Bench.v3().adjust(policies -> policies.withRemovedAddress(RemovedAddress.RESIGN)));

        bench.router.removed(bench.id, List.of(FIRST), bench.now);

        assertNothingHappened(bench);
    }

    @Test
    void addressesOfOthersAndUnknownRoutersAreNoNews() {
        Bench bench = Bench.active(Bench.v3());

        bench.router.removed(bench.id, List.of(VirtualAddress.of("10.9.0.77/24")), bench.now);
        bench.router.removed(new VirtualRouterId("eth0", new Vrid(9), Family.IPV4), List.of(FIRST), bench.now);

        assertNothingHappened(bench);
    }

    private static void assertNothingHappened(Bench bench) {
        assertEquals(List.of(), bench.wire.takeLog());
        assertEquals(List.of(), bench.wire.takeConflicts());
    }
}
