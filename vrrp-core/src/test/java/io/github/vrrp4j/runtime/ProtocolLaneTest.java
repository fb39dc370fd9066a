package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
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
    private final LinkedBlockingQueue<Integer> deliveredWhenItSent = new LinkedBlockingQueue<>();
    private final VrrpRouter router = new VrrpRouter(
            new FakeWire() {
                @Override
                public void send(VirtualRouterConfig from, Datagram datagram) {
                    deliveredWhenItSent.add(delivered);
                }
            },
            Hooks.NONE,
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

    /** What comes is about other virtual routers, or nothing; 50 ms is five times the wait for silence. */
    @Test
    void anActiveThatWokeUpLateGoesOnAlthoughPacketsKeepComing() throws Exception {
        VirtualRouterConfig owner = VirtualRouterConfig.on("eth0", 51)
                .addressOwner()
                .address("10.9.0.1/24")
                .build();
        router.add(owner, 0);
        router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.0.1"))), 0);
        router.start(owner.id(), 0);
        deliveredWhenItSent.clear();

        clock.nanos = router.deadline() + 100 * MILLISECOND;
        mailbox.offer(this::comeAgain);
        lane.start();

        assertEquals(50, deliveredWhenItSent.poll(1, TimeUnit.MINUTES));
    }
}
