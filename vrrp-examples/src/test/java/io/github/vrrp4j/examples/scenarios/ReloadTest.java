package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.causes;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.protocol.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadTest {
    @Test
    void aRestartMovesTheAddressAfterSkewTime() {
        Stage stage = Play.of(Reload::restarted);

        stage.lan().assertHolds(stage.b(), Stage.VIRTUAL);
        assertEquals(List.of(Cause.STARTUP, Cause.RESIGNED), causes(stage.b()));
        assertEquals(List.of("A", "B"), stage.service(client(stage, 1)).places());
        client(stage, 1).assertOutageAtMost(Play.takeoverFromResignation());
    }

    @Test
    void aReconfigurationDoesNot() {
        Stage stage = Play.of(Reload::reconfigured);

        assertEquals(List.of("A"), address(stage));
        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN), causes(stage.a()));
        assertEquals(
                Interval.of(Duration.ofMillis(500)), stage.a().status().config().interval());
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
    }
}
