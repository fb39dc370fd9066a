package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtocolLaneTest {
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
    private static final int ENDLESS = 4000;

    private final ManualClock clock = new ManualClock();
    private final Mailbox mailbox = new Mailbox();
    private final LinkedBlockingQueue<Conflict> conflicts = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Integer> deliveredWhenItSent = new LinkedBlockingQueue<>();
    private final VrrpRouter router = new VrrpRouter(
            new FakeWire() {
                @Override
                public void send(VirtualRouterConfig from, Datagram datagram) {
                    deliveredWhenItSent.add(delivered);
                }
            },
            new Hooks(AddressHook.NONE, Announcer.NONE, new VrrpListener() {
                @Override
                public void conflict(VirtualRouterId id, Conflict conflict) {
                    conflicts.add(conflict);
                }
            }),
            HostLane.INLINE);
    private final ProtocolLane lane = new ProtocolLane(router, mailbox, new Time(clock), clock, StallPolicy.DEFAULT);
    private volatile int delivered;

    @AfterEach
    void stop() {
        lane.stop();
    }

    /** There is always one more, a millisecond after the last one. */
    private void comeAgain(VrrpRouter to) {
        delivered++;
        clock.nanos += MILLISECOND;
        if (delivered < ENDLESS) {
            mailbox.offer(this::comeAgain);
        }
    }

    private void start(VirtualRouterConfig config) {
        router.add(config, 0);
        router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.0.1"))), 0);
        router.start(config.id(), 0);
    }

    /** Still less than what the next advertisement may be late. */
    @Test
    void anActiveThatNobodyFollowedGoesOnAtOnceAlthoughPacketsKeepComing() throws Exception {
        start(VirtualRouterConfig.on("eth0", 51)
                .addressOwner()
                .address("10.9.0.1/24")
                .build());
        deliveredWhenItSent.clear();

        clock.nanos = router.deadline() + 100 * MILLISECOND;
        mailbox.offer(this::comeAgain);
        lane.start();

        assertEquals(6, deliveredWhenItSent.poll(1, TimeUnit.MINUTES));
    }

    /** What comes is about others, or nothing: five times the wait for silence, then an interval of listening, in turns of 6 ms. */
    @Test
    void anActiveThatAnotherOneMustHaveFollowedGoesOnWhenItHasListenedForLongEnough() throws Exception {
        start(VirtualRouterConfig.on("eth0", 51).address("10.9.0.100/24").build());
        clock.nanos = router.deadline();
        router.expire(clock.nanos);
        deliveredWhenItSent.clear();

        clock.nanos = router.deadline() + 3500 * MILLISECOND;
        mailbox.offer(this::comeAgain);
        lane.start();

        assertEquals(1062, deliveredWhenItSent.poll(1, TimeUnit.MINUTES));
    }

    /** Its process stood still while it looked at a packet, not while it slept. */
    @Test
    void aBackupThatStoodStillGivesTheActiveRouterTheTimeThatNobodyListened() throws Exception {
        VirtualRouterConfig backup =
                VirtualRouterConfig.on("eth0", 51).address("10.9.0.100/24").build();
        start(backup);
        lane.start();
        long remained = lane.ask((asked, now) -> asked.deadline() - now);

        lane.tell((told, now) -> clock.nanos += 60_000 * MILLISECOND);
        lane.ask((asked, now) -> now);
        clock.nanos += StallPolicy.DEFAULT.quietFor().toNanos();
        assertEquals(
                new Conflict.SilenceDiscounted(
                        60_000 * MILLISECOND + StallPolicy.DEFAULT.quietFor().toNanos()),
                conflicts.poll(1, TimeUnit.MINUTES));

        long remains = lane.ask((asked, now) -> asked.deadline() - now);
        assertEquals(remained, remains);
        assertEquals(
                State.BACKUP, lane.ask((asked, now) -> asked.status(backup.id()).state()));
    }
}
