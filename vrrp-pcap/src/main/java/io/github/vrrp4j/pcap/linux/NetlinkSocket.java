package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** An rtnetlink socket, for requests or for events. Not safe for use by several threads. */
final class NetlinkSocket implements AutoCloseable {
    /** What a try to receive brought. */
    enum Received {
        MESSAGES,
        NOTHING,
        /** The kernel had more to say than the socket could hold: what is known of its state may be out of date. */
        LOST
    }

    static final int GROUP_LINK = 0x1;
    static final int GROUP_IPV4_ADDRESSES = 0x10;
    static final int GROUP_IPV6_ADDRESSES = 0x100;

    /** The kernel never puts more than this into one datagram of a dump. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int SOCKADDR_NL_BYTES = 12;

    private final Memory memory = new Memory(BUFFER_BYTES);
    private final ByteBuffer buffer = memory.getByteBuffer(0, BUFFER_BYTES);
    private final int descriptor;

    /** Opens a socket in the network namespace of this thread. */
    NetlinkSocket(int groups) throws IOException {
        try {
            descriptor = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_ROUTE);
        } catch (LinkageError e) {
            throw new MissingLibraryException("JNA cannot load its native library: " + e.getMessage(), e);
        }
        if (descriptor < 0) {
            throw new NetlinkException("rtnetlink socket", Native.getLastError());
        }
        Memory address = new Memory(SOCKADDR_NL_BYTES);
        address.clear();
        address.setShort(0, (short) Libc.AF_NETLINK);
        address.setInt(8, groups);
        if (Libc.bind(descriptor, address, SOCKADDR_NL_BYTES) < 0) {
            int errno = Native.getLastError();
            Libc.close(descriptor);
            throw new NetlinkException("rtnetlink bind", errno);
        }
    }

    int descriptor() {
        return descriptor;
    }

    void send(NetlinkRequest request) throws NetlinkException {
        if (Libc.send(descriptor, request.memory(), request.length(), 0) < 0) {
            throw new NetlinkException("rtnetlink send", Native.getLastError());
        }
    }

    /** Receives one datagram, which may hold several messages; {@code flags} says whether to wait for it. */
    Received receive(int flags, Consumer<NetlinkMessage> messages) throws NetlinkException {
        int received;
        do {
            received = Libc.recv(descriptor, memory, BUFFER_BYTES, flags | Libc.MSG_TRUNC);
        } while (received < 0 && Native.getLastError() == Libc.EINTR);
        if (received < 0) {
            int errno = Native.getLastError();
            return switch (errno) {
                case Libc.EAGAIN -> Received.NOTHING;
                case Libc.ENOBUFS -> Received.LOST;
                default -> throw new NetlinkException("rtnetlink receive", errno);
            };
        }
        if (received > BUFFER_BYTES) {
            return Received.LOST;
        }
        int at = 0;
        while (at + NetlinkMessage.HEADER <= received) {
            int length = buffer.getInt(at);
            if (length < NetlinkMessage.HEADER || at + length > received) {
                break;
            }
            messages.accept(new NetlinkMessage(buffer, at, at + length));
            at += NetlinkMessage.aligned(length);
        }
        return Received.MESSAGES;
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
