package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.HostLane;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host lane that takes no more tasks, since a hook does not return: what it missed is made up for. */
class RefusingLaneTest implements HostLane {
    private static final String ADDRESSES = "[10.9.0.100/24, 10.9.0.101/24]";

    private final TestWire wire = new TestWire();
    private final VirtualRouterConfig config = Bench.v3().build();
    private final VirtualRouterId id = config.id();
    private final VrrpRouter router = new VrrpRouter(wire, wire.hooks(), this);
    private boolean refuses;
    private long now;

    @Override
    public boolean execute(VirtualRouterId of, Runnable task) {
        if (!refuses) {
            task.run();
        }
        return !refuses;
    }

    private void startedAsBackup() {
        router.add(config, now);
        router.link("eth0", Bench.UP, now);
        router.start(id, now);
        wire.takeLog();
    }

    private void passes(long nanos) {
        now += nanos;
        router.expire(now);
    }

    @Test
    void theAddressesAreAcquiredAndAnnouncedWhenThereIsRoomAgain() {
        startedAsBackup();
        refuses = true;
        passes(Bench.DOWN);
        assertEquals(State.ACTIVE, router.status(id).state());
        assertEquals(List.of("send eth0/51 priority 100"), wire.takeLog());
        assertEquals(3, router.hostFailures());
        passes(Bench.SECOND);
        assertEquals(List.of("send eth0/51 priority 100"), wire.takeLog());

        refuses = false;
        passes(Bench.SECOND);
        assertEquals(
                List.of("send eth0/51 priority 100", "acquire " + ADDRESSES, "announce [10.9.0.100, 10.9.0.101]"),
                wire.takeLog());

        passes(Bench.SECOND);
        assertEquals(List.of("send eth0/51 priority 100"), wire.takeLog(), "it is made up for once");
    }

    @Test
    void theAddressesAreReleasedWhenThereIsRoomAgain() {
        startedAsBackup();
        passes(Bench.DOWN);
        refuses = true;
        router.eligible(id, Optional.of("no uplink"), now);
        assertEquals(State.INITIALIZE, router.status(id).state());
        wire.takeLog();

        refuses = false;
        passes(Bench.SECOND);
        assertEquals(List.of("release " + ADDRESSES), wire.takeLog());
    }

    @Test
    void whatIsTrueInTheEndCounts() {
        startedAsBackup();
        refuses = true;
        passes(Bench.DOWN);
        router.resign(id, "maintenance", now);
        wire.takeLog();

        refuses = false;
        passes(Bench.SECOND);
        assertEquals(List.of("release " + ADDRESSES), wire.takeLog());
    }
}
