package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import io.github.vrrp4j.spi.Datagram;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;
import org.pcap4j.packet.namednumber.DataLinkType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is bound to an interface as long as it exists: one libpcap handle for both directions, the memberships, and, where there
 * are any, the sockets for single peers. When the interface is deleted, it is dead, even if an interface of that name comes back.
 */
final class Wire implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Wire.class);

    private static final int PCAP_ERROR_NO_SUCH_DEVICE = -5;
    private static final int PCAP_ERROR_PERMISSION_DENIED = -8;
    private static final int PCAP_ERROR_INTERFACE_NOT_UP = -9;

    /** Some versions of libpcap wake up for breakLoop() only then; packets themselves are delivered at once. */
    private static final int TIMEOUT_MILLIS = 100;

    private final Handover handover = new Handover();
    private final PcapHandle handle;
    private final Memberships memberships;
    private final @Nullable PeerSockets peers;

    private Wire(PcapHandle handle, Memberships memberships, @Nullable PeerSockets peers) {
        this.handle = handle;
        this.memberships = memberships;
        this.peers = peers;
    }

    /** Opens an interface; null if it is set down, which makes it impossible for now. */
    static @Nullable Wire open(Host host, Link link, int interfaceIndex, Capture capture) throws IOException {
        String interfaceName = link.name();
        PcapHandle handle = null;
        Memberships memberships = new Memberships(link, interfaceIndex);
        try {
            handle = openHandle(host, interfaceName, capture);
            if (!handle.getDlt().equals(DataLinkType.EN10MB)) {
                throw new IOException(interfaceName + ": not an Ethernet interface");
            }
            handle.setFilter(capture.filter, BpfCompileMode.OPTIMIZE);
            PeerSockets peers = null;
            if (capture == Capture.ADVERTISEMENTS) {
                joinGroups(host, memberships);
                peers = link.peers(interfaceIndex);
            }
            Wire wire = new Wire(handle, memberships, peers);
            handle = null;
            return wire;
        } catch (PcapNativeException e) {
            Integer code = e.getReturnCode();
            if (code != null && code == PCAP_ERROR_INTERFACE_NOT_UP) {
                return null;
            }
            throw failure(host, interfaceName, e);
        } catch (NotOpenException e) {
            throw new IOException(interfaceName + ": " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new MissingLibraryException(interfaceName + ": libpcap is not installed" + host.remedy, e);
        } finally {
            if (handle != null) {
                memberships.close();
                handle.close();
            }
        }
    }

    private static PcapHandle openHandle(Host host, String interfaceName, Capture capture) throws PcapNativeException {
        return new PcapHandle.Builder(interfaceName)
                .snaplen(capture.snapshotBytes)
                .bufferSize(capture.bufferBytes)
                .timeoutMillis(TIMEOUT_MILLIS)
                .immediateMode(true) // without it packets wait until a buffer is full
                .promiscuousMode(host.mode)
                .direction(PcapDirection.IN)
                .build();
    }

    private static IOException failure(Host host, String interfaceName, PcapNativeException e) {
        int code = e.getReturnCode() == null ? 0 : e.getReturnCode();
        return switch (code) {
            case PCAP_ERROR_NO_SUCH_DEVICE -> new IOException(interfaceName + ": " + host.missing);
            case PCAP_ERROR_PERMISSION_DENIED ->
                new MissingPrivilegeException(
                        interfaceName + ": cannot send and receive raw frames: needs " + host.privilege);
            default -> new IOException(interfaceName + ": " + reason(e), e);
        };
    }

    /** The words of the system, without the names of the functions through which they came. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.lastIndexOf(": ") + 1).strip();
    }

    /** Many hosts run without IPv6, and IPv4 must not suffer from that; a promiscuous handle hears what was not joined. */
    private static void joinGroups(Host host, Memberships memberships) throws IOException {
        for (Family family : Family.values()) {
            try {
                memberships.join(family.group());
            } catch (IOException e) {
                if (host == Host.LINUX && family == Family.IPV4) {
                    throw e;
                }
                log.info("{}; going on without", e.getMessage());
            }
        }
    }

    /** Listens to these groups and MAC addresses from now on, and to those of before no longer. */
    void listenTo(Set<IpAddress> groups, Set<MacAddress> macAddresses) throws IOException {
        memberships.change(groups, macAddresses);
    }

    /**
     * Receives until {@link #stopReceiving()}, also if that was called before.
     *
     * @throws IOException if the interface is gone
     */
    void receive(Frames frames) throws IOException {
        try {
            Pace pace = new Pace();
            handover.begin();
            RawPacketListener listener = frame -> handOver(frame, frames, pace);
            handle.loop(-1, listener);
        } catch (InterruptedException e) {
            log.trace("Stopped receiving", e); // pcap4j's word for breakLoop(); no thread was interrupted
        } catch (PcapNativeException | NotOpenException e) {
            throw new IOException(reason(e), e);
        }
    }

    private void handOver(byte[] frame, Frames frames, Pace pace) {
        handover.step();
        try {
            long ageNanos = ageNanos(handle.getTimestamp(), Instant.now());
            frames.accept(EthernetFrame.withoutPriorityTag(frame), ageNanos);
            long restNanos = pace.restNanos(ageNanos, System.nanoTime());
            if (restNanos > 0) {
                LockSupport.parkNanos(restNanos);
            }
        } catch (RuntimeException e) {
            log.error("A receiver failed; it is given the next packet all the same", e);
        } finally {
            handover.step();
        }
    }

    /** Whether frames may have arrived that {@link #receive} has not handed over. Any thread may ask at any time. */
    boolean isBehind() {
        return handover.isBehind();
    }

    void stopReceiving() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            log.trace("Closed already", e);
        }
    }

    /** The kernel stamps a frame with the wall clock, which may have been set back since. */
    static long ageNanos(Timestamp arrived, Instant now) {
        long seconds = now.getEpochSecond() - Math.floorDiv(arrived.getTime(), 1000L);
        return Math.max(0, seconds * 1_000_000_000 + now.getNano() - arrived.getNanos());
    }

    /** Sends a frame. Any thread may send at any time. */
    void send(byte[] frame) throws IOException {
        try {
            try {
                handle.sendPacket(frame);
            } catch (PcapNativeException stale) {
                // The first call after the link came back can report that it was down: what it reports was before.
                handle.sendPacket(frame);
            }
        } catch (PcapNativeException | NotOpenException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** Sends to one peer, by whatever way leads there from this interface. Any thread may send at any time. */
    void sendToPeer(Datagram datagram) throws IOException {
        if (peers == null) {
            throw Host.noPeers(datagram.destination().toString());
        }
        peers.send(datagram);
    }

    /** Gives everything back. Must not be called while {@link #receive} runs, which would wait for ever. */
    @Override
    public void close() {
        handle.close();
        handover.close();
        memberships.close();
        if (peers != null) {
            peers.close();
        }
    }
}
