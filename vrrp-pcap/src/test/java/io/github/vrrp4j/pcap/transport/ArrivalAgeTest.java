package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalAgeTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 123_456);

    @Test
    void anAgeIsTheTimeSinceTheKernelSawTheFrame() {
        assertEquals(0, age(NOW));
        assertEquals(35_000, age(NOW.minusNanos(35_000)));
        assertEquals(200_000, age(NOW.minusNanos(200_000))); // in the second before
        assertEquals(3_000_000_001L, age(NOW.minusNanos(3_000_000_001L)));
    }

    @Test
    void aFrameOfTheFutureIsNewBecauseTheClockWasSetBack() {
        assertEquals(0, age(NOW.plusSeconds(3600)));
    }

    private static long age(Instant arrived) {
        return Wire.ageNanos(Timestamp.from(arrived), NOW);
    }
}
