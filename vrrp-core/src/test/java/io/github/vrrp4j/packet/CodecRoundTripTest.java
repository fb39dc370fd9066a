package io.github.vrrp4j.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Encoding and decoding undo each other. */
class CodecRoundTripTest {
    private static final int ROUNDS = 20_000;

    private final Seed seed = Seed.ofThisRun();
    private final RandomAdvertisements random = new RandomAdvertisements(seed.generator());

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        for (int round = 0; round < ROUNDS; round++) {
            Advertisement advertisement = random.next();
            IpAddress source = random.address(advertisement.family());
            IpAddress destination = random.address(advertisement.family());
            byte[] written = AdvertisementCodec.encode(advertisement, source, destination);

            Decoded read =
                    AdvertisementCodec.decode(written, 0, written.length, source, destination, formOf(advertisement));

            assertEquals(advertisement, read, () -> seed.toString());
            assertEquals(AdvertisementCodec.length(advertisement), written.length, () -> seed.toString());
        }
    }

    @Test
    void whatIsReadIsWrittenAsTheSame() {
        for (int round = 0; round < ROUNDS; round++) {
            Advertisement any = random.next();
            IpAddress source = random.address(any.family());
            IpAddress destination = random.address(any.family());
            byte[] bytes = canonicalBytes(any, source, destination);

            Advertisement read =
                    (Advertisement) AdvertisementCodec.decode(bytes, 0, bytes.length, source, destination, formOf(any));

            assertArrayEquals(bytes, AdvertisementCodec.encode(read, source, destination), () -> seed.toString());
        }
    }

    /** The bytes by the letter of the packet diagram. */
    private static byte[] canonicalBytes(Advertisement advertisement, IpAddress source, IpAddress destination) {
        boolean v2 = advertisement.version() == Version.V2;
        int size = advertisement.family() == Family.IPV4 ? 4 : 16;
        int count = advertisement.addresses().size();
        byte[] bytes = new byte[8 + count * size + (v2 ? 8 : 0)];
        bytes[0] = (byte) (v2 ? 0x21 : 0x31);
        bytes[1] = (byte) advertisement.vrid().value();
        bytes[2] = (byte) advertisement.priority();
        bytes[3] = (byte) count;
        int centiseconds = advertisement.interval().centiseconds();
        bytes[4] = (byte) (v2 ? advertisement.authentication().type() : centiseconds >> 8);
        bytes[5] = (byte) (v2 ? centiseconds / 100 : centiseconds);
        for (int i = 0; i < count; i++) {
            System.arraycopy(advertisement.addresses().get(i).bytes(), 0, bytes, 8 + i * size, size);
        }
        for (int i = 0; v2 && i < 8; i++) {
            bytes[bytes.length - 8 + i] = (byte) (advertisement.authentication().data() >>> (56 - 8 * i));
        }
        boolean pseudoHeader = advertisement.checksumForm() == ChecksumForm.PSEUDO_HEADER;
        return Messages.withChecksum(
                bytes, pseudoHeader ? Messages.pseudoHeaderSum(source, destination, bytes.length) : 0);
    }

    /** By chance a message may be valid in both forms: take only the one that it was written in. */
    private static ChecksumAcceptance formOf(Advertisement advertisement) {
        return advertisement.checksumForm() == ChecksumForm.PSEUDO_HEADER
                ? ChecksumAcceptance.PSEUDO_HEADER
                : ChecksumAcceptance.MESSAGE_ONLY;
    }
}
