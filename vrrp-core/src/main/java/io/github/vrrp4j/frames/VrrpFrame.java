package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.IPV4_HEADER;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Between a {@link Datagram} and the Ethernet frame that carries it (RFC 9568 sections 5.1.1 and 5.1.2). Stateless; any thread
 * may use it.
 */
public final class VrrpFrame {
    /** DSCP CS6, network control: what other implementations send; no RFC asks for it. */
    private static final int TRAFFIC_CLASS = 0xc0;

    private static final MacAddress NOBODY = new MacAddress(0);

    private VrrpFrame() {}

    /**
     * Builds the frame for a packet to a multicast group.
     *
     * @param source the MAC address of the sender
     * @param datagram the packet, whose destination is a multicast address
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if the destination is not a multicast address or the payload is too long
     */
    public static byte[] build(MacAddress source, Datagram datagram) {
        return build(source, MacAddress.ofMulticast(datagram.destination()), datagram);
    }

    /**
     * Builds the frame for a packet.
     *
     * @param source the MAC address of the sender
     * @param destination the MAC address of the group, of the receiver, or of the next hop
     * @param datagram the packet
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if the payload is too long for an IP packet
     */
    public static byte[] build(MacAddress source, MacAddress destination, Datagram datagram) {
        byte[] payload = datagram.payload();
        if (payload.length > 0xffff - IPV4_HEADER) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length + " bytes: must be at most " + (0xffff - IPV4_HEADER));
        }
        boolean ipv4 = datagram.source().family() == Family.IPV4;
        IpHeader header = new IpHeader(
                datagram.source(),
                datagram.destination(),
                ipv4 ? datagram.protocol() : Datagram.VRRP,
                datagram.timeToLive(),
                datagram.identification(),
                ipv4 ? IPV4_HEADER : Layout.IPV6_HEADER,
                payload.length);
        byte[] frame = header.frame(destination, source, TRAFFIC_CLASS);
        System.arraycopy(payload, 0, frame, header.payloadOffset(), payload.length);
        return frame;
    }

    /**
     * Builds the IP packet alone, for a sender that leaves the Ethernet header to somebody else.
     *
     * @param datagram the packet
     * @return the packet from its IP header on
     * @throws IllegalArgumentException if the payload is too long for an IP packet
     */
    public static byte[] ipPacket(Datagram datagram) {
        byte[] frame = build(NOBODY, NOBODY, datagram);
        return Arrays.copyOfRange(frame, Layout.ETHERNET_HEADER, frame.length);
    }

    /**
     * Reads a frame. Never throws, whatever the bytes are. What follows the IP packet is padding and left out.
     *
     * @param frame the frame from its destination address on
     * @return the packet in it, or why there is none
     */
    public static FrameContent parse(byte[] frame) {
        FrameRejection rejection = IpHeader.check(frame);
        return rejection != null ? rejection : parse(frame, IpHeader.read(frame));
    }

    static FrameContent parse(byte[] frame, IpHeader header) {
        FrameRejection rejection = check(header);
        if (rejection != null) {
            return rejection;
        }
        return new FrameContent.Packet(new Datagram(
                header.source(),
                header.destination(),
                header.timeToLive(),
                header.protocol(),
                header.identification(),
                header.payload(frame)));
    }

    private static @Nullable FrameRejection check(IpHeader header) {
        boolean ipv4 = header.source().family() == Family.IPV4;
        if (ipv4 && header.protocol() == Datagram.AUTHENTICATION_HEADER) {
            // The header authenticates options, too, which nobody sends with VRRP.
            return header.length() == IPV4_HEADER ? null : FrameRejection.HEADER_LENGTH;
        }
        return header.protocol() == Datagram.VRRP ? null : FrameRejection.PROTOCOL;
    }
}
