package io.github.vrrp4j.runtime;

import io.github.vrrp4j.router.VrrpRouter;
import java.time.Duration;
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
    private volatile boolean closed;

    /** For packets, which may be lost. */
    void offer(Message message) {
        if (!closed && !queue.offer(message)) {
            dropped.incrementAndGet();
        }
    }

    /** For what may not be lost: waits until there is room, or nobody reads any more. */
    void put(Message message) throws InterruptedException {
        if (!closed) {
            queue.put(message);
        }
    }

    /** The same, but not for longer than a limit; says whether there was room. */
    boolean put(Message message, Duration limit) throws InterruptedException {
        return !closed && queue.offer(message, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Nobody reads any more: who waits to put something goes on, although a flood has filled the mailbox and goes on, too. */
    void close() {
        closed = true;
        queue.clear();
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
