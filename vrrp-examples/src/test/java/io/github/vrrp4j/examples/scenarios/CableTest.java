package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.causes;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.protocol.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CableTest {
    @Test
    void aLostCarrierIsSeenAndTheAddressDoesNotMoveBack() {
        Stage stage = Play.of(Cable::noticed);

        assertEquals(List.of("A", "nobody", "B"), address(stage));
        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN, Cause.LINK_DOWN, Cause.LINK_UP), causes(stage.a()));
        client(stage, 1).assertServedBy(stage.b());
        client(stage, 1).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void aSilentCutMakesTwoActivesAndTheAddressMovesBack() {
        Stage stage = Play.of(Cable::unnoticed);

        assertEquals(List.of("A", "A and B", "A"), address(stage));
        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN), causes(stage.a()));
        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN, Cause.TIE_BREAK), causes(stage.b()));
    }

    @Test
    void duringASilentCutEachSideHasItsServiceAndHealingCostsNone() {
        Stage stage = Play.of(Cable::unnoticed);

        assertEquals(List.of("A"), stage.service(client(stage, 1)).places());
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
        assertEquals(List.of("A", "B", "A"), stage.service(client(stage, 2)).places());
        assertEquals(1, client(stage, 2).outages().size());
        client(stage, 2).assertOutageAtMost(Play.takeoverFromSilence());
    }

    @Test
    void whoAsksAGatewayStandsDownAndTheAddressDoesNotMoveBack() {
        Stage stage = Play.of(Cable::probed);

        assertEquals(List.of("A", "nobody", "B"), address(stage));
        assertEquals(List.of(Cause.ELIGIBLE, Cause.ACTIVE_DOWN, Cause.INELIGIBLE, Cause.ELIGIBLE), causes(stage.a()));
        assertEquals(List.of("A", "B"), stage.service(client(stage, 2)).places());
        client(stage, 2).assertOutageAtMost(Play.takeoverFromSilence());
    }

    /** The price: hosts on the isolated side have no service, and nobody tells them of B when the cut heals, unless B repeats it. */
    @Test
    void hostsOnTheIsolatedSideWaitForTheNextAnnouncement() {
        Stage once = Play.of(Cable::probed);
        Stage refreshed = Play.of(Cable::probedAndRefreshed);

        client(once, 1).assertServedBy(once.b());
        client(refreshed, 1).assertServedBy(refreshed.b());
        Duration cut = Stage.A_WHILE;
        client(refreshed, 1).assertOutageAtMost(cut.plusSeconds(5).plusMillis(11));
        assertTrue(
                client(once, 1).longestOutage().compareTo(client(refreshed, 1).longestOutage()) > 0);
    }
}
