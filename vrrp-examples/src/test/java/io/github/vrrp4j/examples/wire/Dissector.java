package io.github.vrrp4j.examples.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads Ethernet frames, with no code of the library: the judge must not share the mistakes of the judged. */
final class Dissector {
    private static final int ETHERNET_BYTES = 14;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_VRRP = 112;
    private static final int VRRP_HEADER_BYTES = 8;

    private final long timeNanos;
    private final ByteBuffer frame;

    private Dissector(long timeNanos, ByteBuffer frame) {
        this.timeNanos = timeNanos;
        this.frame = frame;
    }

    /** The packet in a frame, if it is of a kind that the tests look at. */
    static Optional<Packet> read(long timeNanos, byte[] frame) {
        return frame.length < ETHERNET_BYTES + 20
                ? Optional.empty()
                : new Dissector(timeNanos, ByteBuffer.wrap(frame)).packet();
    }

    private Optional<Packet> packet() {
        int etherType = u16(12);
        if (etherType == ETHERTYPE_ARP) {
            return Optional.of(arp());
        }
        if (etherType != ETHERTYPE_IPV4) {
            return Optional.empty();
        }
        int protocol = u8(ETHERNET_BYTES + 9);
        if (protocol == PROTOCOL_VRRP) {
            return Optional.of(advert());
        }
        return protocol == PROTOCOL_ICMP ? echo() : Optional.empty();
    }

    private Arp arp() {
        int at = ETHERNET_BYTES;
        return new Arp(timeNanos, mac(6), u16(at + 6) == 1, mac(at + 8), ipv4(at + 14), mac(at + 18), ipv4(at + 24));
    }

    private Optional<Packet> echo() {
        int type = u8(payload());
        return type == 0 || type == 8
                ? Optional.of(new Echo(timeNanos, mac(6), source(), destination(), type == 0))
                : Optional.empty();
    }

    private Advert advert() {
        int at = payload();
        int length = ETHERNET_BYTES + u16(ETHERNET_BYTES + 2) - at;
        int version = u8(at) >> 4;
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < u8(at + 3) && VRRP_HEADER_BYTES + 4 * i + 4 <= length; i++) {
            addresses.add(ipv4(at + VRRP_HEADER_BYTES + 4 * i));
        }
        return new Advert(
                timeNanos,
                mac(6),
                mac(0),
                source(),
                destination(),
                fold(sum(ETHERNET_BYTES, at - ETHERNET_BYTES)) == 0xffff,
                u8(ETHERNET_BYTES + 8),
                version,
                u8(at) & 0xf,
                u8(at + 1),
                u8(at + 2),
                version == 2 ? 1000 * u8(at + 5) : 10 * (u16(at + 4) & 0xfff),
                checksum(at, length),
                addresses);
    }

    private Advert.Checksum checksum(int at, int length) {
        int message = sum(at, length);
        if (fold(message) == 0xffff) {
            return Advert.Checksum.MESSAGE;
        }
        int pseudoHeader = sum(ETHERNET_BYTES + 12, 8) + PROTOCOL_VRRP + length;
        return fold(message + pseudoHeader) == 0xffff
                ? Advert.Checksum.PSEUDO_HEADER_AND_MESSAGE
                : Advert.Checksum.WRONG;
    }

    private int payload() {
        return ETHERNET_BYTES + 4 * (u8(ETHERNET_BYTES) & 0xf);
    }

    private String source() {
        return ipv4(ETHERNET_BYTES + 12);
    }

    private String destination() {
        return ipv4(ETHERNET_BYTES + 16);
    }

    private int sum(int at, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += u16(at + i);
        }
        return sum;
    }

    private static int fold(int sum) {
        int folded = (sum & 0xffff) + (sum >>> 16);
        return (folded & 0xffff) + (folded >>> 16);
    }

    private int u8(int at) {
        return frame.get(at) & 0xff;
    }

    private int u16(int at) {
        return frame.getShort(at) & 0xffff;
    }

    private String ipv4(int at) {
        return u8(at) + "." + u8(at + 1) + "." + u8(at + 2) + "." + u8(at + 3);
    }

    private String mac(int at) {
        return HexFormat.ofDelimiter(":").formatHex(frame.array(), at, at + 6);
    }
}
