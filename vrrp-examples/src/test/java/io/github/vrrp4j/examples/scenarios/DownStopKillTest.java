package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownStopKillTest {
    /** When it begins: A is Active by then, and a client is served. */
    private static final Duration BEGIN = Duration.ofSeconds(13);

    private static Wire wire(Stage stage) {
        return Wire.of(stage.lan().transcript(), BEGIN);
    }

    private static void assertSilentTakeover(Stage stage) {
        Wire wire = wire(stage);
        assertEquals(0, wire.resignations());
        assertEquals(0, wire.advertisements());
        assertEquals(1, wire.announcements());
        Duration least = Play.takeoverFromSilence().minusSeconds(1).minusMillis(11);
        assertTrue(wire.takeover().compareTo(least) >= 0, wire::toString);
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void anInterfaceThatIsSetDownIsSilenceAndNobodyHasTheAddress() {
        Stage stage = Play.of(DownStopKill::interfaceDown);

        assertSilentTakeover(stage);
        assertEquals(0, wire(stage).answers());
        assertEquals(List.of("A", "nobody", "B"), address(stage));
    }

    @Test
    void aProcessThatStopsSaysPriorityZero() {
        Stage stage = Play.of(DownStopKill::stopped);

        Wire wire = wire(stage);
        assertEquals(1, wire.resignations());
        assertEquals(0, wire.advertisements());
        assertEquals(0, wire.answers());
        assertEquals(1, wire.announcements());
        assertTrue(wire.takeover().compareTo(Play.takeoverFromResignation()) <= 0, wire::toString);
        client(stage, 1).assertOutageAtMost(Play.takeoverFromResignation());
    }

    @Test
    void aKilledProcessIsSilentAndItsHostAnswersUntilTheLeaseIsOver() {
        Stage stage = Play.of(DownStopKill::killed);

        assertSilentTakeover(stage);
        assertEquals(1, wire(stage).answers());
        assertEquals(List.of("A", "nobody", "B"), address(stage));
        client(stage, 3).assertOutageAtMost(Duration.ZERO);
    }

    @Test
    void withoutALeaseItsHostGoesOnAnsweringBesideTheNewActive() {
        Stage stage = Play.of(DownStopKill::killedUnleased);

        assertSilentTakeover(stage);
        assertEquals(2, wire(stage).answers());
        assertEquals(List.of("A", "A and B", "B"), address(stage));
    }
}
