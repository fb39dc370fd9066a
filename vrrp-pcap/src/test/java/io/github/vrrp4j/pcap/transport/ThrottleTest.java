package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    @Test
    void aFloodTakesATenthOfASecondForAThousandFrames() {
        AtomicInteger passed = new AtomicInteger();
        Throttle throttle = new Throttle((frame, ageNanos) -> passed.incrementAndGet());
        long start = System.nanoTime();

        for (int i = 0; i < 3001; i++) {
            throttle.accept(new byte[0], 0);
        }

        assertEquals(3001, passed.get());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
    }
}
