package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.pcap.linux.NetlinkSocket.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Asks the kernel and reads its answers. Not safe for use by several threads. */
final class Rtnetlink implements AutoCloseable {
    /** So many errors fit into the receive buffer of a socket, should none of the requests succeed. */
    static final int BATCH = 64;

    private static final int DUMP_ATTEMPTS = 5;

    private final NetlinkSocket socket;
    private final NetlinkRequest request = new NetlinkRequest();
    private int sequence;

    /** Opens a socket in the network namespace of this thread. */
    Rtnetlink() throws IOException {
        socket = new NetlinkSocket(0);
        socket.filterDumps();
    }

    /** The only request of a datagram. */
    NetlinkRequest begin(int type, int flags) {
        request.clear();
        return request.begin(type, flags);
    }

    /** One of several requests of a datagram: for {@link #tellEach}. */
    NetlinkRequest append(int type, int flags) {
        return request.begin(type, flags);
    }

    /** Sends the request that was begun, and collects what comes until the kernel says that this was all. */
    <T> Answer<T> ask(Function<NetlinkMessage, @Nullable T> reader) throws NetlinkException {
        int expected = ++sequence;
        request.end(expected);
        socket.send(request);
        Answer<T> answer = new Answer<>();
        while (!answer.complete) {
            receive(message -> {
                if (message.sequence() == expected) {
                    answer.add(message, reader);
                }
            });
        }
        return answer;
    }

    /** Sends the request that was begun; returns 0 or why the kernel refused it. */
    int tell() throws NetlinkException {
        return ask(message -> null).errno;
    }

    /** Lists what there is of a kind. {@code begin} begins the request, which is repeated if the list changed meanwhile. */
    <T> Answer<T> list(String what, Runnable begin, Function<NetlinkMessage, @Nullable T> reader) throws IOException {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            begin.run();
            Answer<T> answer = ask(reader);
            if (!answer.interrupted) {
                return answer;
            }
        }
        throw new IOException(what + ": they change faster than they can be read");
    }

    /**
     * Sends many requests, {@value #BATCH} to a datagram. The kernel acknowledges only the last one of each, but tells every
     * failure. {@code append} appends the request of a number; returned are 0, or why the kernel refused it, for each.
     */
    int[] tellEach(int count, IntConsumer append) throws NetlinkException {
        int[] errnos = new int[count];
        for (int from = 0; from < count; from += BATCH) {
            int to = Math.min(count, from + BATCH);
            int offset = from - (sequence + 1);
            request.clear();
            for (int i = from; i < to; i++) {
                append.accept(i);
                if (i == to - 1) {
                    request.demandAck();
                }
                request.end(++sequence);
            }
            socket.send(request);
            awaitLast(sequence, offset, from, errnos);
        }
        return errnos;
    }

    /** The number of an interface; 0 if there is none of this name. */
    int indexOf(String interfaceName) {
        return socket.indexOf(interfaceName.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitLast(int last, int offset, int from, int[] errnos) throws NetlinkException {
        boolean[] complete = new boolean[1];
        while (!complete[0]) {
            receive(message -> {
                int index = message.sequence() + offset;
                if (message.type() == NetlinkMessage.NLMSG_ERROR && index >= from && message.sequence() <= last) {
                    errnos[index] = -message.s32(NetlinkMessage.HEADER);
                    complete[0] |= message.sequence() == last;
                }
            });
        }
    }

    private void receive(Consumer<NetlinkMessage> messages) throws NetlinkException {
        if (socket.receive(0, messages) != Received.MESSAGES) {
            throw new NetlinkException("rtnetlink receive", Libc.ENOBUFS);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    /** What the kernel said to one request. */
    static final class Answer<T> {
        final List<T> entries = new ArrayList<>();
        int errno;
        private boolean interrupted;
        private boolean complete;

        private void add(NetlinkMessage message, Function<NetlinkMessage, @Nullable T> reader) {
            interrupted |= message.isOfInterruptedDump();
            switch (message.type()) {
                case NetlinkMessage.NLMSG_ERROR, NetlinkMessage.NLMSG_DONE -> {
                    complete = true;
                    errno = -message.s32(NetlinkMessage.HEADER);
                }
                default -> {
                    T entry = reader.apply(message);
                    if (entry != null) {
                        entries.add(entry);
                    }
                }
            }
        }

        Answer<T> check(String what) throws NetlinkException {
            if (errno != 0) {
                throw new NetlinkException(what, errno);
            }
            return this;
        }
    }
}
