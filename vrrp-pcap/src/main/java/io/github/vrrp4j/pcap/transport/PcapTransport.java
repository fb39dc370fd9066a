package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries VRRP packets and announcements as raw frames through libpcap. On an interface that is set down it waits until it is up;
 * one that is deleted and made again under the same name is opened again.
 *
 * <p>Packets to a group and announcements come from the MAC address that the interface has at that moment (packets notice a new one
 * within half a second), or, with {@link SourceMac#VIRTUAL}, from the virtual router MAC address. Packets to single peers are routed by the kernel, which
 * sends them through this interface if the host's firewall lets them out, and always from the MAC address of the interface; while a peer's MAC address is
 * unknown, the kernel keeps some packets for it, for at most three seconds. As long as an interface is open, the kernel sends no
 * "protocol unreachable" for VRRP packets to its addresses.
 *
 * <p>Needs root or CAP_NET_RAW, and libpcap. One daemon thread for each interface receives, and another one waits for the answers
 * to {@link #probe}; {@link #close()} ends them. All methods may be called from any thread, {@link #send}, {@link #probe} and
 * {@link #announce} at the same time.
 *
 * <p>On Linux, interfaces need no address, and are looked up in the network namespace of the thread that calls {@link #open}.
 *
 * <p>On other systems Java is asked about interfaces, and libpcap has to know them by the same names. There, an interface needs an
 * address to be opened and to send, and counts as up once it has a carrier; the network card is set to take all frames; what was
 * said of privileges becomes the right to use the system's capture devices; and packets to single peers are refused by {@link
 * #check}. Windows is refused by {@link #open}.
 */
public final class PcapTransport implements Transport, Announcer {
    private final Map<String, Port> ports = new ConcurrentHashMap<>();
    private final Map<String, ProbePort> probePorts = new ConcurrentHashMap<>();
    private final Arrivals arrivals = new Arrivals();
    private final Host host;
    private boolean closed;

    /** Makes a transport that has no interface yet. */
    public PcapTransport() {
        this(Host.ofThisSystem());
    }

    PcapTransport(Host host) {
        this.host = host;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The first call in a process loads libpcap, which takes 100 to 200 milliseconds.
     *
     * @throws MissingPrivilegeException if this process may not use raw frames
     * @throws MissingLibraryException if libpcap is not installed
     * @throws IOException if the interface does not exist or is not an Ethernet interface
     * @throws UnsupportedOperationException on Windows
     * @throws IllegalStateException if the transport is closed or the interface is open
     */
    @Override
    public synchronized void open(String interfaceName, Receiver receiver) throws IOException {
        if (closed) {
            throw new IllegalStateException("transport: closed");
        }
        if (ports.containsKey(interfaceName)) {
            throw new IllegalStateException("interface " + interfaceName + ": open already");
        }
        Port port = Port.open(
                host,
                interfaceName,
                Capture.ADVERTISEMENTS,
                (frame, ageNanos) -> arrivals.accept(interfaceName, frame, ageNanos, receiver));
        try {
            probePorts.put(
                    interfaceName,
                    new ProbePort(host, interfaceName, port, target -> receiver.answered(interfaceName, target)));
            ports.put(interfaceName, port);
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException if the virtual router has unicast peers, on a system other than Linux
     */
    @Override
    public void check(VirtualRouterConfig router) {
        if (host != Host.LINUX && !router.peers().isEmpty()) {
            throw Host.noPeers("virtual router " + router.id());
        }
    }

    /**
     * How many frames were received that held no VRRP packet, on all interfaces.
     *
     * @param reason why they were discarded
     * @return how many since the transport was made
     */
    public long rejectedFrames(FrameRejection reason) {
        return arrivals.rejected(reason);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if the interface is missing or down, or no way leads to the destination
     * @throws IllegalArgumentException if the interface was never opened
     * @throws UnsupportedOperationException for a packet to a single peer, on a system other than Linux
     */
    @Override
    public void send(VirtualRouterConfig router, Datagram datagram) throws IOException {
        Port port = of(ports, router.id());
        if (datagram.destination().isMulticast()) {
            port.send(VrrpFrame.build(source(router, port), datagram));
        } else {
            port.sendToPeer(datagram);
        }
    }

    private static MacAddress source(VirtualRouterConfig router, Port port) throws IOException {
        return router.policies().sourceMac() == SourceMac.VIRTUAL
                ? router.id().vrid().virtualMac(router.id().family())
                : port.recentMacAddress();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The question comes from the MAC address of the interface. One answer for each question is passed on, and only answers to
     * it: what a target announces to everybody does not say that it has been reached. The first question on an interface opens a
     * capture for answers, and is sent when that is done.
     *
     * @throws IOException if the interface is missing or down
     * @throws IllegalArgumentException if the interface was never opened, or source and target are of different families
     */
    @Override
    public void probe(VirtualRouterId router, IpAddress source, IpAddress target) throws IOException {
        of(probePorts, router).ask(source, target);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An announcement that names the virtual router MAC address comes from there; something on this host has to answer for it.
     *
     * @throws IOException if one of them could not be sent; the others are
     * @throws IllegalArgumentException if the interface was never opened
     */
    @Override
    public void announce(VirtualRouterId router, List<Announcement> announcements) throws IOException {
        Port port = of(ports, router);
        MacAddress mac = port.macAddress();
        IOException failure = null;
        for (Announcement announcement : announcements) {
            try {
                port.send(AnnouncementFrame.build(mac, announcement));
            } catch (IOException e) {
                failure = firstOf(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** {@inheritDoc} Known on Linux, which says whether the thread that receives sleeps. */
    @Override
    public boolean isBehind(String interfaceName) {
        Port port = ports.get(interfaceName);
        return port != null && port.isBehind();
    }

    /** {@inheritDoc} Asks for the MAC address, and has the processor come by where the packet will. */
    @Override
    public void getReady(String interfaceName) {
        Port port = ports.get(interfaceName);
        if (port != null) {
            port.getReady();
        }
    }

    private static IOException firstOf(@Nullable IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private static <T> T of(Map<String, T> byInterface, VirtualRouterId router) {
        T found = byInterface.get(router.interfaceName());
        if (found == null) {
            throw new IllegalArgumentException("interface " + router.interfaceName() + ": was never opened");
        }
        return found;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            probePorts.values().forEach(ProbePort::close);
            ports.values().forEach(Port::close);
        }
    }
}
