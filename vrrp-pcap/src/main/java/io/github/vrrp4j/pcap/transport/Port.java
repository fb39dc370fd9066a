package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One interface by its name: receives in a thread of its own, and opens the interface again when it was deleted and made anew.
 * Only that thread opens and closes the {@link Wire}.
 */
final class Port implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Port.class);

    /** A look at an interface that is not there costs a microsecond; a router that is deaf takes over. */
    private static final long LOOK_MILLIS = 50;

    private static final long MAX_BACK_OFF_MILLIS = 2000;

    private final String interfaceName;
    private final Consumer<byte[]> frames;
    private final LinkSocket link;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Wire wire;

    private Port(String interfaceName, LinkSocket link, @Nullable Wire wire, Consumer<byte[]> frames) {
        this.interfaceName = interfaceName;
        this.link = link;
        this.wire = wire;
        this.frames = frames;
        thread = new Thread(this::runUntilClosed, "vrrp-pcap-" + interfaceName);
        thread.setDaemon(true);
    }

    /** Opens an interface that exists; if it is set down, frames come and go once it is up. */
    static Port open(String interfaceName, Consumer<byte[]> frames) throws IOException {
        LinkSocket link = openLink(interfaceName);
        try {
            if (link.index() == 0) {
                throw Wire.noSuchInterface(interfaceName);
            }
            Port port = new Port(interfaceName, link, Wire.open(interfaceName), frames);
            port.thread.start();
            return port;
        } catch (IOException e) {
            link.close();
            throw e;
        }
    }

    private static LinkSocket openLink(String interfaceName) throws IOException {
        try {
            return new LinkSocket(interfaceName, Family.IPV4);
        } catch (LinkageError e) {
            throw new MissingLibraryException(
                    interfaceName + ": JNA cannot load its native library: " + e.getMessage(), e);
        }
    }

    MacAddress macAddress() throws IOException {
        try {
            return link.macAddress();
        } catch (IOException e) {
            throw new IOException(interfaceName + ": " + e.getMessage(), e);
        }
    }

    void send(byte[] frame) throws IOException {
        Wire open = wire;
        if (open == null) {
            throw new IOException(interfaceName + ": missing or set down");
        }
        try {
            open.send(frame);
        } catch (IOException e) {
            throw new IOException(interfaceName + ": " + e.getMessage(), e);
        }
    }

    private void runUntilClosed() {
        try {
            while (!isClosing()) {
                Wire open = wire;
                if (open == null) {
                    wire = awaitInterface();
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

    /** Waits until the interface is there and up, and opens it; null when closing. */
    private @Nullable Wire awaitInterface() throws InterruptedException {
        long pauseMillis = LOOK_MILLIS;
        boolean warned = false;
        while (!closing.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            try {
                Wire opened = link.isUp() ? Wire.open(interfaceName) : null;
                if (opened != null) {
                    log.info("{}: receiving", interfaceName);
                    return opened;
                }
                pauseMillis = LOOK_MILLIS;
            } catch (IOException e) {
                pauseMillis = Math.min(2 * pauseMillis, MAX_BACK_OFF_MILLIS);
                if (!warned) {
                    log.warn("{}; trying on", e.getMessage());
                    warned = true;
                }
            }
        }
        return null;
    }

    private void discardWire() {
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
