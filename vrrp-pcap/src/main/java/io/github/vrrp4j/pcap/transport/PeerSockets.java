package io.github.vrrp4j.pcap.transport;

import static io.github.vrrp4j.pcap.transport.NativeSocket.IPPROTO_IP;
import static io.github.vrrp4j.pcap.transport.NativeSocket.IPPROTO_IPV6;
import static io.github.vrrp4j.pcap.transport.NativeSocket.SOL_SOCKET;

import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.Datagram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends packets to single peers: through the kernel, which knows the route, asks for the peer's MAC address, keeps what it learns,
 * and never makes the sender wait. What the packet says of its source, TTL and identification stays as it is.
 *
 * <p>Nothing is received here. But since these sockets are open for the protocols, the kernel does not tell peers that nobody
 * speaks them (ICMP protocol unreachable), which it would say of each unicast packet.
 */
final class PeerSockets implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeerSockets.class);

    private static final int SO_SNDBUF = 7;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int IP_HDRINCL = 3;
    private static final int IPV6_HDRINCL = 36;

    /**
     * What waits in the kernel until a peer's MAC address is known or three seconds are over. A dead peer's share is limited to
     * some 200 KB, and many dead peers must not keep packets to the others from being sent.
     */
    private static final int SEND_BUFFER_BYTES = 64 << 20;

    private final NativeSocket ipv4;
    private final NativeSocket authenticated;
    private final @Nullable NativeSocket ipv6;
    private final int interfaceIndex;

    private PeerSockets(
            NativeSocket ipv4, NativeSocket authenticated, @Nullable NativeSocket ipv6, int interfaceIndex) {
        this.ipv4 = ipv4;
        this.authenticated = authenticated;
        this.ipv6 = ipv6;
        this.interfaceIndex = interfaceIndex;
    }

    static PeerSockets open(String interfaceName, int interfaceIndex) throws IOException {
        NativeSocket ipv4 = open(interfaceName, Family.IPV4, Datagram.VRRP);
        try {
            NativeSocket authenticated = open(interfaceName, Family.IPV4, Datagram.AUTHENTICATION_HEADER);
            return new PeerSockets(ipv4, authenticated, openIpv6IfPossible(interfaceName), interfaceIndex);
        } catch (IOException e) {
            ipv4.close();
            throw e;
        }
    }

    /** Many hosts run without IPv6, and IPv4 must not suffer from that. */
    private static @Nullable NativeSocket openIpv6IfPossible(String interfaceName) {
        try {
            return open(interfaceName, Family.IPV6, Datagram.VRRP);
        } catch (IOException e) {
            log.info("{}; going on without IPv6 peers", e.getMessage());
            return null;
        }
    }

    private static NativeSocket open(String interfaceName, Family family, int protocol) throws IOException {
        boolean isIpv4 = family == Family.IPV4;
        NativeSocket socket = new NativeSocket(
                interfaceName, isIpv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6, NativeSocket.SOCK_RAW, protocol);
        try {
            // Only what is dropped at once does not fill the socket; with a full one, the kernel would complain to the
            // peer again.
            socket.discardEverything();
            socket.set(
                    "cannot bind to it", SOL_SOCKET, SO_BINDTODEVICE, interfaceName.getBytes(StandardCharsets.UTF_8));
            socket.set(isIpv4 ? IPPROTO_IP : IPPROTO_IPV6, isIpv4 ? IP_HDRINCL : IPV6_HDRINCL, 1);
            enlargeSendBuffer(socket);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void enlargeSendBuffer(NativeSocket socket) throws IOException {
        try {
            socket.set(SOL_SOCKET, SO_SNDBUFFORCE, SEND_BUFFER_BYTES);
        } catch (IOException e) {
            log.debug("Without CAP_NET_ADMIN the system's limit for send buffers applies", e);
            socket.set(SOL_SOCKET, SO_SNDBUF, SEND_BUFFER_BYTES);
        }
    }

    /** Hands a packet to the kernel, or fails at once. */
    void send(Datagram datagram) throws IOException {
        NativeSocket socket = datagram.destination().family() == Family.IPV4 ? ipv4 : ipv6;
        if (socket == null) {
            throw new IOException("cannot send to " + datagram.destination() + ": this host has no IPv6");
        }
        socket.send(VrrpFrame.ipPacket(datagram), socketAddress(datagram.destination()));
    }

    private byte[] socketAddress(IpAddress peer) {
        // struct sockaddr_in {family, port, address}; struct sockaddr_in6 {family, port, flow, address, scope}
        boolean isIpv4 = peer.family() == Family.IPV4;
        byte[] address = new byte[isIpv4 ? 16 : 28];
        ByteBuffer structure = NativeSocket.structure(address);
        structure.putShort((short) (isIpv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6));
        structure.position(isIpv4 ? 4 : 8);
        structure.put(peer.bytes());
        if (!isIpv4 && peer.isLinkLocal()) {
            structure.putInt(interfaceIndex);
        }
        return address;
    }

    @Override
    public void close() {
        ipv4.close();
        authenticated.close();
        if (ipv6 != null) {
            ipv6.close();
        }
    }
}
