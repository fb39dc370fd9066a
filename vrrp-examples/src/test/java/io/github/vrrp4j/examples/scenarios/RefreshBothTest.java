package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.examples.scenarios.RefreshBoth.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefreshBothTest {
    /** Either has 200 ms without a process, and listens at the new interval of 0.5 s. */
    private static final Duration BOTH_AWAY = Duration.ofMillis(211).plus(Play.activeDown(Duration.ofMillis(500)));

    @ParameterizedTest
    @EnumSource
    void reconfigurationMovesNothingInAnyOrder(Order order) {
        Stage stage = Play.of(played -> RefreshBoth.reconfigured(played, order));

        assertEquals(List.of("A"), address(stage));
        client(stage, 1).assertServedBy(stage.a());
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
    }

    @Test
    void restartingTheActiveFirstMovesTheAddressTwice() {
        Stage stage = Play.of(played -> RefreshBoth.restarted(played, Order.ACTIVE_FIRST));

        assertEquals(List.of("A", "nobody", "B", "nobody", "A"), address(stage));
        assertEquals(2, client(stage, 1).outages().size());
        client(stage, 1).assertOutageAtMost(Play.takeoverFromResignation());
    }

    @Test
    void restartingTheBackupFirstMovesTheAddressOnce() {
        Stage stage = Play.of(played -> RefreshBoth.restarted(played, Order.BACKUP_FIRST));

        assertEquals(List.of("A", "nobody", "B"), address(stage));
        client(stage, 1).assertOutageAtMost(Play.takeoverFromResignation());
    }

    @Test
    void restartingBothAtOnceLeavesNobodyToTakeOver() {
        Stage stage = Play.of(played -> RefreshBoth.restarted(played, Order.BOTH_AT_ONCE));

        assertEquals(List.of("A", "nobody", "A"), address(stage));
        client(stage, 1).assertOutageAtMost(BOTH_AWAY);
    }
}
