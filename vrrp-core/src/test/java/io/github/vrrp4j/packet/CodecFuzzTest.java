package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * ext-fuzz-01: whatever bytes arrive, decoding answers and does not throw. {@code -Dvrrp.fuzz.decodes} says how many times,
 * {@code -Dvrrp.seed} repeats a run.
 */
class CodecFuzzTest {
    private static final long DECODES = Long.getLong("vrrp.fuzz.decodes", 1_000_000);
    private static final int LONGEST = 65_535;
    /** What a message by itself can be rejected for. */
    private static final Set<Rejection> REASONS = EnumSet.of(
            Rejection.PACKET_LENGTH,
            Rejection.VERSION,
            Rejection.VRID,
            Rejection.TYPE,
            Rejection.CHECKSUM,
            Rejection.ADDRESS_COUNT_ZERO,
            Rejection.INTERVAL_ZERO,
            Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL,
            Rejection.AUTHENTICATION_TYPE_UNKNOWN);

    private final Seed seed = Seed.ofThisRun();
    private final RandomGenerator random = seed.generator();
    private final RandomAdvertisements addresses = new RandomAdvertisements(random);
    private final List<Messages.Example> examples = Messages.examples().toList();
    private final List<byte[]> exampleBytes =
            examples.stream().map(Messages.Example::bytes).toList();
    private final ChecksumAcceptance[] acceptances = ChecksumAcceptance.values();
    private final byte[] buffer = new byte[LONGEST];

    private IpAddress source = Messages.SENDER;
    private IpAddress destination = Messages.GROUP;
    private int length;

    @Test
    @Proves(value = "ext-fuzz-01", by = POSITIVE)
    void noBytesMakeTheDecoderThrow() {
        Set<Rejection> seen = EnumSet.noneOf(Rejection.class);
        long accepted = 0;
        for (long i = 0; i < DECODES; i++) {
            generate();
            Decoded decoded = decodeOnce(acceptances[random.nextInt(acceptances.length)]);
            if (decoded instanceof Rejection rejection) {
                seen.add(rejection);
            } else {
                accepted++;
                assertSaysWhatTheBytesSay((Advertisement) decoded);
            }
        }
        assertTrue(accepted > 0, () -> "nothing was accepted; " + seed);
        assertEquals(REASONS, seen, () -> seed.toString());
    }

    private Decoded decodeOnce(ChecksumAcceptance accepted) {
        try {
            return AdvertisementCodec.decode(buffer, 0, length, source, destination, accepted);
        } catch (RuntimeException thrown) {
            throw new AssertionError(thrown + " for " + shown() + "; " + seed, thrown);
        }
    }

    private void generate() {
        int kind = random.nextInt(1_000);
        if (kind == 0) {
            noise(random.nextInt(LONGEST + 1));
        } else if (kind < 200) {
            noise(random.nextInt(64));
            headerOfAMessage();
        } else {
            mutatedExample();
        }
        if (length >= 8 && random.nextBoolean()) {
            repairChecksum();
        }
    }

    private void noise(int size) {
        length = size;
        Family family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
        source = addresses.address(family);
        destination = addresses.address(family);
        for (int i = 0; i < size; i++) {
            buffer[i] = (byte) random.nextInt();
        }
    }

    /** Pure noise hardly gets past the first byte. */
    private void headerOfAMessage() {
        if (length >= 8 && random.nextBoolean()) {
            boolean v2 = random.nextBoolean();
            int addressBytes = source.family() == Family.IPV4 ? 4 : 16;
            buffer[0] = (byte) (v2 ? 0x21 : 0x31);
            buffer[3] = (byte) ((length - (v2 ? 16 : 8)) / addressBytes);
        }
    }

    private void mutatedExample() {
        int which = random.nextInt(examples.size());
        byte[] bytes = exampleBytes.get(which);
        source = examples.get(which).source();
        destination = examples.get(which).destination();
        length = bytes.length;
        System.arraycopy(bytes, 0, buffer, 0, length);
        int mutations = random.nextInt(5);
        for (int i = 0; i < mutations && length > 0; i++) {
            mutate();
        }
    }

    private void mutate() {
        int at = random.nextInt(length);
        switch (random.nextInt(8)) {
            case 0 -> buffer[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> buffer[at] = (byte) random.nextInt();
            case 2 -> buffer[at] = 0;
            case 3 -> buffer[at] = (byte) 0xff;
            case 4 -> length = at;
            case 5 -> grow(random.nextInt(1, 40));
            case 6 -> buffer[random.nextInt(Math.min(length, 8))] = (byte) random.nextInt();
            default -> System.arraycopy(buffer, 0, buffer, at, random.nextInt(length - at + 1));
        }
    }

    private void grow(int bytes) {
        Arrays.fill(buffer, length, length + bytes, (byte) random.nextInt(2));
        length += bytes;
    }

    /** So that the checks behind the checksum are reached, too. */
    private void repairChecksum() {
        byte[] message = Arrays.copyOf(buffer, length);
        boolean pseudoHeader = source.family() == Family.IPV6 || random.nextBoolean();
        Messages.withChecksum(message, pseudoHeader ? Messages.pseudoHeaderSum(source, destination, length) : 0);
        System.arraycopy(message, 0, buffer, 0, length);
    }

    private void assertSaysWhatTheBytesSay(Advertisement advertisement) {
        boolean v2 = advertisement.version() == Version.V2;
        int addressBytes = source.family() == Family.IPV4 ? 4 : 16;
        int interval = v2 ? (buffer[5] & 0xff) * 100 : (buffer[4] & 0x0f) << 8 | buffer[5] & 0xff;
        boolean same = buffer[0] == (v2 ? 0x21 : 0x31)
                && advertisement.vrid().value() == (buffer[1] & 0xff)
                && advertisement.priority() == (buffer[2] & 0xff)
                && advertisement.addresses().size() == (buffer[3] & 0xff)
                && advertisement.interval().centiseconds() == interval
                && advertisement.family() == source.family()
                && length == 8 + advertisement.addresses().size() * addressBytes + (v2 ? 8 : 0);
        assertTrue(same, () -> advertisement + " from " + shown() + "; " + seed);
        byte[] written = AdvertisementCodec.encode(advertisement, source, destination);
        assertTrue(
                Arrays.equals(written, 8, length - (v2 ? 8 : 0), buffer, 8, length - (v2 ? 8 : 0)),
                () -> "addresses of " + shown() + "; " + seed);
    }

    private String shown() {
        return HexFormat.of().formatHex(buffer, 0, length) + " from " + source + " to " + destination;
    }
}
