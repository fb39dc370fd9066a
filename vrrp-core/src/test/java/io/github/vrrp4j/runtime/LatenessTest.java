package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenessTest {
    private static final long MICROSECOND = 1000;

    private final Lateness.Counter counter = new Lateness.Counter();

    @Test
    void eachBucketReachesTwiceAsFarAsTheOneBefore() {
        counter.count(0);
        counter.count(MICROSECOND - 1);
        counter.count(MICROSECOND);
        counter.count(2 * MICROSECOND - 1);
        counter.count(2 * MICROSECOND);
        counter.count(300 * MICROSECOND);

        Lateness lateness = counter.snapshot();
        assertEquals(2, lateness.counts().get(0));
        assertEquals(2, lateness.counts().get(1));
        assertEquals(1, lateness.counts().get(2));
        assertEquals(1, lateness.counts().get(9));
        assertEquals(6, lateness.wakeUps());
        assertEquals(300 * MICROSECOND, lateness.worstNanos());
    }

    @Test
    void whatIsVeryLateHasABucketToo() {
        counter.count(Long.MAX_VALUE);
        Lateness lateness = counter.snapshot();
        assertEquals(1, lateness.counts().get(lateness.counts().size() - 1));
        assertEquals(Long.MAX_VALUE, lateness.atMostNanos(1));
    }

    @Test
    void aShareIsRoundedUpToTheBoundOfItsBucket() {
        for (int i = 0; i < 99; i++) {
            counter.count(50 * MICROSECOND);
        }
        counter.count(5000 * MICROSECOND);

        Lateness lateness = counter.snapshot();
        assertEquals(64 * MICROSECOND, lateness.atMostNanos(0.5));
        assertEquals(64 * MICROSECOND, lateness.atMostNanos(0.99));
        assertEquals(5000 * MICROSECOND, lateness.atMostNanos(1));
    }

    @Test
    void withoutAWakeUpNothingWasLate() {
        Lateness none = counter.snapshot();
        assertEquals(0, none.wakeUps());
        assertEquals(0, none.atMostNanos(0.99));
        assertEquals(0, Collections.max(none.counts()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
    void thereIsNoOtherShare(double share) {
        assertThrows(IllegalArgumentException.class, () -> counter.snapshot().atMostNanos(share));
    }
}
