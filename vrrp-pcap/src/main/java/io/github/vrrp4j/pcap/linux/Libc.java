package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * Calls into the C library. Each returns -1 on failure, with the reason in {@link Native#getLastError()}. Memory is outside the
 * heap, so that a call that blocks pins nothing.
 */
final class Libc {
    static final int AF_NETLINK = 16;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int NETLINK_ROUTE = 0;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int EFD_CLOEXEC = 0x80000;
    static final int EFD_NONBLOCK = 0x800;
    static final int SOL_SOCKET = 1;
    static final int SO_ATTACH_FILTER = 26;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_GET_STRICT_CHK = 12;
    static final short POLLIN = 1;
    static final int IFNAMSIZ = 16;
    static final int IFREQ_BYTES = 40;
    static final int SIOCGIFINDEX = 0x8933;

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENODEV = 19;
    static final int EEXIST = 17;
    static final int EOPNOTSUPP = 95;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;

    static {
        Native.register(Libc.class, NativeLibrary.getInstance("c"));
    }

    private Libc() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, Pointer address, int length);

    /** Sends. The lengths here and below are of type size_t; an int that is not negative is passed in the same way. */
    static native int send(int socket, Pointer bytes, int length, int flags);

    static native int sendto(int socket, Pointer bytes, int length, int flags, Pointer address, int addressLength);

    static native int recv(int socket, Pointer bytes, int length, int flags);

    static native int poll(Pointer descriptors, int count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native int setsockopt(int socket, int level, int option, Pointer value, int length);

    static native int ioctl(int descriptor, NativeLong request, Pointer argument);

    static native int eventfd_read(int descriptor, Pointer value);

    static native int eventfd_write(int descriptor, long value);

    static native int close(int descriptor);

    static native String strerror(int error);
}
