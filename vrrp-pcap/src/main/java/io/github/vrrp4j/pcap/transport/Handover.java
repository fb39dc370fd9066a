package io.github.vrrp4j.pcap.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the thread that hands over frames may have some in hand, or in the kernel's buffer: unless it sleeps outside of the
 * receiver, waiting for a frame, which would have woken it.
 */
final class Handover implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private static final long NOBODY_RECEIVES = 1;

    private volatile @Nullable KernelThread receiver;

    /** Odd while the receiver has a frame, and as long as nobody receives what comes. */
    private final AtomicLong steps = new AtomicLong(NOBODY_RECEIVES);

    /** The thread that calls this is the one, until {@link #close}. */
    void begin() {
        if (steps.get() != NOBODY_RECEIVES) {
            return;
        }
        try {
            receiver = KernelThread.current();
        } catch (IOException e) {
            log.debug("Another system than Linux, or without /proc", e);
        }
        step();
    }

    /** A frame goes to the receiver, or the receiver is done with it. */
    void step() {
        steps.incrementAndGet();
    }

    /** Any thread may ask; false if that cannot be known. */
    boolean isBehind() {
        long before = steps.get();
        if (before % 2 != 0) {
            return true;
        }
        KernelThread thread = receiver;
        return thread != null && (!awaitsFrames(thread) || steps.get() != before);
    }

    private static boolean awaitsFrames(KernelThread thread) {
        try {
            return thread.awaitsTheOutside();
        } catch (IOException e) {
            return true; // it has ended, and nothing is received
        }
    }

    @Override
    public void close() {
        KernelThread thread = receiver;
        receiver = null;
        if (thread != null) {
            try {
                thread.close();
            } catch (IOException e) {
                log.debug("Closing what was only read", e);
            }
        }
    }
}
