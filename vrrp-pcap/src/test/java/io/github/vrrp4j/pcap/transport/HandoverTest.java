package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** By the state of a thread that stands for the one that receives. */
@EnabledOnOs(OS.LINUX)
class HandoverTest {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Handover handover = new Handover();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch asleep = new CountDownLatch(1);
    private volatile boolean busy;

    @AfterEach
    void close() {
        busy = false;
        asleep.countDown();
        handover.close();
    }

    private void begin(boolean runs) throws InterruptedException {
        busy = runs;
        Thread thread = new Thread(() -> {
            handover.begin();
            begun.countDown();
            while (busy) {
                Thread.onSpinWait();
            }
            try {
                asleep.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        begun.await();
    }

    private boolean catchesUp() {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (handover.isBehind() && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        return !handover.isBehind();
    }

    @Test
    void oneThatRunsOrWaitsForAProcessorMayHaveFrames() throws InterruptedException {
        begin(true);
        for (int i = 0; i < 100; i++) {
            assertTrue(handover.isBehind());
        }
    }

    @Test
    void oneThatSleepsHasNone() throws InterruptedException {
        begin(false);
        assertTrue(catchesUp());
    }

    @Test
    void oneThatSleepsInTheReceiverHasOneInHand() throws InterruptedException {
        begin(false);
        assertTrue(catchesUp());
        handover.step();
        assertTrue(handover.isBehind());
        handover.step();
        assertFalse(handover.isBehind());
    }

    @Test
    void whatComesBeforeAnybodyReceivesWaits() throws InterruptedException {
        assertTrue(handover.isBehind());
        begin(false);
        assertTrue(catchesUp());
    }

    @Test
    void nothingWaitsAfterTheEnd() throws InterruptedException {
        begin(true);
        handover.close();
        assertFalse(handover.isBehind());
    }
}
