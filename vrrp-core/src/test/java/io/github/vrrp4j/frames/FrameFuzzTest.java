package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives becomes a datagram or a reason, never an exception. */
class FrameFuzzTest {
    private static final int FRAMES = 100_000;
    private static final byte[][] SAMPLES = {
        VrrpFrameTest.V2_IPV4, VrrpFrameTest.V3_IPV4, VrrpFrameTest.V3_IPV4_UNICAST, VrrpFrameTest.V3_IPV6
    };

    private final long seed = Long.getLong("vrrp.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void randomBytesNeverThrow() {
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = new byte[random.nextInt(200)];
            random.nextBytes(frame);
            if (frame.length > 14 && random.nextBoolean()) {
                System.arraycopy(SAMPLES[random.nextInt(SAMPLES.length)], 12, frame, 12, 2);
            }
            assertNoThrow(frame);
        }
    }

    @Test
    void damagedFramesNeverThrowAndPayloadsStayWithinTheFrame() {
        int packets = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] sample = SAMPLES[random.nextInt(SAMPLES.length)];
            byte[] frame = Arrays.copyOf(sample, random.nextInt(4) > 0 ? sample.length : random.nextInt(110));
            for (int damage = random.nextInt(4); damage > 0 && frame.length > 0; damage--) {
                frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            }
            packets += assertNoThrow(frame) ? 1 : 0;
        }

        assertTrue(
                packets > FRAMES / 10, "seed " + seed + ": only " + packets + " of the frames were parsed to the end");
    }

    /** Whether it was a packet. */
    private boolean assertNoThrow(byte[] frame) {
        try {
            FrameContent content = VrrpFrame.parse(frame);
            if (content instanceof FrameContent.Packet packet) {
                int payload = packet.datagram().payload().length;
                assertTrue(payload + 34 <= frame.length, () -> "payload of " + payload + " in " + Bytes.hex(frame));
                return true;
            }
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("-Dvrrp.seed=" + seed + ", frame " + Bytes.hex(frame), e);
        }
    }
}
