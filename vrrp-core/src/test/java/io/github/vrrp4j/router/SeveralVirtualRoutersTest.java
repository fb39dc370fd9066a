package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several virtual routers on one host, which have the interface and the next deadline in common, and nothing else. */
class SeveralVirtualRoutersTest {
    private final Bench bench = Bench.backup(Bench.v3());
    private final VirtualRouterConfig other =
            VirtualRouterConfig.on("eth0", 52).address("10.9.0.20/24").build();

    SeveralVirtualRoutersTest() {
        bench.router.add(other, bench.now);
        bench.router.start(other.id(), bench.now);
        bench.forget();
    }

    @Test
    void theyAreKnownInTheOrderInWhichTheyCame() {
        assertEquals(List.of(bench.id, other.id()), bench.router.ids());
        bench.router.remove(bench.id, bench.now);
        assertEquals(List.of(other.id()), bench.router.ids());
    }

    @Test
    void theNextDeadlineIsThatOfWhoeverIsFirstAfterEveryChange() {
        bench.router.reprioritize(other.id(), 200, bench.now);
        assertEquals(bench.router.deadlineOf(other.id()), bench.router.deadline());
        bench.router.reprioritize(bench.id, 250, bench.now);
        assertEquals(bench.deadline(), bench.router.deadline());
        bench.hears(bench.saying(255), Bench.HIGHER);
        bench.router.reprioritize(other.id(), 1, bench.now);
        assertEquals(bench.deadline(), bench.router.deadline());
        bench.router.resign(bench.id, "ignored in Backup", bench.now);
        bench.router.stop(bench.id, bench.now);
        assertEquals(bench.router.deadlineOf(other.id()), bench.router.deadline());
    }

    @Test
    void whatArrivesForOneThatWasRemovedIsForNobody() {
        bench.router.remove(other.id(), bench.now);
        bench.receives(TestWire.packet(Bench.advertisement(other, 200, Interval.DEFAULT), Bench.HIGHER));
        assertEquals(1, bench.router.statistics("eth0").vridErrors());
    }

    /** The virtual address of one that was removed may be somebody's real one. */
    @Test
    void theAddressOfOneThatWasRemovedMayBeSentFrom() {
        LinkStatus onlyThat = LinkStatus.up(List.of(IpAddress.of("10.9.0.20")));
        bench.router.link("eth0", onlyThat, bench.now);
        assertEquals(State.INITIALIZE, bench.state());

        bench.router.remove(other.id(), bench.now);
        bench.router.link("eth0", onlyThat, bench.now);

        assertEquals(State.BACKUP, bench.state());
    }

    /** RFC 9568 section 6.4.3: what is compared is the address that is sent from. */
    @Test
    void anotherAddressToSendFromDecidesTheNextTie() {
        bench.passes(Bench.DOWN);
        bench.router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.0.250"))), bench.now);
        bench.hears(bench.saying(100), Bench.HIGHER);
        assertEquals(State.ACTIVE, bench.state());

        bench.router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.0.1"))), bench.now);
        bench.hears(bench.saying(100), Bench.LOWER);
        assertEquals(State.BACKUP, bench.state());
    }

    /** RFC 9568 section 6.4.2 for many at once: the host that they were on has died. */
    @Test
    void hooksWaitUntilEverybodyWhoIsAboutToTakeOverHasAdvertised() {
        long first = bench.now + Bench.DOWN;
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.now += Bench.MILLISECOND;
        bench.receives(TestWire.packet(Bench.advertisement(other, 200, Interval.DEFAULT), Bench.HIGHER));
        bench.forget();

        bench.now = first;
        bench.router.expire(bench.now);
        assertEquals(List.of("send eth0/51 priority 100"), bench.wire.takeLog());
        bench.now += Bench.MILLISECOND;
        bench.router.expire(bench.now);
        List<String> log = bench.wire.takeLog();
        assertEquals("send eth0/52 priority 100", log.get(0));
        assertEquals(2, log.stream().filter(line -> line.startsWith("acquire")).count());
    }

    /** RFC 9568 section 6.4.3 for many at once: the host shuts down. */
    @Test
    void whenAllStopEveryActiveHasSaidSoBeforeAnyHookReleases() {
        bench.passes(2 * Bench.DOWN);
        assertEquals(State.ACTIVE, bench.state());
        assertEquals(State.ACTIVE, bench.router.status(other.id()).state());
        bench.forget();

        bench.router.stopAll(bench.now);

        List<String> log = bench.wire.takeLog();
        assertEquals(List.of("send eth0/51 priority 0", "send eth0/52 priority 0"), log.subList(0, 2));
        assertEquals(2, log.stream().filter(line -> line.startsWith("release")).count());
    }

    @Test
    void hooksDoNotWaitForLongHoweverManyTakeOverOneAfterTheOther() {
        for (int vrid = 100; vrid < 120; vrid++) {
            VirtualRouterConfig one = VirtualRouterConfig.on("eth0", vrid)
                    .address("10.9.1." + vrid + "/24")
                    .build();
            bench.now += Bench.MILLISECOND;
            bench.router.add(one, bench.now);
            bench.router.start(one.id(), bench.now);
        }
        bench.forget();
        bench.now = bench.router.deadline();
        long first = bench.now;
        bench.router.expire(bench.now);
        while (bench.wire.takeLog().stream().noneMatch(line -> line.startsWith("acquire"))) {
            bench.now = bench.router.deadline();
            bench.router.expire(bench.now);
            assertTrue(bench.now - first < Bench.SECOND, "hooks are never called");
        }
        assertTrue(bench.now - first >= HostActions.MOST_WAIT_NANOS, "they wait for others");
        assertTrue(bench.now - first < HostActions.MOST_WAIT_NANOS + 2 * Bench.MILLISECOND, "but not for all");
    }
}
