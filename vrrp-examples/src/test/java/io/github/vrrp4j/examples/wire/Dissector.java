package io.github.vrrp4j.examples.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads Ethernet frames, with no code of the library: the judge must not share the mistakes of the judged. */
final class Dissector {
    private static final int ETHERNET_BYTES = 14;
    private static final int IPV6_BYTES = 40;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_AH = 51;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int PROTOCOL_VRRP = 112;
    private static final int VRRP_HEADER_BYTES = 8;
    private static final int NEIGHBOR_SOLICITATION = 135;
    private static final int NEIGHBOR_ADVERTISEMENT = 136;

    private final long timeNanos;
    private final ByteBuffer frame;
    private final boolean ipv6;

    /** What follows the IP header, and where it begins and ends. */
    private int protocol;

    private int at;
    private int end;

    private Dissector(long timeNanos, ByteBuffer frame) {
        this.timeNanos = timeNanos;
        this.frame = frame;
        ipv6 = u16(12) == ETHERTYPE_IPV6;
    }

    /** The packet in a frame, if it is of a kind that the tests look at. */
    static Optional<Packet> read(long timeNanos, byte[] frame) {
        return frame.length < ETHERNET_BYTES + 20
                ? Optional.empty()
                : new Dissector(timeNanos, ByteBuffer.wrap(frame)).packet();
    }

    private Optional<Packet> packet() {
        return switch (u16(12)) {
            case ETHERTYPE_ARP -> Optional.of(arp());
            case ETHERTYPE_IPV4 -> {
                protocol = u8(ETHERNET_BYTES + 9);
                at = ETHERNET_BYTES + 4 * (u8(ETHERNET_BYTES) & 0xf);
                end = ETHERNET_BYTES + u16(ETHERNET_BYTES + 2);
                yield inIp();
            }
            case ETHERTYPE_IPV6 -> {
                protocol = u8(ETHERNET_BYTES + 6);
                at = ETHERNET_BYTES + IPV6_BYTES;
                end = at + u16(ETHERNET_BYTES + 4);
                yield inIp();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Packet> inIp() {
        if (protocol == PROTOCOL_AH) {
            // RFC 4302 section 2: its length in words of four bytes, minus two.
            protocol = u8(at);
            at += 4 * (u8(at + 1) + 2);
        }
        return switch (protocol) {
            case PROTOCOL_VRRP -> Optional.of(advert());
            case PROTOCOL_ICMP -> echo(8, 0);
            case PROTOCOL_ICMPV6 ->
                switch (u8(at)) {
                    case NEIGHBOR_SOLICITATION, NEIGHBOR_ADVERTISEMENT -> Optional.of(neighbor());
                    default -> echo(128, 129);
                };
            default -> Optional.empty();
        };
    }

    private Arp arp() {
        int arp = ETHERNET_BYTES;
        return new Arp(
                timeNanos, mac(6), u16(arp + 6) == 1, mac(arp + 8), ip(arp + 14, 4), mac(arp + 18), ip(arp + 24, 4));
    }

    private Neighbor neighbor() {
        int flags = u8(at + 4);
        boolean solicitation = u8(at) == NEIGHBOR_SOLICITATION;
        boolean hasOption = at + 24 + 8 <= end && u8(at + 24) == (solicitation ? 1 : 2);
        return new Neighbor(
                timeNanos,
                mac(6),
                mac(0),
                solicitation,
                (flags & 0x80) != 0,
                (flags & 0x40) != 0,
                (flags & 0x20) != 0,
                destination(),
                ip(at + 8, 16),
                hasOption ? mac(at + 26) : "");
    }

    private Optional<Packet> echo(int request, int answer) {
        int type = u8(at);
        return type == request || type == answer
                ? Optional.of(new Echo(timeNanos, mac(6), source(), destination(), ttl(), type == answer))
                : Optional.empty();
    }

    private Advert advert() {
        int version = u8(at) >> 4;
        int size = ipv6 ? 16 : 4;
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < u8(at + 3) && at + VRRP_HEADER_BYTES + size * (i + 1) <= end; i++) {
            addresses.add(ip(at + VRRP_HEADER_BYTES + size * i, size));
        }
        return new Advert(
                timeNanos,
                mac(6),
                mac(0),
                source(),
                destination(),
                ipv6 || fold(sum(ETHERNET_BYTES, 4 * (u8(ETHERNET_BYTES) & 0xf))) == 0xffff,
                ttl(),
                version,
                u8(at) & 0xf,
                u8(at + 1),
                u8(at + 2),
                version == 2 ? u8(at + 4) : 0,
                version == 2 ? 1000 * u8(at + 5) : 10 * (u16(at + 4) & 0xfff),
                checksum(),
                addresses);
    }

    private Advert.Checksum checksum() {
        int message = sum(at, end - at);
        if (fold(message) == 0xffff) {
            return Advert.Checksum.MESSAGE;
        }
        int addresses = ipv6 ? sum(ETHERNET_BYTES + 8, 32) : sum(ETHERNET_BYTES + 12, 8);
        return fold(message + addresses + PROTOCOL_VRRP + end - at) == 0xffff
                ? Advert.Checksum.PSEUDO_HEADER_AND_MESSAGE
                : Advert.Checksum.WRONG;
    }

    private int ttl() {
        return u8(ETHERNET_BYTES + (ipv6 ? 7 : 8));
    }

    private String source() {
        return ipv6 ? ip(ETHERNET_BYTES + 8, 16) : ip(ETHERNET_BYTES + 12, 4);
    }

    private String destination() {
        return ipv6 ? ip(ETHERNET_BYTES + 24, 16) : ip(ETHERNET_BYTES + 16, 4);
    }

    private int sum(int from, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += u16(from + i);
        }
        return sum;
    }

    private static int fold(int sum) {
        int folded = (sum & 0xffff) + (sum >>> 16);
        return (folded & 0xffff) + (folded >>> 16);
    }

    private int u8(int index) {
        return frame.get(index) & 0xff;
    }

    private int u16(int index) {
        return frame.getShort(index) & 0xffff;
    }

    /** As people write it; of the runs of zeros that {@code ::} may stand for, the first one of two or more is taken. */
    private String ip(int index, int length) {
        try {
            byte[] bytes = Arrays.copyOfRange(frame.array(), index, index + length);
            return InetAddress.getByAddress(bytes).getHostAddress().replaceFirst("(^|:)0(:0)+(:|$)", "::");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // Only for other lengths.
        }
    }

    private String mac(int index) {
        return HexFormat.ofDelimiter(":").formatHex(frame.array(), index, index + 6);
    }
}
