package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.RawPacketListener;
import org.pcap4j.packet.namednumber.DataLinkType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is bound to an interface as long as it exists: one libpcap handle for both directions, and the membership in the VRRP
 * groups. When the interface is deleted, it is dead, even if an interface of that name comes back.
 */
final class Wire implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Wire.class);

    private static final int PCAP_ERROR_NO_SUCH_DEVICE = -5;
    private static final int PCAP_ERROR_PERMISSION_DENIED = -8;
    private static final int PCAP_ERROR_INTERFACE_NOT_UP = -9;

    /** A whole advertisement on a link with the usual MTU, and some tags. */
    private static final int SNAPSHOT_BYTES = 1600;

    /** Room for about a thousand packets while the JVM is stopped: they prove that their senders live. */
    private static final int BUFFER_BYTES = 2 << 20;

    /** Some versions of libpcap wake up for breakLoop() only then; packets themselves are delivered at once. */
    private static final int TIMEOUT_MILLIS = 100;

    /** The keyword "vlan" moves the offsets of everything behind it, even when negated, and must be last. */
    private static final String FILTER = "(ip proto 112 or ip proto 51 or ip6 proto 112) and not vlan";

    private final PcapHandle handle;
    private final LinkSocket ipv4Membership;
    private final @Nullable LinkSocket ipv6Membership;

    private Wire(PcapHandle handle, LinkSocket ipv4Membership, @Nullable LinkSocket ipv6Membership) {
        this.handle = handle;
        this.ipv4Membership = ipv4Membership;
        this.ipv6Membership = ipv6Membership;
    }

    /** Opens an interface; null if it is set down, which makes it impossible for now. */
    static @Nullable Wire open(String interfaceName) throws IOException {
        PcapHandle handle = null;
        LinkSocket ipv4Membership = null;
        try {
            handle = openHandle(interfaceName);
            if (!handle.getDlt().equals(DataLinkType.EN10MB)) {
                throw new IOException(interfaceName + ": not an Ethernet interface");
            }
            handle.setFilter(FILTER, BpfCompileMode.OPTIMIZE);
            ipv4Membership = join(interfaceName, Family.IPV4);
            Wire wire = new Wire(handle, ipv4Membership, joinIpv6IfPossible(interfaceName));
            handle = null;
            ipv4Membership = null;
            return wire;
        } catch (PcapNativeException e) {
            Integer code = e.getReturnCode();
            if (code != null && code == PCAP_ERROR_INTERFACE_NOT_UP) {
                return null;
            }
            throw failure(interfaceName, e);
        } catch (NotOpenException e) {
            throw new IOException(interfaceName + ": " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new MissingLibraryException(
                    interfaceName + ": libpcap is not installed: apt-get install libpcap0.8", e);
        } finally {
            if (ipv4Membership != null) {
                ipv4Membership.close();
            }
            if (handle != null) {
                handle.close();
            }
        }
    }

    private static PcapHandle openHandle(String interfaceName) throws PcapNativeException {
        return new PcapHandle.Builder(interfaceName)
                .snaplen(SNAPSHOT_BYTES)
                .bufferSize(BUFFER_BYTES)
                .timeoutMillis(TIMEOUT_MILLIS)
                .immediateMode(true) // without it packets wait until a buffer is full
                .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
                .direction(PcapDirection.IN)
                .build();
    }

    private static IOException failure(String interfaceName, PcapNativeException e) {
        int code = e.getReturnCode() == null ? 0 : e.getReturnCode();
        return switch (code) {
            case PCAP_ERROR_NO_SUCH_DEVICE -> noSuchInterface(interfaceName);
            case PCAP_ERROR_PERMISSION_DENIED ->
                new MissingPrivilegeException(
                        interfaceName + ": cannot send and receive raw frames: needs root or CAP_NET_RAW");
            default -> new IOException(interfaceName + ": " + reason(e), e);
        };
    }

    /** The words of the system, without the names of the functions through which they came. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.lastIndexOf(": ") + 1).strip();
    }

    static IOException noSuchInterface(String interfaceName) {
        return new IOException(interfaceName + ": no such interface");
    }

    private static LinkSocket join(String interfaceName, Family family) throws IOException {
        LinkSocket socket = new LinkSocket(interfaceName, family);
        try {
            socket.join(family.group(), socket.index());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException(interfaceName + ": cannot join " + family.group() + ": " + e.getMessage(), e);
        }
    }

    /** Many hosts run without IPv6, and IPv4 must not suffer from that. */
    private static @Nullable LinkSocket joinIpv6IfPossible(String interfaceName) {
        try {
            return join(interfaceName, Family.IPV6);
        } catch (IOException e) {
            log.info("{}; going on without", e.getMessage());
            return null;
        }
    }

    /**
     * Receives until {@link #stopReceiving()}, also if that was called before.
     *
     * @throws IOException if the interface is gone
     */
    void receive(Consumer<byte[]> frames) throws IOException {
        try {
            RawPacketListener listener = frames::accept;
            handle.loop(-1, listener);
        } catch (InterruptedException e) {
            log.trace("Stopped receiving", e); // pcap4j's word for breakLoop(); no thread was interrupted
        } catch (PcapNativeException | NotOpenException e) {
            throw new IOException(reason(e), e);
        }
    }

    void stopReceiving() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            log.trace("Closed already", e);
        }
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

    /** Gives everything back. Must not be called while {@link #receive} runs, which would wait for ever. */
    @Override
    public void close() {
        handle.close();
        ipv4Membership.close();
        if (ipv6Membership != null) {
            ipv6Membership.close();
        }
    }
}
