package io.github.vrrp4j.pcap.transport;

import com.sun.jna.Memory;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** By the system calls of Linux, which know interfaces without any address, too. */
final class LinuxLink implements Link {
    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCGIFHWADDR = 0x8927;
    private static final int SIOCGIFINDEX = 0x8933;

    private static final int IFF_UP = 0x1;

    private static final int IP_ADD_MEMBERSHIP = 35;
    private static final int IPV6_ADD_MEMBERSHIP = 20;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final short PACKET_MR_UNICAST = 3;
    private static final int HARDWARE_ADDRESS_ROOM = 8;

    private static final int IFNAMSIZ = 16;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_HARDWARE_ADDRESS = IFNAMSIZ + Short.BYTES;

    private final Memory interfaceRequest = new Memory(IFREQ_BYTES);
    private final byte[] nameBytes;
    private final String interfaceName;
    private final NativeSocket socket;

    LinuxLink(String interfaceName) throws IOException {
        this.interfaceName = interfaceName;
        nameBytes = interfaceName.getBytes(StandardCharsets.UTF_8);
        socket = new NativeSocket(interfaceName, NativeSocket.AF_INET, NativeSocket.SOCK_DGRAM, 0);
    }

    @Override
    public String name() {
        return interfaceName;
    }

    @Override
    public synchronized int index() throws IOException {
        return ask(SIOCGIFINDEX) ? interfaceRequest.getInt(IFNAMSIZ) : 0;
    }

    @Override
    public synchronized boolean isUp() throws IOException {
        return ask(SIOCGIFFLAGS) && (interfaceRequest.getShort(IFNAMSIZ) & IFF_UP) != 0;
    }

    @Override
    public synchronized MacAddress macAddress() throws IOException {
        if (!ask(SIOCGIFHWADDR)) {
            throw new IOException(interfaceName + ": no such interface");
        }
        return MacAddress.read(interfaceRequest.getByteArray(IFREQ_HARDWARE_ADDRESS, MacAddress.BYTES), 0);
    }

    private boolean ask(int request) throws IOException {
        if (nameBytes.length >= IFNAMSIZ) {
            return false;
        }
        interfaceRequest.clear();
        interfaceRequest.write(0, nameBytes, 0, nameBytes.length);
        return socket.ask(request, interfaceRequest);
    }

    @Override
    public Closeable join(int index, IpAddress group) throws IOException {
        boolean ipv4 = group.family() == Family.IPV4;
        // struct ip_mreqn {group, any local address, ifindex}; struct ipv6_mreq {group, ifindex}
        byte[] membership = new byte[ipv4 ? 12 : 20];
        NativeSocket.structure(membership).put(group.bytes()).putInt(membership.length - Integer.BYTES, index);
        NativeSocket member = new NativeSocket(
                interfaceName, ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6, NativeSocket.SOCK_DGRAM, 0);
        int level = ipv4 ? NativeSocket.IPPROTO_IP : NativeSocket.IPPROTO_IPV6;
        int option = ipv4 ? IP_ADD_MEMBERSHIP : IPV6_ADD_MEMBERSHIP;
        return with(member, level, option, membership, "cannot join " + group);
    }

    @Override
    public Closeable accept(int index, MacAddress mac) throws IOException {
        byte[] address = new byte[HARDWARE_ADDRESS_ROOM];
        mac.write(address, 0);
        // struct packet_mreq {ifindex, type, address length, address}
        byte[] membership = new byte[16];
        NativeSocket.structure(membership)
                .putInt(index)
                .putShort(PACKET_MR_UNICAST)
                .putShort((short) MacAddress.BYTES)
                .put(address);
        // Protocol 0: no packet is ever handed to this socket.
        NativeSocket member = new NativeSocket(interfaceName, NativeSocket.AF_PACKET, NativeSocket.SOCK_DGRAM, 0);
        return with(member, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership, "cannot receive for " + mac);
    }

    private static NativeSocket with(NativeSocket member, int level, int option, byte[] value, String failure)
            throws IOException {
        try {
            member.set(failure, level, option, value);
            return member;
        } catch (IOException e) {
            member.close();
            throw e;
        }
    }

    @Override
    public PeerSockets peers(int index) throws IOException {
        return PeerSockets.open(interfaceName, index);
    }

    @Override
    public void close() {
        socket.close();
    }
}
