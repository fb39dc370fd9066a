package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Frames of all the kinds that a capture hands over, most of them damaged. */
final class MutatedFrames {
    static final IpAddress OWN4 = IpAddress.of("10.9.0.11");
    static final IpAddress OWN6 = IpAddress.of("fe80::11");
    static final IpAddress GATEWAY4 = IpAddress.of("10.9.0.254");
    static final IpAddress GATEWAY6 = IpAddress.of("fe80::254");

    private static final IpAddress PEER4 = IpAddress.of("10.9.0.12");
    private static final IpAddress PEER6 = IpAddress.of("fe80::12");
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0012L);
    private static final int ETHERNET_HEADER = 14;

    private final Random random;
    private final List<byte[]> samples = new ArrayList<>();

    MutatedFrames(Random random) {
        this.random = random;
        sampleAdvertisements();
        sampleArp();
        sampleNeighborDiscovery();
    }

    /** Virtual routers that take multicast, unicast, both versions, and both kinds of authentication. */
    static List<VirtualRouterConfig> configs(String interfaceName) {
        return List.of(
                VirtualRouterConfig.on(interfaceName, 1)
                        .address("10.9.0.101")
                        .address("10.9.0.111")
                        .build(),
                VirtualRouterConfig.on(interfaceName, 2)
                        .preset(Preset.KEEPALIVED)
                        .address("10.9.0.102")
                        .authentication(AuthenticationKey.simpleText("secret"))
                        .build(),
                VirtualRouterConfig.on(interfaceName, 3)
                        .version(Version.V2)
                        .address("10.9.0.103")
                        .authentication(AuthenticationKey.header("secret"))
                        .build(),
                VirtualRouterConfig.on(interfaceName, 4)
                        .address("10.9.0.104")
                        .peer(OWN4.toString())
                        .peer(PEER4.toString())
                        .build(),
                VirtualRouterConfig.on(interfaceName, 5)
                        .address("10.9.0.105")
                        .coexistence()
                        .build(),
                VirtualRouterConfig.on(interfaceName, 6)
                        .adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                        .address("fe80::6:1")
                        .address("2001:db8:6::1")
                        .build());
    }

    /** What peers with the same configuration send. */
    private void sampleAdvertisements() {
        VrrpRouter peer = new VrrpRouter(new Sampler(), Hooks.NONE, HostLane.INLINE);
        peer.link("eth0", LinkStatus.up(List.of(PEER4, PEER6)), 0);
        for (VirtualRouterConfig config : configs("eth0")) {
            peer.add(config, 0);
            peer.start(config.id(), 0);
        }
        peer.expire(20_000_000_000L);
        for (VirtualRouterId id : peer.ids()) {
            peer.stop(id, 20_000_000_000L);
        }
    }

    private void sampleArp() {
        IpAddress virtual = IpAddress.of("10.9.0.101");
        byte[] probe = ArpFrame.request(new MacAddress(0x0200_0000_0011L), OWN4, GATEWAY4);
        samples.add(ArpFrame.request(MAC, PEER4, virtual));
        samples.add(ArpFrame.request(MAC, IpAddress.of("0.0.0.0"), virtual));
        samples.add(AnnouncementFrame.build(
                MAC, new Announcement.GratuitousArp(Optional.empty(), virtual, Optional.empty())));
        samples.add(ArpFrame.reply(MAC, (FrameContent.Arp) EthernetFrame.parse(probe)));
    }

    private void sampleNeighborDiscovery() {
        IpAddress virtual = IpAddress.of("2001:db8:6::1");
        var probe = new FrameContent.NeighborSolicitation(OWN6, GATEWAY6, Optional.empty());
        samples.add(NeighborFrame.solicitation(MAC, PEER6, virtual));
        samples.add(NeighborFrame.solicitation(MAC, IpAddress.of("::"), virtual));
        samples.add(NeighborFrame.advertisement(MAC, MAC, probe, true));
    }

    byte[] next() {
        byte[] sample = samples.get(random.nextInt(samples.size()));
        byte[] frame = random.nextInt(50) == 0 ? tagged(sample) : sample.clone();
        int damages = random.nextInt(5);
        for (int i = 0; i < damages && frame.length > 0; i++) {
            frame = damaged(frame);
        }
        if (damages > 0 && random.nextBoolean()) {
            repairChecksums(frame);
        }
        return frame;
    }

    private byte[] damaged(byte[] frame) {
        int at = random.nextInt(frame.length);
        switch (random.nextInt(12)) {
            case 0 -> frame[at] = (byte) random.nextInt();
            case 1 -> frame[at] = 0;
            case 2 -> frame[at] = (byte) 0xff;
            case 3 -> {
                return Arrays.copyOf(frame, at);
            }
            case 4 -> {
                return Arrays.copyOf(frame, frame.length + random.nextInt(60));
            }
            case 5 -> {
                byte[] other = samples.get(random.nextInt(samples.size()));
                int length = Math.min(frame.length, other.length) - at;
                System.arraycopy(other, length > 0 ? at : 0, frame, length > 0 ? at : 0, Math.max(length, 0));
            }
            case 6 -> System.arraycopy(frame, 0, frame, at, random.nextInt(frame.length - at + 1));
            default -> frame[at] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    private byte[] tagged(byte[] frame) {
        byte[] tagged = new byte[frame.length + 4];
        System.arraycopy(frame, 0, tagged, 0, 12);
        tagged[12] = (byte) (random.nextBoolean() ? 0x81 : 0x88);
        tagged[13] = (byte) (tagged[12] == (byte) 0x81 ? 0x00 : 0xa8);
        tagged[15] = (byte) random.nextInt();
        System.arraycopy(frame, 12, tagged, 16, frame.length - 12);
        return tagged;
    }

    /** So that what lies behind the checksums is reached, too. */
    private static void repairChecksums(byte[] frame) {
        if (frame.length < ETHERNET_HEADER + 20) {
            return;
        }
        if (frame[12] == 0x08 && frame[13] == 0x00) {
            int length = Math.min((frame[14] & 0xf) * 4, frame.length - ETHERNET_HEADER);
            repair(frame, 24, ETHERNET_HEADER, length, 0);
            int payload = ETHERNET_HEADER + length;
            repair(frame, payload + 6, payload, frame.length - payload, 0);
        } else if (frame[12] == (byte) 0x86 && frame.length > 54 + 8) {
            int length = frame.length - 54;
            int pseudo = sum(frame, 22, 32) + (frame[20] & 0xff) + length;
            repair(frame, (frame[20] & 0xff) == Datagram.VRRP ? 60 : 56, 54, length, pseudo);
        }
    }

    private static void repair(byte[] frame, int field, int start, int length, int pseudoSum) {
        if (field + 2 <= frame.length && length > 0) {
            frame[field] = 0;
            frame[field + 1] = 0;
            int sum = pseudoSum + sum(frame, start, length);
            sum = (sum & 0xffff) + (sum >>> 16);
            sum = ~(sum + (sum >>> 16));
            frame[field] = (byte) (sum >>> 8);
            frame[field + 1] = (byte) sum;
        }
    }

    private static int sum(byte[] frame, int start, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (frame[start + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private final class Sampler implements Transport {
        @Override
        public void open(String interfaceName, Receiver receiver) {}

        @Override
        public void send(VirtualRouterConfig router, Datagram datagram) {
            samples.add(VrrpFrame.build(MAC, MAC, datagram));
        }

        @Override
        public void close() {}
    }
}
