package io.github.vrrp4j.runtime;

import io.github.vrrp4j.router.VrrpRouter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What waits for the protocol lane. Bounded: what does not fit is dropped and counted, like a packet lost on the wire. */
final class Mailbox {
    static final int CAPACITY = 16_384;

    /** Something for the router to do, in the protocol lane. */
    @FunctionalInterface
    interface Message {
        void deliver(VrrpRouter router);
    }

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();

    /** For packets, which may be lost. */
    void offer(Message message) {
        if (!queue.offer(message)) {
            dropped.incrementAndGet();
        }
    }

    /** For what may not be lost: waits until there is room. */
    void put(Message message) throws InterruptedException {
        queue.put(message);
    }

    /** The next message, or null if none comes within a time. */
    @Nullable
    Message poll(long waitNanos) throws InterruptedException {
        return waitNanos > 0 ? queue.poll(waitNanos, TimeUnit.NANOSECONDS) : queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    long dropped() {
        return dropped.get();
    }
}
