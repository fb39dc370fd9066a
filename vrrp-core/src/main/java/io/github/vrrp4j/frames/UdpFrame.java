package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.get16;
import static io.github.vrrp4j.frames.Layout.put16;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Arrays;

/** UDP datagrams (RFC 768), for hosts on a link that use what a virtual router offers. Stateless; any thread may use it. */
public final class UdpFrame {
    private static final int HEADER = 8;
    private static final int HOP_LIMIT = 64;
    private static final int LONGEST = 1472;

    private UdpFrame() {}

    /**
     * Builds the frame for a datagram.
     *
     * @param destination the MAC address of the receiver or of the next hop
     * @param source the MAC address of the sender
     * @param datagram the datagram, of at most 1472 bytes
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if the payload is too long
     */
    public static byte[] build(MacAddress destination, MacAddress source, FrameContent.Udp datagram) {
        byte[] payload = datagram.payload();
        if (payload.length > LONGEST) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes: must be at most " + LONGEST);
        }
        int length = HEADER + payload.length;
        IpHeader header = new IpHeader(datagram.source(), datagram.destination(), IpHeader.UDP, HOP_LIMIT, length);
        byte[] frame = header.frame(destination, source, 0);
        int at = header.payloadOffset();
        put16(frame, at, datagram.sourcePort());
        put16(frame, at + 2, datagram.destinationPort());
        put16(frame, at + 4, length);
        System.arraycopy(payload, 0, frame, at + HEADER, payload.length);
        int checksum = Layout.checksum(header.pseudoSum(frame) + Layout.sum(frame, at, length));
        put16(frame, at + 6, checksum == 0 ? 0xffff : checksum); // 0 would say that there is none
        return frame;
    }

    /** Reads the payload of an IP packet of protocol 17. */
    static FrameContent parse(byte[] frame, IpHeader header) {
        int at = header.payloadOffset();
        if (header.payloadLength() < HEADER) {
            return FrameRejection.MALFORMED;
        }
        int length = get16(frame, at + 4);
        if (length != header.payloadLength()) {
            return FrameRejection.MALFORMED;
        }
        boolean unchecked = get16(frame, at + 6) == 0 && header.source().family() == Family.IPV4;
        if (!unchecked && Layout.checksum(header.pseudoSum(frame) + Layout.sum(frame, at, length)) != 0) {
            return FrameRejection.PAYLOAD_CHECKSUM;
        }
        return new FrameContent.Udp(
                header.source(),
                header.destination(),
                get16(frame, at),
                get16(frame, at + 2),
                Arrays.copyOfRange(frame, at + HEADER, at + length));
    }
}
