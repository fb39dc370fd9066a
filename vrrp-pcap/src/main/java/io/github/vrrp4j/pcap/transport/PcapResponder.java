package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers ARP requests and Neighbor Solicitations for the virtual addresses itself: the kernel does not get the addresses. For
 * hosts that handle the traffic in a data plane of their own, and for virtual routers that do not accept packets
 * (RFC 9568 section 6.4.3 with Accept_Mode off).
 *
 * <ul>
 *   <li>From {@link #acquire} to {@link #release} it answers with the MAC address of the interface, or with the virtual router
 *       MAC address if {@link SourceMac#VIRTUAL} is set; also questions of hosts that only want to know whether an address is
 *       free (RFC 5227, RFC 4862), and gratuitous ARP requests of hosts that use it wrongly, which so learn of it.
 *   <li>It is a member of the solicited-node groups of the IPv6 addresses, and has the network card take frames for the virtual
 *       router MAC address.
 *   <li>It does not forward and does not deliver: what arrives for the addresses is dropped by the kernel, or forwarded and
 *       redirected if the host is a router and the frames are addressed to the MAC address of the interface. Whoever wants the
 *       packets captures them.
 *   <li>It does not announce; an {@link io.github.vrrp4j.spi.Announcer} does. It sends no Router Advertisements.
 *   <li>It is not for address owners, whose kernel has the addresses and answers as well.
 *   <li>When the process dies, it answers no longer; hosts go on to use what they know until somebody else announces the address.
 * </ul>
 *
 * <p>Needs root or CAP_NET_RAW, and libpcap; on other systems than Linux, what {@link PcapTransport} says of them applies. One
 * daemon thread for each interface, from its first use to {@link #close()}. It looks
 * at no more than 10,000 questions a second; the kernel drops what is beyond. Any thread may call any method; interfaces are
 * looked up in the network namespace of the thread that uses them first.
 */
public final class PcapResponder implements AddressHook, AutoCloseable {
    private final Map<String, ResponderPort> ports = new HashMap<>();
    private final Host host;
    private boolean closed;

    /** Makes a responder that answers for nothing yet. */
    public PcapResponder() {
        this(Host.ofThisSystem());
    }

    PcapResponder(Host host) {
        this.host = host;
    }

    /**
     * {@inheritDoc}
     *
     * @throws MissingPrivilegeException if this process may not use raw frames
     * @throws MissingLibraryException if libpcap is not installed
     * @throws IOException if the interface does not exist, or a solicited-node group cannot be joined; it answers all the same if
     *     it can
     * @throws UnsupportedOperationException on Windows
     * @throws IllegalStateException if the responder is closed
     */
    @Override
    public synchronized void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
        ResponderPort port = port(router.id());
        port.table.add(router, addresses);
        port.listen();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The release before the start opens the interface: what stands in the way is known before the addresses are needed. Does
     * nothing once the responder is closed.
     *
     * @throws MissingPrivilegeException if this process may not use raw frames
     * @throws MissingLibraryException if libpcap is not installed
     * @throws IOException if the interface does not exist
     * @throws UnsupportedOperationException on Windows
     */
    @Override
    public synchronized void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
        if (!closed) {
            ResponderPort port = port(router.id());
            port.table.remove(router.id(), addresses);
            port.listen();
        }
    }

    private ResponderPort port(VirtualRouterId router) throws IOException {
        if (closed) {
            throw new IllegalStateException("responder: closed");
        }
        ResponderPort port = ports.get(router.interfaceName());
        if (port == null) {
            port = new ResponderPort(host, router.interfaceName());
            ports.put(router.interfaceName(), port);
        }
        return port;
    }

    /** Answers for nothing any more and ends the threads. May be called twice. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            ports.values().forEach(ResponderPort::close);
            ports.clear();
        }
    }
}
