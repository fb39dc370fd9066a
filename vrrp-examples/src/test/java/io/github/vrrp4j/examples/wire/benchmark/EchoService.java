package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CountDownLatch;

/** A service on a host that sends back what it gets, at any of the addresses that the host has. It ends with this process. */
final class EchoService {
    static final int PORT = 7007;

    private EchoService() {}

    /** Returns when it listens. */
    static void start(Host host) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Thread thread = new Thread(() -> serve(host, ready), "echo-" + host.port());
        thread.setDaemon(true);
        thread.start();
        ready.await();
    }

    private static void serve(Host host, CountDownLatch ready) {
        NetworkNamespace.enter(host.namespace());
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.bind(new InetSocketAddress(PORT));
            ready.countDown();
            ByteBuffer message = ByteBuffer.allocate(64);
            while (true) {
                SocketAddress client = channel.receive(message.clear());
                answer(channel, message.flip(), client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(DatagramChannel channel, ByteBuffer message, SocketAddress client) {
        try {
            channel.send(message, client);
        } catch (IOException e) {
            // The cable is pulled: the client misses this answer, and that is what is measured.
            message.clear();
        }
    }
}
