package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What an interface, by its number, receives for us besides what it receives anyway. */
final class Memberships implements AutoCloseable {
    private static final int IP_ADD_MEMBERSHIP = 35;
    private static final int IPV6_ADD_MEMBERSHIP = 20;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final short PACKET_MR_UNICAST = 3;
    private static final int HARDWARE_ADDRESS_ROOM = 8;

    private final String interfaceName;
    private final int interfaceIndex;
    private final Map<IpAddress, NativeSocket> groups = new HashMap<>();
    private final Map<MacAddress, NativeSocket> macAddresses = new HashMap<>();

    Memberships(String interfaceName, int interfaceIndex) {
        this.interfaceName = interfaceName;
        this.interfaceIndex = interfaceIndex;
    }

    /** Leaves the groups and addresses that are not among these, and takes the new ones. */
    synchronized void change(Set<IpAddress> newGroups, Set<MacAddress> newMacAddresses) throws IOException {
        retain(groups, newGroups);
        retain(macAddresses, newMacAddresses);
        for (IpAddress group : newGroups) {
            join(group);
        }
        for (MacAddress mac : newMacAddresses) {
            if (!macAddresses.containsKey(mac)) {
                macAddresses.put(mac, accepting(mac));
            }
        }
    }

    private static <K> void retain(Map<K, NativeSocket> sockets, Set<K> wanted) {
        sockets.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** Joins a group, so that the network card, and switches that listen to such reports, let it through. */
    synchronized void join(IpAddress group) throws IOException {
        if (!groups.containsKey(group)) {
            groups.put(group, joined(group));
        }
    }

    private NativeSocket joined(IpAddress group) throws IOException {
        boolean ipv4 = group.family() == Family.IPV4;
        // struct ip_mreqn {group, any local address, ifindex}; struct ipv6_mreq {group, ifindex}
        byte[] membership = new byte[ipv4 ? 12 : 20];
        NativeSocket.structure(membership).put(group.bytes()).putInt(membership.length - Integer.BYTES, interfaceIndex);
        NativeSocket socket = new NativeSocket(
                interfaceName, ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6, NativeSocket.SOCK_DGRAM, 0);
        int level = ipv4 ? NativeSocket.IPPROTO_IP : NativeSocket.IPPROTO_IPV6;
        int option = ipv4 ? IP_ADD_MEMBERSHIP : IPV6_ADD_MEMBERSHIP;
        return with(socket, level, option, membership, "cannot join " + group);
    }

    /** Adds an address to those that the network card takes frames for. */
    private NativeSocket accepting(MacAddress mac) throws IOException {
        byte[] address = new byte[HARDWARE_ADDRESS_ROOM];
        mac.write(address, 0);
        // struct packet_mreq {ifindex, type, address length, address}
        byte[] membership = new byte[16];
        NativeSocket.structure(membership)
                .putInt(interfaceIndex)
                .putShort(PACKET_MR_UNICAST)
                .putShort((short) MacAddress.BYTES)
                .put(address);
        // Protocol 0: no packet is ever handed to this socket.
        NativeSocket socket = new NativeSocket(interfaceName, NativeSocket.AF_PACKET, NativeSocket.SOCK_DGRAM, 0);
        return with(socket, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership, "cannot receive for " + mac);
    }

    private static NativeSocket with(NativeSocket socket, int level, int option, byte[] value, String failure)
            throws IOException {
        try {
            socket.set(failure, level, option, value);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        retain(groups, Set.of());
        retain(macAddresses, Set.of());
    }
}
