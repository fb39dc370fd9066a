package io.github.vrrp4j.pcap.transport;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A socket that never carries a packet: it answers questions about an interface, also one without any address, and holds the
 * membership in its groups, which end when it is closed or the process dies. It stays in the network namespace of the thread
 * that opened it.
 */
final class LinkSocket implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IP_ADD_MEMBERSHIP = 35;
    private static final int IPV6_ADD_MEMBERSHIP = 20;
    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCGIFHWADDR = 0x8927;
    private static final int SIOCGIFINDEX = 0x8933;

    private static final int IFF_UP = 0x1;

    private static final int IFNAMSIZ = 16;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_HARDWARE_ADDRESS = IFNAMSIZ + Short.BYTES;

    static {
        Native.register(LinkSocket.class, NativeLibrary.getInstance("c"));
    }

    private final Memory interfaceRequest = new Memory(IFREQ_BYTES);
    private final byte[] interfaceName;
    private final int descriptor;
    private boolean closed;

    LinkSocket(String interfaceName, Family family) throws IOException {
        this.interfaceName = interfaceName.getBytes(StandardCharsets.UTF_8);
        descriptor = socket(family == Family.IPV4 ? AF_INET : AF_INET6, SOCK_DGRAM_CLOEXEC, 0);
        if (descriptor < 0) {
            throw lastError();
        }
    }

    /** The number of the interface, above 0; 0 if there is no such interface. */
    synchronized int index() throws IOException {
        return ask(SIOCGIFINDEX) ? interfaceRequest.getInt(IFNAMSIZ) : 0;
    }

    /** Whether the interface exists and is set up by the administrator. */
    synchronized boolean isUp() throws IOException {
        return ask(SIOCGIFFLAGS) && (interfaceRequest.getShort(IFNAMSIZ) & IFF_UP) != 0;
    }

    /** The MAC address that the interface has now: it may change while it is in use, for example that of a bond. */
    synchronized MacAddress macAddress() throws IOException {
        if (!ask(SIOCGIFHWADDR)) {
            throw lastError();
        }
        return MacAddress.read(interfaceRequest.getByteArray(IFREQ_HARDWARE_ADDRESS, MacAddress.BYTES), 0);
    }

    private boolean ask(int request) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (interfaceName.length >= IFNAMSIZ) {
            return false;
        }
        interfaceRequest.clear();
        interfaceRequest.write(0, interfaceName, 0, interfaceName.length);
        return ioctl(descriptor, new NativeLong(request), interfaceRequest) >= 0;
    }

    /** Joins a group, of the family of this socket, on the interface of this number. */
    void join(IpAddress group, int interfaceIndex) throws IOException {
        boolean ipv4 = group.family() == Family.IPV4;
        // struct ip_mreqn {group, any local address, ifindex}; struct ipv6_mreq {group, ifindex}
        int length = ipv4 ? 12 : 20;
        Memory membership = new Memory(length);
        membership.clear();
        membership.write(0, group.bytes(), 0, group.family().addressBytes());
        membership.setInt(length - Integer.BYTES, interfaceIndex);
        int level = ipv4 ? IPPROTO_IP : IPPROTO_IPV6;
        int option = ipv4 ? IP_ADD_MEMBERSHIP : IPV6_ADD_MEMBERSHIP;
        if (setsockopt(descriptor, level, option, membership, length) < 0) {
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

    private static IOException lastError() {
        return new IOException(strerror(Native.getLastError()));
    }

    private static native int socket(int domain, int type, int protocol);

    private static native int ioctl(int socket, NativeLong request, Pointer argument);

    private static native int setsockopt(int socket, int level, int option, Pointer value, int length);

    private static native int close(int descriptor);

    private static native String strerror(int error);
}
