package io.github.vrrp4j.pcap.transport;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the thread that hands over frames may have some in hand, or in the kernel's buffer: unless it sleeps outside of the
 * receiver, waiting for a frame, which would have woken it. Only the kernel knows whether a thread sleeps or waits for a processor.
 */
final class Handover implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private static final String OWN_STATE = "/proc/thread-self/stat";
    private static final char SLEEPING = 'S';
    private static final long NOBODY_RECEIVES = 1;

    /** It stays open, since to open it takes longer than to read it, and a takeover waits for that. */
    private volatile @Nullable RandomAccessFile state;

    /** As much as there can be up to the state: pid (name) state. */
    private final byte[] beginning = new byte[64];

    /** Odd while the receiver has a frame, and as long as nobody receives what comes. */
    private final AtomicLong steps = new AtomicLong(NOBODY_RECEIVES);

    /** The thread that calls this is the one, until {@link #close}. */
    void begin() {
        if (steps.get() != NOBODY_RECEIVES) {
            return;
        }
        try {
            state = new RandomAccessFile(OWN_STATE, "r");
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
        RandomAccessFile file = state;
        return file != null && (!sleeps(file) || steps.get() != before);
    }

    private synchronized boolean sleeps(RandomAccessFile file) {
        try {
            file.seek(0);
            int at = file.read(beginning) - 1;
            while (at >= 0 && beginning[at] != ')') {
                at--;
            }
            return beginning[at + 2] == SLEEPING;
        } catch (IOException e) {
            return true; // the thread has ended, and nothing is received
        }
    }

    @Override
    public synchronized void close() {
        RandomAccessFile file = state;
        state = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                log.debug("Closing what was only read", e);
            }
        }
    }
}
