package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.VirtualRouter;
import org.junit.jupiter.api.Test;

class PacingTest {
    private final Pacing pacing = new Pacing();

    @Test
    void packetsInQuickSuccessionAreWaitedFor() {
        pacing.looked(0);
        pacing.looked(499_999);

        assertEquals(100_000, pacing.restNanos(VirtualRouter.NEVER, 500_000));
    }

    @Test
    void theFirstPacketIsFollowedByNoRest() {
        pacing.looked(0);

        assertEquals(0, pacing.restNanos(VirtualRouter.NEVER, 0));
    }

    @Test
    void packetsThatComeNowAndThenAreNotWaitedFor() {
        pacing.looked(0);
        pacing.looked(500_000);

        assertEquals(0, pacing.restNanos(VirtualRouter.NEVER, 500_000));
    }

    @Test
    void whoHasRestedWaitsForTheNextPacket() {
        pacing.looked(0);
        pacing.looked(1);
        pacing.restNanos(VirtualRouter.NEVER, 1);

        assertEquals(0, pacing.restNanos(VirtualRouter.NEVER, 200_000));
    }

    @Test
    void noTimerWaitsForARest() {
        pacing.looked(0);
        pacing.looked(1);
        assertEquals(0, pacing.restNanos(1_000_001, 1));

        pacing.looked(2);
        assertEquals(0, pacing.restNanos(1, 2));
    }
}
