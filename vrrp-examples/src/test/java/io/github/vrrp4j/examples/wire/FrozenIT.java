package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that does not run for a while (SIGSTOP), between two agents; judged by what crosses the bridge. */
@WireTest
class FrozenIT {
    private static final boolean PREEMPT = true;
    private static final String AVERTED = "an Active router seemed silent, but its packets had waited on this host";
    private static final String TAKEOVER = "-> ACTIVE";
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** When a frozen Active goes on. */
    enum Awakening {
        /** It may have missed nothing but one advertisement of the other one; its host still has the address. */
        AS_SOON_AS_ANOTHER_ONE_HAS_TAKEN_OVER,
        AFTER_ITS_LEASE;

        void await(Duel duel, long sinceNanos) {
            duel.sends(duel.worse(), sinceNanos, 1);
            if (this == AFTER_ITS_LEASE) {
                duel.losesTheAddress(duel.better());
            }
        }
    }

    @Test
    void aBackupThatIsFrozenForFiveSecondsDoesNotTakeOver() {
        Attempts.play(new Pair(AGENT, AGENT, Dialect.V3_AT_10_MS), FrozenIT::freezeTheBackup);
    }

    private static void freezeTheBackup(Lab lab, Pair pair) {
        Duel duel = new Duel(lab, pair, PREEMPT);
        duel.play(() -> {
            duel.begin();
            ProgramLog log = duel.log(duel.worse());
            long frozen = Capture.now();
            duel.freeze(duel.worse());
            duel.sends(duel.better(), frozen, 500);

            long thawed = Capture.now();
            duel.thaw(duel.worse());
            log.tells(AVERTED);
            duel.nothingMoves(duel.better(), Capture.now());

            duel.onlySends(duel.better(), frozen);
            assertEquals(List.of(), log.lines(TAKEOVER));
            System.out.printf("%s: Backup frozen for %d ms: no takeover%n", pair, (thawed - frozen) / 1_000_000);
        });
    }

    /** As virtual machines do whose hypervisor has no time for them. The Backup goes on first. */
    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60, 100, 300})
    void nothingMovesWhenBothAreFrozenTogether(int milliseconds) {
        Duration time = Duration.ofMillis(milliseconds);
        Attempts.play(new Pair(AGENT, AGENT, Dialect.V3_AT_10_MS), (lab, pair) -> {
            Duel duel = new Duel(lab, pair, PREEMPT);
            duel.play(() -> freezeBoth(duel, time));
        });
    }

    private static void freezeBoth(Duel duel, Duration time) {
        duel.begin();
        ProgramLog log = duel.log(duel.worse());
        long start = Capture.now();
        for (int i = 0; i < 10; i++) {
            duel.freezeBoth(time);
            duel.sends(duel.better(), Capture.now(), 20);
            // At once, as long as it is known whether the machine was too busy.
            duel.onlySends(duel.better(), start);
        }
        duel.nothingMoves(duel.better(), Capture.now());

        assertEquals(List.of(), log.lines(TAKEOVER));
    }

    @Test
    void aBackupWhoseJvmStopsTheWorldForHalfASecondDoesNotTakeOver() {
        Attempts.play(new Pair(AGENT, AGENT, Dialect.V3_AT_100_MS), FrozenIT::stopTheWorldOfTheBackup);
    }

    private static void stopTheWorldOfTheBackup(Lab lab, Pair pair) {
        Duel duel = new Duel(lab, pair, PREEMPT);
        duel.play(() -> {
            duel.begin();
            duel.terminate(duel.worse());
            HeavyAgent agent = HeavyAgent.start(lab, duel.worse().config(), HALF_A_SECOND);
            duel.start(duel.worse(), agent);
            ProgramLog log = duel.log(duel.worse());
            long start = Capture.now();
            duel.sends(duel.better(), start, 10);

            Duration pause = agent.stopTheWorld(HALF_A_SECOND);
            log.tells(AVERTED);
            duel.nothingMoves(duel.better(), Capture.now());

            duel.onlySends(duel.better(), start);

            assertEquals(List.of(), log.lines(TAKEOVER));
            System.out.printf("%s: the world of the Backup stopped for %d ms: no takeover%n", pair, pause.toMillis());
        });
    }

    /** Of equal priority, with the higher address: it would win a contest. */
    @ParameterizedTest
    @EnumSource
    void anActiveThatWasFrozenLeavesTheAddressWhereItWent(Awakening awakening) {
        Pair pair = new Pair(AGENT, AGENT, Dialect.V3);
        Attempts.play(pair, (lab, what) -> {
            Duel duel = Duel.amongEquals(lab, what);
            duel.play(() -> freezeAnEqual(duel, awakening));
        });
    }

    private static void freezeAnEqual(Duel duel, Awakening awakening) {
        duel.begin();
        ProgramLog betters = duel.log(duel.better());
        ProgramLog worses = duel.log(duel.worse());
        long frozen = Capture.now();
        duel.freeze(duel.better());
        awakening.await(duel, frozen);

        long thawed = Capture.now();
        duel.thaw(duel.better());
        betters.tells("ACTIVE (master) -> BACKUP: stalled, and another router has taken over meanwhile");
        duel.nothingMoves(duel.worse(), Capture.now());

        assertTrue(duel.advertsOf(duel.better(), thawed) <= 1, "it says more than a last word");
        assertEquals(1, worses.lines(TAKEOVER).size(), "it has become Active once");
    }

    @ParameterizedTest
    @EnumSource
    void anActiveThatWasFrozenTakesTheAddressBackIfItPreempts(Awakening awakening) {
        Pair pair = new Pair(AGENT, AGENT, Dialect.V3);
        Attempts.play(pair, (lab, what) -> {
            Duel duel = new Duel(lab, what, PREEMPT);
            duel.play(() -> freezeTheBetter(duel, awakening));
        });
    }

    private static void freezeTheBetter(Duel duel, Awakening awakening) {
        duel.begin();
        ProgramLog betters = duel.log(duel.better());
        ProgramLog worses = duel.log(duel.worse());
        long frozen = Capture.now();
        duel.freeze(duel.better());
        awakening.await(duel, frozen);

        long thawed = Capture.now();
        duel.thaw(duel.better());
        duel.isServedBy(duel.better(), thawed, "frozen Active, " + awakening);
        duel.isSoleSenderSinceItsFirst(duel.better(), thawed);

        betters.tells("two active routers: 10.9.0.1 with priority 150 (this one) and 10.9.0.2 with priority 100");
        worses.tells("ACTIVE (master) -> BACKUP: higher priority heard: 10.9.0.1 with priority 150");
    }
}
