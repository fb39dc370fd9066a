package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What an enemy on the link can send that a router must not believe: advertisements that would take every address, if one thing were
 * not wrong with them that RFC 9568 section 7.1 has checked; those of virtual routers that nobody runs; damaged ones; and all kinds of
 * ARP. Left out is what VRRP believes by design, since it has no authentication: a flawless advertisement of a virtual router
 * that is run here moves its address, whoever sends it.
 */
final class HostileFrames {
    private static final IpAddress ENEMY = IpAddress.of("10.9.0.9");
    private static final IpAddress LINK_LOCAL = IpAddress.of("fe80::aff:fe09:9");
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4_HEADER = 20;
    private static final int IPV4_ADDRESSES = ETHERNET_HEADER + 12;
    private static final int MESSAGE = ETHERNET_HEADER + IPV4_HEADER;

    /** Of the enemy. */
    private final MacAddress mac;

    private final Random random;

    HostileFrames(MacAddress mac, Random random) {
        this.mac = mac;
        this.random = random;
    }

    byte[] next() {
        return switch (random.nextInt(16)) {
            case 0 -> frame(source(), Family.IPV4.group(), random.nextInt(255), plausible());
            case 1 -> repaired(0, random.nextInt(16) << 4 & 0xd0 | 1); // version 0, 1, 4, 5 ...: never 3
            case 2 -> repaired(0, 0x30 | 2 + random.nextInt(14)); // not an advertisement
            case 3 -> repaired(1, 0); // VRID 0
            case 4 -> repaired(3, random.nextBoolean() ? 0 : 2 + random.nextInt(254)); // address count
            case 5 -> withoutInterval();
            case 6 -> version2();
            case 7 -> ofNobody();
            case 8 -> fromNowhere();
            case 9 -> frame(source(), IpAddress.of("224.0.0.5"), 255, plausible()); // another group
            case 10 -> withBrokenIpHeader();
            case 11 -> Arrays.copyOf(flawless(), ETHERNET_HEADER + random.nextInt(IPV4_HEADER + 12)); // cut off
            case 12 -> resolution();
            case 13 -> withWrongChecksum();
            default -> damaged();
        };
    }

    private int vrid() {
        return 1 + random.nextInt(Fleet.SIZE);
    }

    /** The enemy itself, or who is believed most. */
    private IpAddress source() {
        return random.nextBoolean() ? ENEMY : IpAddress.of("10.9.0." + (1 + random.nextInt(2)));
    }

    /** A message that would take an address. */
    private byte[] plausible() {
        int vrid = vrid();
        int priority = random.nextInt(4) == 0 ? 0 : 151 + random.nextInt(105);
        return encode(Advertisement.v3(
                new Vrid(vrid),
                priority,
                Interval.of(Fleet.INTERVAL),
                ChecksumForm.MESSAGE_ONLY,
                List.of(Fleet.address(vrid))));
    }

    private static byte[] encode(Advertisement advertisement) {
        return AdvertisementCodec.encode(advertisement, ENEMY, Family.IPV4.group());
    }

    private byte[] frame(IpAddress source, IpAddress destination, int timeToLive, byte[] message) {
        return VrrpFrame.build(mac, new Datagram(source, destination, timeToLive, message));
    }

    private byte[] multicast(byte[] message) {
        return frame(source(), Family.IPV4.group(), 255, message);
    }

    /** Never sent as it is. */
    private byte[] flawless() {
        return multicast(plausible());
    }

    /** One byte of the message is another one, and the checksum is right. */
    private byte[] repaired(int index, int value) {
        byte[] message = plausible();
        message[index] = (byte) value;
        return multicast(withChecksum(message));
    }

    private byte[] withoutInterval() {
        byte[] message = plausible();
        message[4] = (byte) (random.nextInt(16) << 4);
        message[5] = 0;
        return multicast(withChecksum(message));
    }

    private byte[] version2() {
        int vrid = vrid();
        return multicast(encode(Advertisement.v2(
                new Vrid(vrid), 255, Interval.ofSeconds(1 + random.nextInt(255)), List.of(Fleet.address(vrid)))));
    }

    /** Over IPv6 there is no virtual router here. */
    private byte[] ofNobody() {
        Advertisement advertisement = Advertisement.v3(
                new Vrid(vrid()),
                255,
                Interval.of(Fleet.INTERVAL),
                ChecksumForm.PSEUDO_HEADER,
                List.of(IpAddress.of("fe80::1")));
        byte[] message = AdvertisementCodec.encode(advertisement, LINK_LOCAL, Family.IPV6.group());
        return frame(LINK_LOCAL, Family.IPV6.group(), 255, message);
    }

    private byte[] fromNowhere() {
        List<String> sources = List.of("0.0.0.0", "127.0.0.1", "224.0.0.18", "255.255.255.255");
        IpAddress source = IpAddress.of(sources.get(random.nextInt(sources.size())));
        return frame(source, Family.IPV4.group(), 255, plausible());
    }

    /** Its checksum is wrong. */
    private byte[] withBrokenIpHeader() {
        byte[] frame = flawless();
        frame[ETHERNET_HEADER + 10] ^= (byte) (1 << random.nextInt(8));
        return frame;
    }

    private byte[] withWrongChecksum() {
        byte[] message = plausible();
        message[6] ^= (byte) (1 << random.nextInt(8));
        return multicast(message);
    }

    /** Some bytes are others; one whose checksum happens to be right is damaged again. */
    private byte[] damaged() {
        byte[] frame = withWrongChecksum();
        do {
            for (int i = random.nextInt(6); i >= 0; i--) {
                frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
            }
        } while (hasRightChecksum(frame));
        return frame;
    }

    /** In either form in use. Not for the decoder to say, since it is the decoder that must not believe the others. */
    private static boolean hasRightChecksum(byte[] frame) {
        int message = sum(frame, MESSAGE, frame.length);
        int pseudoHeader = sum(frame, IPV4_ADDRESSES, MESSAGE) + Datagram.VRRP + frame.length - MESSAGE;
        return fold(message) == 0xffff || fold(message + pseudoHeader) == 0xffff;
    }

    /** The enemy says that it has the addresses, and asks who has them. */
    private byte[] resolution() {
        IpAddress virtual = Fleet.address(vrid());
        return switch (random.nextInt(4)) {
            case 0 ->
                AnnouncementFrame.build(
                        mac, new Announcement.GratuitousArp(Optional.empty(), virtual, Optional.empty()));
            case 1 -> ArpFrame.reply(mac, new FrameContent.Arp(true, mac, ENEMY, mac, virtual));
            case 2 -> NeighborFrame.solicitation(mac, LINK_LOCAL, IpAddress.of("2001:db8:9::1"));
            default -> ArpFrame.request(mac, ENEMY, virtual);
        };
    }

    private static byte[] withChecksum(byte[] message) {
        message[6] = 0;
        message[7] = 0;
        int checksum = ~fold(sum(message, 0, message.length));
        message[6] = (byte) (checksum >>> 8);
        message[7] = (byte) checksum;
        return message;
    }

    private static int sum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += (bytes[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static int fold(int sum) {
        int folded = (sum & 0xffff) + (sum >>> 16);
        return (folded & 0xffff) + (folded >>> 16);
    }
}
