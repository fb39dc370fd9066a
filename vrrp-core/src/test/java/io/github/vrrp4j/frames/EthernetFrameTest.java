package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A frame of any kind is told from the others, and none makes the reader throw. */
class EthernetFrameTest {
    private static final int FRAMES = 100_000;
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    private static final IpAddress IPV4 = IpAddress.of("192.0.2.11");
    private static final IpAddress IPV6 = IpAddress.of("fe80::b");
    private static final byte[][] SAMPLES = {
        VrrpFrameTest.V3_IPV4,
        VrrpFrameTest.V3_IPV6,
        ArpFrame.request(MAC, IPV4, IpAddress.of("192.0.2.1")),
        NeighborFrame.solicitation(MAC, IPV6, IpAddress.of("fe80::1")),
        NeighborFrame.unsolicited(MAC, IPV6, true),
        UdpFrame.build(MAC, MAC, new FrameContent.Udp(IPV4, IpAddress.of("192.0.2.1"), 1, 2, new byte[5])),
        UdpFrame.build(MAC, MAC, new FrameContent.Udp(IPV6, IpAddress.of("fe80::1"), 1, 2, new byte[5])),
    };

    @Test
    void eachKindIsRead() {
        assertInstanceOf(FrameContent.Packet.class, EthernetFrame.parse(SAMPLES[0]));
        assertInstanceOf(FrameContent.Packet.class, EthernetFrame.parse(SAMPLES[1]));
        assertInstanceOf(FrameContent.Arp.class, EthernetFrame.parse(SAMPLES[2]));
        assertInstanceOf(FrameContent.NeighborSolicitation.class, EthernetFrame.parse(SAMPLES[3]));
        assertInstanceOf(FrameContent.NeighborAdvertisement.class, EthernetFrame.parse(SAMPLES[4]));
        assertInstanceOf(FrameContent.Udp.class, EthernetFrame.parse(SAMPLES[5]));
        assertInstanceOf(FrameContent.Udp.class, EthernetFrame.parse(SAMPLES[6]));
    }

    @Test
    void icmpv6OverIpv4IsNothing() {
        byte[] frame = VrrpFrameTest.V3_IPV4.clone();
        frame[23] = 58;
        frame[25] = (byte) (frame[25] + 112 - 58); // the header checksum, which has no carry here

        assertEquals(FrameRejection.PROTOCOL, EthernetFrame.parse(frame));
    }

    @Test
    void anEmptyFrameIsTooShort() {
        assertEquals(FrameRejection.TOO_SHORT, EthernetFrame.parse(new byte[0]));
    }

    @Test
    void damagedFramesNeverThrow() {
        long seed = Long.getLong("vrrp.seed", System.nanoTime());
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] sample = SAMPLES[random.nextInt(SAMPLES.length)];
            byte[] frame = Arrays.copyOf(sample, random.nextInt(4) > 0 ? sample.length : random.nextInt(110));
            for (int damage = random.nextInt(4); damage > 0 && frame.length > 0; damage--) {
                frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read += EthernetFrame.parse(frame) instanceof FrameRejection ? 0 : 1;
            } catch (RuntimeException e) {
                throw new AssertionError("-Dvrrp.seed=" + seed + ", frame " + Bytes.hex(frame), e);
            }
        }
        if (read < FRAMES / 10) {
            throw new AssertionError("-Dvrrp.seed=" + seed + ": only " + read + " frames were read to the end");
        }
    }

    @Test
    void aTagThatSaysOnlyAPriorityIsTakenOff() {
        byte[] tagged = Bytes.of("01005e000012 00005e000133 8100 e000 0800 4500");
        byte[] untagged = Bytes.of("01005e000012 00005e000133 0800 4500");

        assertEquals(Bytes.hex(untagged), Bytes.hex(EthernetFrame.withoutPriorityTag(tagged)));
    }

    @Test
    void framesWithoutATagOrWithOneOfAVlanStayAsTheyAre() {
        for (String hex : new String[] {
            "01005e000012 00005e000133 8100 e007 0800 4500", "01005e000012 00005e000133 0800 4500", "01005e000012", ""
        }) {
            byte[] frame = Bytes.of(hex);

            assertSame(frame, EthernetFrame.withoutPriorityTag(frame));
        }
    }
}
