package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.ETHERNET_HEADER;
import static io.github.vrrp4j.frames.Layout.ETHERTYPE_IPV4;
import static io.github.vrrp4j.frames.Layout.ETHERTYPE_IPV6;
import static io.github.vrrp4j.frames.Layout.IPV4_HEADER;
import static io.github.vrrp4j.frames.Layout.IPV6_HEADER;
import static io.github.vrrp4j.frames.Layout.checksum;
import static io.github.vrrp4j.frames.Layout.get16;
import static io.github.vrrp4j.frames.Layout.get8;
import static io.github.vrrp4j.frames.Layout.put16;
import static io.github.vrrp4j.frames.Layout.sum;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The IP header of a frame.
 *
 * @param length how long it is, options included
 * @param payloadLength how many bytes follow it, without padding
 */
record IpHeader(
        IpAddress source,
        IpAddress destination,
        int protocol,
        int timeToLive,
        int identification,
        int length,
        int payloadLength) {
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    private static final int MORE_FRAGMENTS_AND_OFFSET = 0x3fff;
    private static final int NEXT_HEADER_FRAGMENT = 44;

    /** A header to be written, without options. */
    IpHeader(IpAddress source, IpAddress destination, int protocol, int timeToLive, int payloadLength) {
        this(source, destination, protocol, timeToLive, 0, lengthFor(source), payloadLength);
    }

    private static int lengthFor(IpAddress source) {
        return source.family() == Family.IPV4 ? IPV4_HEADER : IPV6_HEADER;
    }

    int payloadOffset() {
        return ETHERNET_HEADER + length;
    }

    byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, payloadOffset(), payloadOffset() + payloadLength);
    }

    /** The sum of the pseudo-header (RFC 768, RFC 8200 section 8.1), not folded. */
    int pseudoSum(byte[] frame) {
        int addresses = source.family() == Family.IPV4
                ? sum(frame, ETHERNET_HEADER + 12, 8)
                : sum(frame, ETHERNET_HEADER + 8, 32);
        return addresses + protocol + payloadLength;
    }

    /** A new frame with both headers written and room for the payload. */
    byte[] frame(MacAddress destinationMac, MacAddress sourceMac, int trafficClass) {
        boolean ipv4 = source.family() == Family.IPV4;
        byte[] frame = Layout.frame(
                payloadOffset() + payloadLength, destinationMac, sourceMac, ipv4 ? ETHERTYPE_IPV4 : ETHERTYPE_IPV6);
        int at = ETHERNET_HEADER;
        if (ipv4) {
            frame[at] = 0x45;
            frame[at + 1] = (byte) trafficClass;
            put16(frame, at + 2, IPV4_HEADER + payloadLength);
            put16(frame, at + 4, identification);
            frame[at + 8] = (byte) timeToLive;
            frame[at + 9] = (byte) protocol;
            source.write(frame, at + 12);
            destination.write(frame, at + 16);
            put16(frame, at + 10, checksum(sum(frame, at, IPV4_HEADER)));
        } else {
            put16(frame, at, 6 << 12 | trafficClass << 4);
            put16(frame, at + 4, payloadLength);
            frame[at + 6] = (byte) protocol;
            frame[at + 7] = (byte) timeToLive;
            source.write(frame, at + 8);
            destination.write(frame, at + 24);
        }
        return frame;
    }

    /** Why there is no IP header to read; null if there is one. */
    static @Nullable FrameRejection check(byte[] frame) {
        if (frame.length < ETHERNET_HEADER) {
            return FrameRejection.TOO_SHORT;
        }
        return switch (get16(frame, Layout.ETHERTYPE)) {
            case ETHERTYPE_IPV4 -> checkIpv4(frame);
            case ETHERTYPE_IPV6 -> checkIpv6(frame);
            case Layout.ETHERTYPE_VLAN, 0x88a8, 0x9100 -> FrameRejection.VLAN_TAG;
            default -> FrameRejection.NOT_IP;
        };
    }

    private static @Nullable FrameRejection checkIpv4(byte[] frame) {
        int at = ETHERNET_HEADER;
        int available = frame.length - at;
        if (available < IPV4_HEADER) {
            return FrameRejection.TOO_SHORT;
        }
        if (get8(frame, at) >> 4 != 4) {
            return FrameRejection.IP_VERSION;
        }
        int headerLength = (get8(frame, at) & 0xf) * 4;
        int totalLength = get16(frame, at + 2);
        if (headerLength < IPV4_HEADER || headerLength > available || headerLength > totalLength) {
            return FrameRejection.HEADER_LENGTH;
        }
        if (totalLength > available) {
            return FrameRejection.TOTAL_LENGTH;
        }
        if (checksum(sum(frame, at, headerLength)) != 0) {
            return FrameRejection.HEADER_CHECKSUM;
        }
        return (get16(frame, at + 6) & MORE_FRAGMENTS_AND_OFFSET) != 0 ? FrameRejection.FRAGMENT : null;
    }

    private static @Nullable FrameRejection checkIpv6(byte[] frame) {
        int at = ETHERNET_HEADER;
        int available = frame.length - at;
        if (available < IPV6_HEADER) {
            return FrameRejection.TOO_SHORT;
        }
        if (get8(frame, at) >> 4 != 6) {
            return FrameRejection.IP_VERSION;
        }
        if (IPV6_HEADER + get16(frame, at + 4) > available) {
            return FrameRejection.TOTAL_LENGTH;
        }
        return get8(frame, at + 6) == NEXT_HEADER_FRAGMENT ? FrameRejection.FRAGMENT : null;
    }

    /** Reads the header of a frame that passed {@link #check}. */
    static IpHeader read(byte[] frame) {
        int at = ETHERNET_HEADER;
        if (get16(frame, Layout.ETHERTYPE) == ETHERTYPE_IPV4) {
            int length = (get8(frame, at) & 0xf) * 4;
            return new IpHeader(
                    IpAddress.read(Family.IPV4, frame, at + 12),
                    IpAddress.read(Family.IPV4, frame, at + 16),
                    get8(frame, at + 9),
                    get8(frame, at + 8),
                    get16(frame, at + 4),
                    length,
                    get16(frame, at + 2) - length);
        }
        return new IpHeader(
                IpAddress.read(Family.IPV6, frame, at + 8),
                IpAddress.read(Family.IPV6, frame, at + 24),
                get8(frame, at + 6),
                get8(frame, at + 7),
                0,
                IPV6_HEADER,
                get16(frame, at + 4));
    }
}
