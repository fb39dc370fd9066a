package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Tells everybody in a network namespace that its owner is still there: an rtnetlink socket of a number of its own, which the
 * kernel takes away when the process ends, in whatever way. The number of a process would not tell: containers that share a
 * network count their own, each from 1. Safe for use by several threads.
 */
final class SignOfLife implements AutoCloseable {
    /** Beyond the numbers of processes, by which the kernel numbers sockets that do not ask for one. */
    private static final int FIRST_NUMBER = 1 << 23;

    private static final int NUMBERS = 900_000_000;

    /** What is sent to a number says nothing, and nobody reads it. */
    private static final int MESSAGE_BYTES = NetlinkMessage.HEADER;

    private static final short NLMSG_NOOP = 1;

    private final int descriptor;
    private final int number;

    /** Shows itself in the network namespace of this thread. */
    SignOfLife() throws IOException {
        descriptor = NetlinkSocket.open();
        SecureRandom random = new SecureRandom();
        int chosen;
        int errno;
        do {
            chosen = FIRST_NUMBER + random.nextInt(NUMBERS);
            errno = NetlinkSocket.bind(descriptor, chosen, 0);
        } while (errno == Libc.EADDRINUSE);
        if (errno != 0) {
            Libc.close(descriptor);
            throw new NetlinkException("rtnetlink bind", errno);
        }
        number = chosen;
    }

    /** What others know it by. */
    int number() {
        return number;
    }

    /** Whether there is somebody of this number: only if the kernel says that there is not, it is false. */
    boolean isThere(int other) {
        Memory message = new Memory(MESSAGE_BYTES);
        message.clear();
        message.setInt(0, MESSAGE_BYTES);
        message.setShort(4, NLMSG_NOOP);
        Memory address = NetlinkSocket.address(other, 0);
        return Libc.sendto(descriptor, message, MESSAGE_BYTES, Libc.MSG_DONTWAIT, address, (int) address.size()) >= 0
                || Native.getLastError() != Libc.ECONNREFUSED;
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
