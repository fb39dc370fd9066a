package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void theNextFramesAreWaitedForWhenTheyComeInQuickSuccession() {
        assertEquals(0, pace.restNanos(0, 0));
        assertEquals(100_000, pace.restNanos(29_999, 299_999));
    }

    @Test
    void framesThatComeNowAndThenAreNotWaitedFor() {
        pace.restNanos(0, 0);

        assertEquals(0, pace.restNanos(0, 300_000));
    }

    @Test
    void whatHasPiledUpIsFetchedWithoutARest() {
        pace.restNanos(0, 0);

        assertEquals(0, pace.restNanos(5_000_000, 1_000));
        assertEquals(0, pace.restNanos(30_000, 2_000));
        assertEquals(100_000, pace.restNanos(10_000, 3_000));
    }
}
