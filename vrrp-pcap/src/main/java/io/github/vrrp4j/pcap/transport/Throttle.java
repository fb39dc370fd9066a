package io.github.vrrp4j.pcap.transport;

import java.util.concurrent.locks.LockSupport;

/**
 * Passes on at most 1,000 frames in 100 milliseconds. When there are more, the thread that receives pauses: the capture buffer
 * fills up, and the kernel drops what does not fit at no cost to this process.
 */
final class Throttle implements Frames {
    private static final int FRAMES = 1000;
    private static final long WINDOW_NANOS = 100_000_000;

    private final Frames frames;
    private long windowStart = System.nanoTime();
    private int passed;

    Throttle(Frames frames) {
        this.frames = frames;
    }

    @Override
    public void accept(byte[] frame, long ageNanos) {
        if (passed == FRAMES) {
            awaitEndOfWindow();
        }
        if (passed++ == 0) {
            windowStart = System.nanoTime();
        }
        frames.accept(frame, ageNanos);
    }

    private void awaitEndOfWindow() {
        long left = WINDOW_NANOS - (System.nanoTime() - windowStart);
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = WINDOW_NANOS - (System.nanoTime() - windowStart);
        }
        passed = 0;
    }
}
