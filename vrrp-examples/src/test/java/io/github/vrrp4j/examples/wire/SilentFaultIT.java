package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that nothing tells the router of: the segment is cut behind its switch, or it does not run for a while. */
@WireTest
class SilentFaultIT {
    private static final boolean PREEMPT = true;
    private static final boolean NO_PREEMPT = false;

    /** The agent is the one that the fault hits. */
    static Stream<Pair> hitTheBetter() {
        return Stream.of(new Pair(AGENT, AGENT, Dialect.V3), new Pair(AGENT, KEEPALIVED, Dialect.V3));
    }

    static Stream<Pair> hitTheWorse() {
        return Stream.of(new Pair(AGENT, AGENT, Dialect.V3), new Pair(KEEPALIVED, AGENT, Dialect.V3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hitTheBetter")
    void twoActivesThatMeetAgainAgreeAndTheWinnerTellsEverybody(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, PREEMPT).begin();
        long cut = Capture.now();
        duel.better().host().cutOff();
        duel.isSender(duel.worse(), cut);

        long healed = Capture.now();
        duel.better().host().reconnect();

        // All hosts have learned that the other one has the address.
        duel.isServedBy(duel.better(), healed, "a silent cut healed");
        duel.isSoleSenderSinceItsFirst(duel.better(), healed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hitTheBetter")
    void anActiveThatSleptLeavesTheAddressWhereItWentMeanwhileWithNopreempt(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, NO_PREEMPT).begin();
        long frozen = Capture.now();
        duel.process(duel.better()).freeze();
        duel.isSender(duel.worse(), frozen);
        loseItsLease(duel.better());

        long thawed = Capture.now();
        duel.process(duel.better()).thaw();

        duel.nothingMoves(duel.worse(), thawed);
    }

    private static void loseItsLease(Site site) {
        Await.until(Duration.ofSeconds(10), "the lease expires", () -> !site.holdsTheAddress(), () -> "held");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hitTheWorse")
    void aBackupThatSleptHearsTheActiveBeforeItTakesOver(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, PREEMPT).begin();
        long frozen = Capture.now();
        duel.process(duel.worse()).freeze();
        duel.nothingMoves(duel.better(), frozen);

        long thawed = Capture.now();
        duel.process(duel.worse()).thaw();

        duel.nothingMoves(duel.better(), thawed);
    }
}
