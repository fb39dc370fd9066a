package io.github.vrrp4j.pcap.transport;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A socket of Linux that Java has no class for. It stays in the network namespace of the thread that opened it; what was asked of
 * the kernel through it ends when it is closed or the process dies. Its failures name the interface that it is for.
 */
final class NativeSocket implements Closeable {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_PACKET = 17;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOL_SOCKET = 1;
    static final int IPPROTO_IP = 0;
    static final int IPPROTO_IPV6 = 41;

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int EPERM = 1;

    private static final int SO_ATTACH_FILTER = 26;
    private static final short BPF_RETURN = 0x06;

    static {
        Native.register(NativeSocket.class, NativeLibrary.getInstance("c"));
    }

    private final String interfaceName;
    private final int descriptor;
    private boolean closed;

    NativeSocket(String interfaceName, int domain, int type, int protocol) throws IOException {
        this.interfaceName = interfaceName;
        descriptor = socket(domain, type | SOCK_CLOEXEC, protocol);
        if (descriptor < 0) {
            if (Native.getLastError() == EPERM) {
                throw new MissingPrivilegeException(
                        interfaceName + ": cannot open a raw socket: needs root or CAP_NET_RAW");
            }
            throw lastError();
        }
    }

    /** To fill in a structure of the kernel, whose numbers are in the order of the machine. */
    static ByteBuffer structure(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    void set(int level, int option, int value) throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        structure(bytes).putInt(value);
        set("cannot set option " + option, level, option, bytes);
    }

    /** Sets an option, or says that what it is for cannot be done. */
    synchronized void set(String failure, int level, int option, byte[] value) throws IOException {
        requireOpen();
        if (setsockopt(descriptor, level, option, value, value.length) < 0) {
            throw new IOException(interfaceName + ": " + failure + ": " + strerror(Native.getLastError()));
        }
    }

    /** The kernel takes what arrives here, and drops it at once. */
    synchronized void discardEverything() throws IOException {
        requireOpen();
        // struct sock_filter {code, jt, jf, k}; struct sock_fprog {length, filter}
        try (Memory returnNothing = new Memory(8);
                Memory program = new Memory(2L * Native.POINTER_SIZE)) {
            returnNothing.clear();
            returnNothing.setShort(0, BPF_RETURN);
            program.clear();
            program.setShort(0, (short) 1);
            program.setPointer(Native.POINTER_SIZE, returnNothing);
            if (setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, program, (int) program.size()) < 0) {
                throw lastError();
            }
        }
    }

    /** Whether the kernel had an answer. */
    synchronized boolean ask(int request, Pointer argument) throws IOException {
        requireOpen();
        return ioctl(descriptor, new NativeLong(request), argument) >= 0;
    }

    /** Hands a packet to the kernel, or fails at once. */
    synchronized void send(byte[] packet, byte[] destination) throws IOException {
        requireOpen();
        if (sendto(descriptor, packet, packet.length, MSG_DONTWAIT, destination, destination.length) < 0) {
            throw lastError();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            close(descriptor);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException(interfaceName + ": closed");
        }
    }

    private IOException lastError() {
        return new IOException(interfaceName + ": " + strerror(Native.getLastError()));
    }

    private static native int socket(int domain, int type, int protocol);

    private static native int setsockopt(int socket, int level, int option, byte[] value, int length);

    private static native int setsockopt(int socket, int level, int option, Pointer value, int length);

    private static native int ioctl(int socket, NativeLong request, Pointer argument);

    /** The length is of type size_t; an int that is not negative is passed in the same way. */
    private static native int sendto(
            int socket, byte[] bytes, int length, int flags, byte[] destination, int destinationLength);

    private static native int close(int descriptor);

    private static native String strerror(int error);
}
