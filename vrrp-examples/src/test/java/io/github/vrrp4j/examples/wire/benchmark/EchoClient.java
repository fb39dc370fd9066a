package io.github.vrrp4j.examples.wire.benchmark;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.vrrp4j.examples.wire.Host;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends an ICMP echo request about ten times in a millisecond, to some addresses in turn. The kernel of the host that has the address
 * answers at once, whatever its programs do; the capture sees it.
 */
final class EchoClient {
    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_ICMP = 1;
    private static final int ECHO_REQUEST = 8;
    private static final int ICMP_BYTES = 16;
    private static final int SOCKADDR_BYTES = 16;
    private static final long PAUSE_NANOS = 40_000;

    static {
        Native.register(EchoClient.class, "c");
    }

    private final Thread thread;
    private volatile boolean closed;

    private EchoClient(Host host, List<String> addresses) {
        thread = new Thread(() -> run(host, addresses), "echo-client");
        thread.setDaemon(true);
    }

    static EchoClient start(Host host, List<String> addresses) {
        EchoClient client = new EchoClient(host, addresses);
        client.thread.start();
        return client;
    }

    private void run(Host host, List<String> addresses) {
        NetworkNamespace.enter(host.namespace());
        int socket = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
        if (socket < 0) {
            throw new IllegalStateException("no raw socket");
        }
        try (Memory request = request();
                Memory targets = targets(addresses)) {
            for (int i = 0; !closed; i = (i + 1) % addresses.size()) {
                Pointer target = targets.share((long) i * SOCKADDR_BYTES);
                // While nobody is there, the kernel may say so here: the next one may get through.
                sendto(socket, request, ICMP_BYTES, 0, target, SOCKADDR_BYTES);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            close(socket);
        }
    }

    private static Memory request() {
        Memory request = new Memory(ICMP_BYTES);
        request.clear();
        request.setByte(0, (byte) ECHO_REQUEST);
        // The checksum; everything else is 0.
        request.setByte(2, (byte) ~ECHO_REQUEST);
        request.setByte(3, (byte) ~0);
        return request;
    }

    /** A sockaddr_in each. */
    private static Memory targets(List<String> addresses) {
        Memory targets = new Memory((long) SOCKADDR_BYTES * addresses.size());
        targets.clear();
        long at = 0;
        for (String address : addresses) {
            targets.setShort(at, (short) AF_INET);
            String[] bytes = address.split("\\.");
            for (int i = 0; i < bytes.length; i++) {
                targets.setByte(at + 4 + i, (byte) Integer.parseInt(bytes[i]));
            }
            at += SOCKADDR_BYTES;
        }
        return targets;
    }

    void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static native int socket(int domain, int type, int protocol);

    private static native int sendto(
            int socket, Pointer data, long length, int flags, Pointer target, int targetLength);

    private static native int close(int descriptor);
}
