package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Carries VRRP packets and announcements as raw frames through libpcap, on Linux. Everything is sent with the MAC address that
 * the interface has at that moment. It works on interfaces without any address; on one that is set down it waits until it is up;
 * one that is deleted and made again under the same name is opened again.
 *
 * <p>Needs root or CAP_NET_RAW, and libpcap. One daemon thread for each interface receives; {@link #close()} ends them. All
 * methods may be called from any thread, {@link #send} and {@link #announce} at the same time.
 *
 * <p>Interfaces are looked up in the network namespace of the thread that calls {@link #open}.
 */
public final class PcapTransport implements Transport, Announcer {
    private final Map<String, Port> ports = new ConcurrentHashMap<>();
    private final AtomicLongArray rejections = new AtomicLongArray(FrameRejection.values().length);
    private boolean closed;

    /**
     * Makes a transport that has no interface yet.
     *
     * @throws UnsupportedOperationException on a system other than Linux
     */
    public PcapTransport() {
        String system = System.getProperty("os.name");
        if (!"Linux".equals(system)) {
            throw new UnsupportedOperationException("PcapTransport works on Linux only, not on " + system);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The first call in a process loads libpcap, which takes 100 to 200 milliseconds.
     *
     * @throws MissingPrivilegeException if this process may not use raw frames
     * @throws MissingLibraryException if libpcap is not installed
     * @throws IOException if the interface does not exist or is not an Ethernet interface
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
        ports.put(interfaceName, Port.open(interfaceName, frame -> deliver(interfaceName, frame, receiver)));
    }

    private void deliver(String interfaceName, byte[] frame, Receiver receiver) {
        FrameContent content = VrrpFrame.parse(frame);
        if (content instanceof FrameContent.Packet packet) {
            receiver.received(interfaceName, packet.datagram());
        } else if (content instanceof FrameRejection rejection) {
            rejections.incrementAndGet(rejection.ordinal());
        }
    }

    /**
     * How many frames were received that held no VRRP packet, on all interfaces.
     *
     * @param reason why they were discarded
     * @return how many since the transport was made
     */
    public long rejectedFrames(FrameRejection reason) {
        return rejections.get(reason.ordinal());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if the interface is missing or down, or the destination is not a multicast group
     * @throws IllegalArgumentException if the interface was never opened
     */
    @Override
    public void send(VirtualRouterId router, Datagram datagram) throws IOException {
        Port port = port(router);
        if (!datagram.destination().isMulticast()) {
            throw new IOException(
                    router.interfaceName() + ": cannot send to " + datagram.destination() + ": not a multicast group");
        }
        port.send(VrrpFrame.build(port.macAddress(), datagram));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if one of them could not be sent; the others are
     * @throws IllegalArgumentException if the interface was never opened
     */
    @Override
    public void announce(VirtualRouterId router, List<Announcement> announcements) throws IOException {
        Port port = port(router);
        MacAddress mac = port.macAddress();
        IOException failure = null;
        for (Announcement announcement : announcements) {
            if (announcement.hardware().isPresent()) {
                throw new IOException(router.interfaceName() + ": cannot announce the virtual MAC address "
                        + announcement.hardware().get() + ": nothing on this host answers for it");
            }
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

    private static IOException firstOf(@Nullable IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private Port port(VirtualRouterId router) {
        Port port = ports.get(router.interfaceName());
        if (port == null) {
            throw new IllegalArgumentException("interface " + router.interfaceName() + ": was never opened");
        }
        return port;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            ports.values().forEach(Port::close);
        }
    }
}
