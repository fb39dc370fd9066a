package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.spi.Datagram;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One interface by its name: captures something there in a thread of its own, and opens the interface again when it was deleted
 * and made anew. Only that thread closes the {@link Wire}.
 */
final class Port implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Port.class);

    /** A look at an interface that is not there costs a microsecond; a router that is deaf takes over. */
    private static final long LOOK_MILLIS = 50;

    private static final byte[] NOTHING = new byte[1];

    private static final long MAX_BACK_OFF_MILLIS = 2000;

    private final Host host;
    private final String interfaceName;
    private final Capture capture;
    private final Frames frames;
    private final Runnable opened;
    private final Link link;
    private final RecentMac recentMac;
    private final Thread thread;
    private final CountDownLatch awake = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private Set<IpAddress> groups = Set.of();
    private Set<MacAddress> macAddresses = Set.of();
    private boolean warned;
    private volatile @Nullable Wire wire;

    @SuppressWarnings("ThreadPriorityCheck") // not relied on: it helps on a busy machine
    private Port(Host host, Capture capture, Frames frames, Runnable opened, Link link) {
        this.host = host;
        this.interfaceName = link.name();
        this.capture = capture;
        this.frames = capture.limited ? new Throttle(frames) : frames;
        this.opened = opened;
        this.link = link;
        recentMac = new RecentMac(link::macAddress, System::nanoTime);
        thread = new Thread(
                this::runUntilClosed,
                "vrrp-pcap-" + interfaceName + (capture == Capture.ADVERTISEMENTS ? "" : "-" + capture));
        thread.setDaemon(true);
        if (capture == Capture.ADVERTISEMENTS) {
            thread.setPriority(Thread.MAX_PRIORITY); // counts where the JVM was told to heed priorities
        }
    }

    /** Opens an interface that exists; if it is set down, frames come and go once it is up. */
    static Port open(Host host, String interfaceName, Capture capture, Frames frames) throws IOException {
        Link link = openLink(host, interfaceName);
        try {
            int index = link.index();
            if (index == 0) {
                throw new IOException(interfaceName + ": " + host.missing);
            }
            Port port = new Port(host, capture, frames, () -> {}, link);
            port.wire = Wire.open(host, link, index, capture);
            port.wake();
            port.thread.start();
            return port;
        } catch (IOException e) {
            link.close();
            throw e;
        }
    }

    /** Will open an interface when it is woken, in its own thread, and say so when it is open. */
    static Port asleep(Host host, String interfaceName, Capture capture, Frames frames, Runnable opened)
            throws IOException {
        Port port = new Port(host, capture, frames, opened, openLink(host, interfaceName));
        port.thread.start();
        return port;
    }

    private static Link openLink(Host host, String interfaceName) throws IOException {
        try {
            return host.link(interfaceName);
        } catch (LinkageError e) {
            throw new MissingLibraryException(
                    interfaceName + ": JNA cannot load its native library: " + e.getMessage(), e);
        }
    }

    void wake() {
        awake.countDown();
    }

    boolean isOpen() {
        return wire != null;
    }

    /** The MAC address that the interface has now. */
    MacAddress macAddress() throws IOException {
        return recentMac.now();
    }

    /** The MAC address that the interface had at most half a second ago: to ask for it costs as much as to send a frame. */
    MacAddress recentMacAddress() throws IOException {
        return recentMac.get();
    }

    /**
     * Listens to these groups and MAC addresses from now on, also after the interface was made anew, and to those of before no
     * longer.
     */
    synchronized void listenTo(Set<IpAddress> newGroups, Set<MacAddress> newMacAddresses) throws IOException {
        groups = Set.copyOf(newGroups);
        macAddresses = Set.copyOf(newMacAddresses);
        Wire open = wire;
        if (open != null) {
            open.listenTo(groups, macAddresses);
        }
    }

    void send(byte[] frame) throws IOException {
        try {
            open().send(frame);
        } catch (IOException e) {
            throw new IOException(interfaceName + ": " + e.getMessage(), e);
        }
    }

    void sendToPeer(Datagram datagram) throws IOException {
        open().sendToPeer(datagram);
    }

    boolean isBehind() {
        Wire open = wire;
        return open != null && open.isBehind();
    }

    /**
     * Goes the way that the first packet of a takeover goes. What is sent never leaves: the kernel refuses it, as it is shorter than an
     * Ethernet header.
     */
    void getReady() {
        Wire open = wire;
        if (open == null || capture != Capture.ADVERTISEMENTS || host != Host.LINUX) {
            return;
        }
        open.isBehind();
        try {
            recentMac.now();
            open.send(NOTHING);
        } catch (IOException e) {
            log.trace("{}: refused", interfaceName, e);
        }
    }

    private Wire open() throws IOException {
        Wire open = wire;
        if (open == null) {
            throw new IOException(interfaceName + ": missing or set down");
        }
        return open;
    }

    private void runUntilClosed() {
        try {
            awake.await();
            if (wire == null && !isClosing()) {
                look();
            }
            while (!isClosing()) {
                Wire open = wire;
                if (open == null) {
                    awaitInterface();
                } else {
                    receiveFrom(open);
                }
            }
        } catch (InterruptedException e) {
            log.error("{}: interrupted from outside; no longer receiving", interfaceName, e);
        } finally {
            discardWire();
        }
    }

    private void receiveFrom(Wire open) {
        try {
            open.receive(frames);
        } catch (IOException e) {
            log.warn("{}: {}; waiting for it to come back", interfaceName, e.getMessage());
            discardWire();
        }
    }

    /** Waits until the interface is there and up, and opens it, or until closing. */
    private void awaitInterface() throws InterruptedException {
        long pauseMillis = LOOK_MILLIS;
        while (wire == null && !closing.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            pauseMillis = look() ? LOOK_MILLIS : Math.min(2 * pauseMillis, MAX_BACK_OFF_MILLIS);
        }
    }

    /** Opens the interface if it is there and up; false if that failed although it is. */
    private boolean look() {
        try {
            Wire fresh = link.isUp() ? Wire.open(host, link, link.index(), capture) : null;
            if (fresh != null) {
                use(fresh);
                warned = false;
                log.info("{}: receiving", interfaceName);
                opened.run();
            }
            return true;
        } catch (IOException e) {
            if (!warned) {
                log.warn("{}; trying on", e.getMessage());
                warned = true;
            }
            return false;
        }
    }

    private synchronized void use(Wire fresh) throws IOException {
        try {
            if (capture != Capture.ADVERTISEMENTS) {
                fresh.listenTo(groups, macAddresses);
            }
            recentMac.forget(); // it may be another interface of the same name
            wire = fresh;
        } finally {
            if (wire == null) {
                fresh.close();
            }
        }
    }

    private synchronized void discardWire() {
        Wire open = wire;
        wire = null;
        if (open != null) {
            open.close();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Ends the thread; when this returns, no more frames are delivered. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        Wire open = wire;
        if (open != null) {
            open.stopReceiving();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        link.close();
    }
}
