package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.causes;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadNetworkTest {
    /** A second Active announces the address; the first one hears it and announces it again, at the latest a second later. */
    private static final Duration CORRECTION = Duration.ofMillis(1011);

    @Test
    void aDeafBackupBecomesActiveBesideTheActiveUntilItHearsAgain() {
        Stage stage = Play.of(BadNetwork::backupIsDeaf);

        assertEquals(List.of("A", "A and B", "A"), address(stage));
        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN, Cause.TIE_BREAK), causes(stage.b()));
        client(stage, 1).assertServedBy(stage.a());
        client(stage, 1).assertOutageAtMost(CORRECTION);
    }

    @Test
    void anActiveNeedsToHearNobody() {
        Stage stage = Play.of(BadNetwork::activeIsDeaf);

        assertEquals(List.of("A"), address(stage));
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
    }

    @Test
    void aMuteActiveGetsTheAddressBackWhenItIsHeardAgain() {
        Stage stage = Play.of(BadNetwork::activeIsMute);

        assertEquals(List.of("A", "A and B", "A"), address(stage));
        assertEquals(List.of("A", "B", "A"), stage.service(client(stage, 1)).places());
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void aMuteActiveThatAsksAGatewayStandsDown() {
        Stage stage = Play.of(BadNetwork::probingActiveIsMute);

        assertEquals(List.of("A", "nobody", "B"), address(stage));
        stage.lan().assertHolds(stage.b(), Stage.VIRTUAL);
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void aPortThatBlocksAfterLinkUpMakesTwoActivesAndTheAddressMovesBack() {
        Stage stage = Play.of(BadNetwork::spanningTree);

        assertEquals(List.of("A", "nobody", "B", "A and B", "A"), address(stage));
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void aRouterThatAsksAGatewayWaitsForThePort() {
        Stage stage = Play.of(BadNetwork::probedSpanningTree);

        assertEquals(List.of("A", "nobody", "B"), address(stage));
        client(stage, 1).assertServedBy(stage.b());
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void aFrozenMachineListensBeforeItSpeaks() {
        Stage stage = Play.of(BadNetwork::frozen);

        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN, Cause.STALLED), causes(stage.a()));
        stage.lan().assertHolds(stage.b(), Stage.VIRTUAL);
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void aClockThatIsOnePercentFastMovesNothing() {
        Stage stage = Play.of(BadNetwork::fastClock);

        assertEquals(List.of("A"), address(stage));
        assertEquals(List.of(Cause.STARTUP), causes(stage.b()));
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
    }
}
