package io.github.vrrp4j.frames;

import static io.github.vrrp4j.frames.Layout.get32;
import static io.github.vrrp4j.frames.Layout.get8;
import static io.github.vrrp4j.frames.Layout.put16;
import static io.github.vrrp4j.frames.Layout.put32;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Neighbor Discovery for IPv6 (RFC 4861 sections 4.3 and 4.4). Stateless; any thread may use it. */
public final class NeighborFrame {
    /** The group of all nodes on a link, which unsolicited advertisements go to. */
    static final IpAddress ALL_NODES = IpAddress.of("ff02::1");

    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int MESSAGE = 24;
    private static final int OPTION = 8;
    private static final int OPTION_SOURCE = 1;
    private static final int OPTION_TARGET = 2;
    private static final int ROUTER = 0x8000_0000;
    private static final int SOLICITED = 0x4000_0000;
    private static final int OVERRIDE = 0x2000_0000;
    /** RFC 4861 section 7.1: receivers ask for it. */
    private static final int HOP_LIMIT = 255;

    private NeighborFrame() {}

    /**
     * Builds a solicitation to the solicited-node group of its target.
     *
     * @param sourceMac the MAC address of the sender
     * @param source the IPv6 address of the sender; unspecified to ask whether the target is free (RFC 4862 section 5.4.2)
     * @param target the IPv6 address that is asked for
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if an address is not an IPv6 address
     */
    public static byte[] solicitation(MacAddress sourceMac, IpAddress source, IpAddress target) {
        IpAddress group = solicitedNode(target);
        return build(MacAddress.ofMulticast(group), sourceMac, source, group, SOLICITATION, 0, target);
    }

    /**
     * Builds a solicitation to one host, to confirm what is known of it (RFC 4861 section 7.3).
     *
     * @param destinationMac the MAC address that is to be confirmed
     * @param sourceMac the MAC address of the sender
     * @param source the IPv6 address of the sender
     * @param target the IPv6 address that is asked for
     * @return the frame, without padding and frame check sequence
     * @throws IllegalArgumentException if an address is not an IPv6 address
     */
    public static byte[] solicitation(
            MacAddress destinationMac, MacAddress sourceMac, IpAddress source, IpAddress target) {
        return build(destinationMac, sourceMac, source, target, SOLICITATION, 0, target);
    }

    /**
     * Builds the answer to a solicitation.
     *
     * @param answering the MAC address that answers, also the one that the frame comes from
     * @param asking the MAC address of the one who asked
     * @param solicitation what was asked
     * @param router the R flag
     * @return the frame, without padding and frame check sequence
     */
    public static byte[] advertisement(
            MacAddress answering, MacAddress asking, FrameContent.NeighborSolicitation solicitation, boolean router) {
        IpAddress target = solicitation.target();
        int flags = (router ? ROUTER : 0) | OVERRIDE;
        return solicitation.source().isUnspecified()
                ? unsolicited(answering, target, router)
                : build(asking, answering, target, solicitation.source(), ADVERTISEMENT, flags | SOLICITED, target);
    }

    /** An advertisement to all nodes that overrides what they knew. Its source is the target itself. */
    static byte[] unsolicited(MacAddress sender, IpAddress target, boolean router) {
        int flags = router ? ROUTER | OVERRIDE : OVERRIDE;
        return build(MacAddress.ofMulticast(ALL_NODES), sender, target, ALL_NODES, ADVERTISEMENT, flags, target);
    }

    /**
     * The group to which questions for an address go, and which whoever answers for it listens to (RFC 4291 section 2.7.1).
     *
     * @param address an IPv6 address
     * @return a group within ff02::1:ff00:0/104
     * @throws IllegalArgumentException if this is not an IPv6 address
     */
    public static IpAddress solicitedNode(IpAddress address) {
        Layout.requireFamily(Family.IPV6, address);
        return new IpAddress(Family.IPV6, 0xff02_0000_0000_0000L, 0x0000_0001_ff00_0000L | (address.low() & 0xff_ffff));
    }

    private static byte[] build(
            MacAddress destinationMac,
            MacAddress sourceMac,
            IpAddress source,
            IpAddress destination,
            int type,
            int flags,
            IpAddress target) {
        Layout.requireFamily(Family.IPV6, source);
        Layout.requireFamily(Family.IPV6, target);
        int option = source.isUnspecified() ? 0 : OPTION; // RFC 4861 section 4.3: nobody is to learn from it
        IpHeader header = new IpHeader(source, destination, IpHeader.ICMPV6, HOP_LIMIT, MESSAGE + option);
        byte[] frame = header.frame(destinationMac, sourceMac, 0);
        int at = header.payloadOffset();
        frame[at] = (byte) type;
        put32(frame, at + 4, flags);
        target.write(frame, at + 8);
        if (option > 0) {
            frame[at + MESSAGE] = (byte) (type == SOLICITATION ? OPTION_SOURCE : OPTION_TARGET);
            frame[at + MESSAGE + 1] = OPTION / 8;
            sourceMac.write(frame, at + MESSAGE + 2);
        }
        put16(frame, at + 2, Layout.checksum(header.pseudoSum(frame) + Layout.sum(frame, at, header.payloadLength())));
        return frame;
    }

    /** Reads an ICMPv6 message, with the checks of RFC 4861 sections 7.1.1 and 7.1.2. */
    static FrameContent parse(byte[] frame, IpHeader header) {
        int at = header.payloadOffset();
        int length = header.payloadLength();
        int type = length == 0 ? 0 : get8(frame, at);
        if (type != SOLICITATION && type != ADVERTISEMENT) {
            return FrameRejection.PROTOCOL;
        }
        if (length < MESSAGE || header.timeToLive() != HOP_LIMIT || get8(frame, at + 1) != 0) {
            return FrameRejection.MALFORMED;
        }
        if (Layout.checksum(header.pseudoSum(frame) + Layout.sum(frame, at, length)) != 0) {
            return FrameRejection.PAYLOAD_CHECKSUM;
        }
        IpAddress target = IpAddress.read(Family.IPV6, frame, at + 8);
        if (target.isMulticast() || header.source().isMulticast() || !optionsFit(frame, at + MESSAGE, at + length)) {
            return FrameRejection.MALFORMED;
        }
        if (type == SOLICITATION) {
            MacAddress mac = option(frame, OPTION_SOURCE, at + MESSAGE, at + length);
            return header.source().isUnspecified()
                            && (mac != null || !header.destination().equals(solicitedNode(target)))
                    ? FrameRejection.MALFORMED
                    : new FrameContent.NeighborSolicitation(header.source(), target, Optional.ofNullable(mac));
        }
        int flags = get32(frame, at + 4);
        if ((flags & SOLICITED) != 0 && header.destination().isMulticast()) {
            return FrameRejection.MALFORMED;
        }
        return new FrameContent.NeighborAdvertisement(
                header.source(),
                target,
                (flags & ROUTER) != 0,
                (flags & SOLICITED) != 0,
                (flags & OVERRIDE) != 0,
                Optional.ofNullable(option(frame, OPTION_TARGET, at + MESSAGE, at + length)));
    }

    private static boolean optionsFit(byte[] frame, int start, int end) {
        int at = start;
        while (at + 2 <= end && get8(frame, at + 1) > 0) {
            at += get8(frame, at + 1) * 8;
        }
        return at == end;
    }

    private static @Nullable MacAddress option(byte[] frame, int wanted, int start, int end) {
        for (int at = start; at < end; at += get8(frame, at + 1) * 8) {
            if (get8(frame, at) == wanted) {
                return MacAddress.read(frame, at + 2);
            }
        }
        return null;
    }
}
