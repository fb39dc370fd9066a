package io.github.vrrp4j.pcap.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the thread that hands over frames may have some in hand, or in the kernel's buffer: unless it sleeps outside of the
 * receiver, waiting for a frame, which would have woken it. Only the kernel knows whether a thread sleeps or waits for a processor.
 */
final class Handover {
    private static final Path OWN_STATE = Path.of("/proc/thread-self/stat");
    private static final char SLEEPING = 'S';

    private volatile @Nullable Path state;

    /** Odd while the receiver has a frame. */
    private final AtomicLong steps = new AtomicLong();

    /** The thread that calls this is the one. */
    void begin() {
        try {
            state = OWN_STATE.toRealPath();
        } catch (IOException e) {
            state = null; // another system than Linux, or without /proc
        }
    }

    /** A frame goes to the receiver, or the receiver is done with it. */
    void step() {
        steps.incrementAndGet();
    }

    /** Any thread may ask; false if that cannot be known. */
    boolean isBehind() {
        Path file = state;
        if (file == null) {
            return false;
        }
        long before = steps.get();
        return before % 2 != 0 || !sleeps(file) || steps.get() != before;
    }

    private static boolean sleeps(Path file) {
        try {
            String line = Files.readString(file);
            // pid (name) state ...
            return line.charAt(line.lastIndexOf(')') + 2) == SLEEPING;
        } catch (IOException e) {
            return true; // the thread has ended, and nothing is received
        }
    }
}
