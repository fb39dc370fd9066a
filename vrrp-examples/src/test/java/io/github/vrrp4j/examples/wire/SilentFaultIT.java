package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Faults that nothing tells the router of: the segment is cut behind its switch, or it does not run for a while. */
@WireTest
class SilentFaultIT {
    private static final boolean PREEMPT = true;
    private static final boolean NO_PREEMPT = false;

    /** The agent is the one that the fault hits. */
    private static final List<Pair> HIT_THE_BETTER =
            List.of(new Pair(AGENT, AGENT, Dialect.V3), new Pair(AGENT, KEEPALIVED, Dialect.V3));

    private static final List<Pair> HIT_THE_WORSE =
            List.of(new Pair(AGENT, AGENT, Dialect.V3), new Pair(KEEPALIVED, AGENT, Dialect.V3));

    @TestFactory
    Stream<DynamicTest> twoActivesThatMeetAgainAgreeAndTheWinnerTellsEverybody() {
        return SideBySide.tests(HIT_THE_BETTER, (lab, pair) -> {
            Duel duel = new Duel(lab, pair, PREEMPT);
            duel.play(() -> cutAndHeal(duel));
        });
    }

    private static void cutAndHeal(Duel duel) {
        duel.begin();
        long cut = Capture.now();
        duel.cutOff(duel.better());
        duel.isSender(duel.worse(), cut);

        long healed = Capture.now();
        duel.better().host().reconnect();

        // All hosts have learned that the other one has the address.
        duel.isServedBy(duel.better(), healed, "a silent cut healed");
        duel.isSoleSenderSinceItsFirst(duel.better(), healed);
    }

    @TestFactory
    Stream<DynamicTest> anActiveThatSleptLeavesTheAddressWhereItWentMeanwhileWithNopreempt() {
        return SideBySide.tests(HIT_THE_BETTER, (lab, pair) -> {
            Duel duel = new Duel(lab, pair, NO_PREEMPT);
            duel.play(() -> freezeTheActive(duel));
        });
    }

    private static void freezeTheActive(Duel duel) {
        duel.begin();
        long frozen = Capture.now();
        duel.freeze(duel.better());
        duel.isSender(duel.worse(), frozen);
        duel.losesTheAddress(duel.better());

        long thawed = Capture.now();
        duel.thaw(duel.better());

        duel.nothingMoves(duel.worse(), thawed);
    }

    @TestFactory
    Stream<DynamicTest> aBackupThatSleptHearsTheActiveBeforeItTakesOver() {
        return SideBySide.tests(HIT_THE_WORSE, (lab, pair) -> {
            Duel duel = new Duel(lab, pair, PREEMPT);
            duel.play(() -> freezeTheBackup(duel));
        });
    }

    private static void freezeTheBackup(Duel duel) {
        duel.begin();
        long frozen = Capture.now();
        duel.freeze(duel.worse());
        duel.nothingMoves(duel.better(), frozen);

        long thawed = Capture.now();
        duel.thaw(duel.worse());

        duel.nothingMoves(duel.better(), thawed);
    }
}
