package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeTest {
    private static final long MILLISECOND = 1_000_000;

    private long clock;
    private final Time time = new Time(() -> clock);

    @Test
    void whatIsOlderThanWhatCameBeforeDoesNotTurnTheTimeBack() {
        clock = 60 * MILLISECOND;
        assertEquals(59 * MILLISECOND, time.at(time.ago(MILLISECOND)));
        assertEquals(59 * MILLISECOND, time.at(time.ago(2 * MILLISECOND)));
        assertEquals(60 * MILLISECOND, time.now());
        assertEquals(60 * MILLISECOND, time.at(time.ago(MILLISECOND)));
    }

    @Test
    void itBeginsWhereTheClockIs() {
        clock = 0;
        assertEquals(0, time.at(time.ago(5 * MILLISECOND)));
    }
}
