package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.simulation.SimulatedNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressListTest {
    private static long mismatches(SimulatedNode node) {
        return node.status().statistics().addressListErrors();
    }

    @Test
    void onTheActiveFirstTheNewAddressIsThereAtOnce() {
        Stage stage = Play.of(played -> AddressList.play(played, Stage.equal(), "A", "B"));

        assertEquals(List.of("A"), address(stage));
        stage.lan().assertHolds(stage.a(), AddressList.ADDED);
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
        client(stage, 2).assertOutageAtMost(Duration.ZERO);
        assertEquals(10, mismatches(stage.b()));
    }

    @Test
    void onTheBackupFirstTheNewAddressWaitsForTheActive() {
        Stage stage = Play.of(played -> AddressList.play(played, Stage.equal(), "B", "A"));

        assertEquals(List.of("A"), address(stage));
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
        client(stage, 2).assertServedBy(stage.a());
        client(stage, 2).assertOutageAtMost(Stage.A_WHILE.plusMillis(11));
        assertEquals(10, mismatches(stage.b()));
    }

    /** RFC 3768 section 7.1: what is discarded does not count as a sign of life. */
    @Test
    void discardingOtherListsMakesTwoActivesInBetween() {
        Stage stage = Play.of(played -> AddressList.play(played, AddressList.strict(), "A", "B"));

        assertEquals(List.of("A", "A and B", "A"), address(stage));
        assertTrue(mismatches(stage.a()) > 0);
        stage.lan().assertHolds(stage.a(), AddressList.ADDED);
        client(stage, 1).assertServedBy(stage.a());
        client(stage, 2).assertServedBy(stage.a());
    }
}
