package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;

/** Waits until a socket has something, or somebody calls. One thread waits; any may call. */
final class Wakeup implements AutoCloseable {
    static final int FOREVER = -1;

    private static final int POLLFD_BYTES = 8; // int descriptor, short wanted, short happened

    private final int eventDescriptor;
    private final Memory descriptors = new Memory(2 * POLLFD_BYTES);
    private final Memory counter = new Memory(Long.BYTES);

    Wakeup(NetlinkSocket socket) throws IOException {
        eventDescriptor = Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK);
        if (eventDescriptor < 0) {
            throw new NetlinkException("eventfd", Native.getLastError());
        }
        descriptors.clear();
        descriptors.setInt(0, socket.descriptor());
        descriptors.setShort(4, Libc.POLLIN);
        descriptors.setInt(POLLFD_BYTES, eventDescriptor);
        descriptors.setShort(POLLFD_BYTES + 4, Libc.POLLIN);
    }

    /** Returns when there is something, when somebody called, or after so many milliseconds. */
    void await(int timeoutMillis) throws NetlinkException {
        if (Libc.poll(descriptors, 2, timeoutMillis) < 0 && Native.getLastError() != Libc.EINTR) {
            throw new NetlinkException("poll", Native.getLastError());
        }
        Libc.eventfd_read(eventDescriptor, counter);
    }

    void call() {
        Libc.eventfd_write(eventDescriptor, 1);
    }

    @Override
    public void close() {
        Libc.close(eventDescriptor);
    }
}
