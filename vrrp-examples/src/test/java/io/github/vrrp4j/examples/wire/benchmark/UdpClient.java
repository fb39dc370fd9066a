package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** A user of the service: asks the virtual address something every millisecond, and remembers what was answered soon. */
final class UdpClient {
    private static final int MAX_REQUESTS = 600_000;
    private static final long MILLI = 1_000_000;
    /** An answer that comes later is none. */
    private static final long PATIENCE_MILLIS = 100;

    private final AtomicIntegerArray answered = new AtomicIntegerArray(MAX_REQUESTS);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final InetSocketAddress service;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long startNanos;

    private UdpClient(Host host, String address) {
        service = new InetSocketAddress(address, EchoService.PORT);
        thread = new Thread(() -> run(host), "udp-client");
        thread.setDaemon(true);
    }

    static UdpClient start(Host host, String address) throws InterruptedException {
        UdpClient client = new UdpClient(host, address);
        client.thread.start();
        client.ready.await();
        return client;
    }

    private void run(Host host) {
        NetworkNamespace.enter(host.namespace());
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            startNanos = System.nanoTime();
            ready.countDown();
            Thread listener = new Thread(() -> listen(channel), "udp-client-answers");
            listener.setDaemon(true);
            listener.start();
            ByteBuffer request = ByteBuffer.allocate(Integer.BYTES);
            // Those of a millisecond in which this thread did not run are sent when it runs again.
            for (int number = 0; !closed && number < MAX_REQUESTS; number++) {
                long due = startNanos + number * MILLI;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                ask(channel, request, number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(DatagramChannel channel, ByteBuffer request, int number) {
        try {
            channel.send(request.clear().putInt(number).flip(), service);
        } catch (IOException e) {
            // Nobody answers ARP for the address: this one counts as not answered.
            answered.set(number, 0);
        }
    }

    private void listen(DatagramChannel channel) {
        ByteBuffer answer = ByteBuffer.allocate(Integer.BYTES);
        try {
            while (!closed) {
                channel.receive(answer.clear());
                int number = answer.getInt(0);
                if (System.nanoTime() - startNanos - number * MILLI < PATIENCE_MILLIS * MILLI) {
                    answered.set(number, 1);
                }
            }
        } catch (AsynchronousCloseException e) {
            closed = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the next request. */
    int position() {
        return (int) ((System.nanoTime() - startNanos) / MILLI);
    }

    /** How many requests were not answered, from one number up to now: milliseconds without service. */
    int unansweredSince(int first) {
        int end = position();
        Clock.sleepMillis(PATIENCE_MILLIS);
        int count = 0;
        for (int number = first; number < end; number++) {
            count += 1 - answered.get(number);
        }
        return count;
    }

    void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
