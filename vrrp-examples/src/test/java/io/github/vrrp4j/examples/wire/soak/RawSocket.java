package io.github.vrrp4j.examples.wire.soak;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Sends whole frames through an interface, whatever is in them. Receives nothing. */
final class RawSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_LL_BYTES = 20;
    private static final int LARGEST_FRAME = 1514;

    static {
        Native.register(RawSocket.class, "c");
    }

    private final Memory buffer = new Memory(LARGEST_FRAME);
    private final int descriptor;

    /**
     * Opens it.
     *
     * @param interfaceIndex the number of the interface, of the namespace that this process lives in
     */
    RawSocket(int interfaceIndex) {
        // Protocol 0: no packet is ever handed to this socket.
        descriptor = socket(AF_PACKET, SOCK_RAW, 0);
        try (Memory address = new Memory(SOCKADDR_LL_BYTES)) {
            address.clear();
            address.setShort(0, (short) AF_PACKET);
            address.setInt(4, interfaceIndex);
            if (descriptor < 0 || bind(descriptor, address, SOCKADDR_LL_BYTES) != 0) {
                throw new IllegalStateException("no raw socket");
            }
        }
    }

    /** One that the kernel does not take is lost, as on a wire: who wants to know counts what arrives. */
    void send(byte[] frame) {
        buffer.write(0, frame, 0, frame.length);
        send(descriptor, buffer, frame.length, 0);
    }

    @Override
    public void close() {
        close(descriptor);
        buffer.close();
    }

    private static native int socket(int domain, int type, int protocol);

    private static native int bind(int socket, Pointer address, int length);

    private static native long send(int socket, Pointer data, long length, int flags);

    private static native int close(int descriptor);
}
