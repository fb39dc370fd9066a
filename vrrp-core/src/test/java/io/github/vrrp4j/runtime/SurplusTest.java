package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SurplusTest {
    private static final long WHILE = 10;

    private final Surplus surplus = new Surplus(WHILE, 0);

    @Test
    void whoWasNotNeededForAWhileCanGoAlthoughEachHasHadSomethingToDo() {
        assertEquals(0, surplus.count(200, WHILE));
        for (int i = 0; i < 1000; i++) {
            surplus.idle(198);
        }

        assertEquals(198, surplus.count(200, 2 * WHILE));
    }

    @Test
    void nobodyGoesBeforeTheWhileIsOver() {
        assertEquals(0, surplus.count(200, WHILE));

        assertEquals(0, surplus.count(200, 2 * WHILE - 1));
        assertEquals(200, surplus.count(200, 2 * WHILE));
    }

    @Test
    void whoWasNeededOnceStays() {
        assertEquals(0, surplus.count(200, WHILE));
        surplus.idle(0);
        surplus.idle(150);

        assertEquals(0, surplus.count(200, 2 * WHILE));
    }

    @Test
    void noMoreGoThanAreIdle() {
        assertEquals(0, surplus.count(200, WHILE));

        assertEquals(20, surplus.count(20, 2 * WHILE));
        assertEquals(0, surplus.count(0, 3 * WHILE));
    }
}
