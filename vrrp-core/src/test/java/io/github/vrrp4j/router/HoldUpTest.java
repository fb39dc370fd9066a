package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An interface that came back is not trusted at once, for example since its switch lets nothing through yet. */
class HoldUpTest {
    private static final LinkStatus NO_CARRIER = new LinkStatus(true, true, false, Bench.UP.addresses());

    private final Bench bench = Bench.backup(Bench.v3().holdUp(Duration.ofSeconds(30)));

    private void link(LinkStatus status) {
        bench.router.link("eth0", status, bench.now);
    }

    @Test
    void aRouterThatStartsOnAnInterfaceThatIsUpWaitsForNothing() {
        assertEquals(State.BACKUP, bench.state());
    }

    @Test
    void anInterfaceThatIsBackIsNotUsedBeforeTheTimeIsOver() {
        link(NO_CARRIER);
        bench.passes(Bench.SECOND);
        link(Bench.UP);
        assertEquals(State.INITIALIZE, bench.state());
        assertEquals(
                Optional.of("eth0 is back, and has to stay for 30.0 s"),
                bench.router.status(bench.id).waitsFor());
        assertEquals(bench.now + 30 * Bench.SECOND, bench.deadline());

        bench.passes(30 * Bench.SECOND - 1);
        assertEquals(State.INITIALIZE, bench.state());
        bench.passes(1);
        assertEquals(State.BACKUP, bench.state());
        assertEquals(
                Cause.LINK_UP,
                bench.router.status(bench.id).lastTransition().orElseThrow().cause());
        assertEquals(bench.now + Bench.DOWN, bench.deadline());
    }

    @Test
    void itIsStillLostAtOnceAndSaysSo() {
        bench.passes(Bench.DOWN);
        bench.wire.takeLog();
        link(NO_CARRIER);
        assertEquals(State.INITIALIZE, bench.state());
        assertEquals("send eth0/51 priority 0", bench.wire.takeLog().get(0));
    }

    @Test
    void eachBreakBeginsItAnew() {
        link(NO_CARRIER);
        link(Bench.UP);
        bench.passes(20 * Bench.SECOND);
        link(NO_CARRIER);
        assertEquals(VirtualRouter.NEVER, bench.deadline());
        link(Bench.UP);
        bench.passes(20 * Bench.SECOND);
        assertEquals(State.INITIALIZE, bench.state());

        bench.passes(10 * Bench.SECOND);
        assertEquals(State.BACKUP, bench.state());
    }

    @Test
    void otherNewsOfTheInterfaceDoNotBeginItAnew() {
        link(NO_CARRIER);
        link(Bench.UP);
        bench.passes(20 * Bench.SECOND);
        link(LinkStatus.up(List.of(IpAddress.of("10.9.0.99"))));

        bench.passes(10 * Bench.SECOND);
        assertEquals(State.BACKUP, bench.state());
    }

    @Test
    void itCanBeEndedByAnotherConfiguration() {
        link(NO_CARRIER);
        link(Bench.UP);
        bench.router.reconfigure(Bench.v3().holdUp(Duration.ZERO).build(), bench.now);
        assertEquals(State.BACKUP, bench.state());
    }
}
