package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;

/** By the state of a thread that stands for the one that receives. */
@EnabledOnOs(OS.LINUX)
class HandoverTest {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Handover handover = new Handover();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch locked = new CountDownLatch(1);
    private volatile boolean busy = true;
    private volatile Throwable failure;
    private Pipe wire;

    @BeforeEach
    void open() throws IOException {
        wire = Pipe.open();
    }

    @AfterEach
    void close() throws IOException {
        assertNull(failure, "it did not go on until here");
        busy = false;
        locked.countDown();
        wire.sink().close();
        wire.source().close();
        handover.close();
    }

    private Thread begin(Executable whatItDoes) throws InterruptedException {
        Thread thread = new Thread(() -> {
            handover.begin();
            begun.countDown();
            try {
                whatItDoes.execute();
            } catch (Throwable e) {
                failure = busy ? e : null;
            }
        });
        thread.setDaemon(true);
        thread.start();
        begun.await();
        return thread;
    }

    private void run() {
        while (busy) {
            Thread.onSpinWait();
        }
    }

    private void receive() throws IOException {
        wire.source().read(ByteBuffer.allocate(1));
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
        begin(this::run);
        for (int i = 0; i < 100; i++) {
            assertTrue(handover.isBehind());
        }
    }

    @Test
    void oneThatTheJvmHoldsUpMayHaveFrames() throws InterruptedException {
        assumeTrue(KernelThread.placesAreTold(), "this kernel tells nobody where threads sleep");
        Thread thread = begin(locked::await);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < 100; i++) {
            assertTrue(handover.isBehind());
        }
    }

    @Test
    void oneThatSleepsHasNone() throws InterruptedException {
        begin(this::receive);
        assertTrue(catchesUp());
    }

    @Test
    void oneThatSleepsInTheReceiverHasOneInHand() throws InterruptedException {
        begin(this::receive);
        assertTrue(catchesUp());
        handover.step();
        assertTrue(handover.isBehind());
        handover.step();
        assertFalse(handover.isBehind());
    }

    @Test
    void whatComesBeforeAnybodyReceivesWaits() throws InterruptedException {
        assertTrue(handover.isBehind());
        begin(this::receive);
        assertTrue(catchesUp());
    }

    @Test
    void nothingWaitsAfterTheEnd() throws InterruptedException {
        begin(this::run);
        handover.close();
        assertFalse(handover.isBehind());
    }
}
