package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.causes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateKeywordTest {
    @ParameterizedTest
    @CsvSource({"MASTER,MASTER", "BACKUP,BACKUP", "BACKUP,MASTER", "MASTER,BACKUP"})
    void onlyPriorityDecides(String stateOfA, String stateOfB) {
        Stage stage = Play.of(played -> StateKeyword.elect(played, stateOfA, stateOfB));

        stage.lan().assertHolds(stage.a(), Stage.VIRTUAL);
        assertEquals(List.of("A", "nobody", "B", "A"), address(stage));
        assertEquals(
                List.of(Cause.STARTUP, Cause.ACTIVE_DOWN, Cause.SHUTDOWN, Cause.STARTUP, Cause.PREEMPTED),
                causes(stage.a()));
        assertEquals(List.of(Cause.STARTUP, Cause.RESIGNED, Cause.OUTRANKED), causes(stage.b()));
        stage.clients().get(0).assertOutageAtMost(Play.takeoverFromResignation());
    }

    @Test
    void whatTheFilesSayMakesNoDifferenceAtAll() {
        Stage masters = Play.of(stage -> StateKeyword.elect(stage, "MASTER", "MASTER"));
        Stage backups = Play.of(stage -> StateKeyword.elect(stage, "BACKUP", "BACKUP"));

        assertEquals(masters.lan().transcript(), backups.lan().transcript());
    }
}
