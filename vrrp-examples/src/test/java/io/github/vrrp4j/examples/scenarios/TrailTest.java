package io.github.vrrp4j.examples.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
    private final Trail trail = new Trail();

    private void note(int second, String where) {
        trail.note(Duration.ofSeconds(second), where);
    }

    @Test
    void itKnowsForHowLongItWasWhere() {
        note(2, "A");
        note(3, "A");
        note(5, "A and B");
        note(6, "B");
        note(8, "B");

        assertEquals(List.of("nobody", "A", "A and B", "B"), trail.places());
        assertEquals("nobody 2.000 s -> A 3.000 s -> A and B 1.000 s -> B 2.000 s", trail.toString());
        assertEquals(Duration.ofSeconds(3), trail.at("A"));
        assertEquals(Duration.ofSeconds(1), trail.inCompany());
        assertEquals("B", trail.last());
        assertFalse(trail.returned());
    }

    @Test
    void whatTakesNoTimeIsNotPartOfIt() {
        note(2, "A");
        note(4, "nobody");
        note(4, "A");
        note(5, "A");
        assertEquals(List.of("nobody", "A"), trail.places());
        assertEquals(Duration.ofSeconds(3), trail.at("A"));
    }

    @Test
    void aRestartForgetsThePast() {
        note(2, "A");
        trail.restart(Duration.ofSeconds(3));
        note(4, "B");
        note(5, "A");
        assertEquals("A 1.000 s -> B 1.000 s -> A 0.000 s", trail.toString().replace("(briefly)", "0.000 s"));
        assertTrue(trail.returned());
    }
}
