package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.Preemption;
import java.util.List;
import org.junit.jupiter.api.Test;

class EqualPriorityTest {
    private static Stage play(int priorityOfA, Preemption preemption) {
        Stage stage = Play.of(played -> EqualPriority.play(played, priorityOfA, preemption));
        stage.clients().get(0).assertOutageAtMost(Play.takeoverFromSilence());
        return stage;
    }

    @Test
    void theHigherAddressWinsAndDoesNotTakeTheAddressBack() {
        Stage stage = play(100, Preemption.NEVER);
        assertEquals(List.of("A", "nobody", "B"), address(stage));
        stage.lan().assertHolds(stage.b(), Stage.VIRTUAL);
    }

    /** RFC 9568 section 6.4.2: only a lower priority is preempted. */
    @Test
    void preemptionDoesNotConcernEquals() {
        Stage stage = play(100, Preemption.IMMEDIATE);
        assertEquals(List.of("A", "nobody", "B"), address(stage));
    }

    @Test
    void aHigherPriorityDoesNotTakeTheAddressBackWithoutPreemption() {
        Stage stage = play(101, Preemption.NEVER);
        assertEquals(List.of("A", "nobody", "B"), address(stage));
    }

    @Test
    void aHigherPriorityTakesTheAddressBackWithPreemption() {
        Stage stage = play(101, Preemption.IMMEDIATE);
        assertEquals(List.of("A", "nobody", "B", "A"), address(stage));
        stage.lan().assertHolds(stage.a(), Stage.VIRTUAL);
    }
}
