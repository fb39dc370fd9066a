package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two hosts share an address through failures of either: the agent with itself, and with keepalived in both roles. */
@WireTest
class FailoverIT {
    private static final boolean PREEMPT = true;
    private static final boolean NO_PREEMPT = false;

    private static List<Pair> pairsInBothVersions() {
        return Stream.of(Dialect.V3, Dialect.V2)
                .flatMap(dialect -> Stream.of(
                        new Pair(AGENT, AGENT, dialect),
                        new Pair(AGENT, KEEPALIVED, dialect),
                        new Pair(KEEPALIVED, AGENT, dialect)))
                .toList();
    }

    /** Version 2 takes ten times as long; what it says nothing new about is left to version 3. */
    private static List<Pair> pairs() {
        return pairsInBothVersions().stream()
                .filter(pair -> pair.setting().dialect() == Dialect.V3 || pair.better() == pair.worse())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theHigherPriorityIsElected() {
        return SideBySide.tests(pairs(), (lab, pair) -> play(new Duel(lab, pair, PREEMPT), FailoverIT::elect));
    }

    @TestFactory
    Stream<DynamicTest> aKilledActiveIsReplacedAndTakesTheAddressBackWhenItReturns() {
        return SideBySide.tests(
                pairsInBothVersions(), (lab, pair) -> play(new Duel(lab, pair, PREEMPT), FailoverIT::killAndReturn));
    }

    @TestFactory
    Stream<DynamicTest> anActiveThatStopsResignsAndWithNopreemptItsReturnMovesNothing() {
        return SideBySide.tests(
                pairsInBothVersions(), (lab, pair) -> play(new Duel(lab, pair, NO_PREEMPT), FailoverIT::stopAndReturn));
    }

    @TestFactory
    Stream<DynamicTest> anActiveWithoutCarrierIsReplacedAndWithNopreemptItsReturnMovesNothing() {
        return SideBySide.tests(
                pairs(), (lab, pair) -> play(new Duel(lab, pair, NO_PREEMPT), FailoverIT::loseCarrierAndReturn));
    }

    @TestFactory
    Stream<DynamicTest> aHostThatDiesIsReplaced() {
        return SideBySide.tests(pairs(), (lab, pair) -> play(new Duel(lab, pair, PREEMPT), FailoverIT::dieWithItsHost));
    }

    private static void play(Duel duel, Consumer<Duel> story) {
        duel.play(() -> story.accept(duel));
    }

    private static void elect(Duel duel) {
        long start = Capture.now();
        duel.begin();

        duel.isServedBy(duel.better(), start, "start");
        duel.nothingMoves(duel.better(), Capture.now());
        duel.everyAdvertisementIsWellFormed();
    }

    private static void killAndReturn(Duel duel) {
        duel.begin();

        long death = Capture.now();
        duel.kill(duel.better());
        losesTheAddress(duel, duel.better());
        duel.isServedBy(duel.worse(), death, "kill -9 of the Active");
        duel.isSoleSenderSinceItsFirst(duel.worse(), death);

        long birth = Capture.now();
        duel.start(duel.better());
        duel.isServedBy(duel.better(), birth, "return of the better router");
        duel.isSoleSenderSinceItsFirst(duel.better(), birth);
        duel.everyAdvertisementIsWellFormed();
    }

    private static void stopAndReturn(Duel duel) {
        duel.begin();

        long stop = Capture.now();
        assertEquals(0, duel.terminate(duel.better()), "exit status");
        assertFalse(duel.better().holdsTheAddress(), "the address stays after the end");
        duel.isServedBy(duel.worse(), stop, "SIGTERM of the Active");

        duel.start(duel.better());
        duel.nothingMoves(duel.worse(), Capture.now());
        duel.resignedBefore(duel.better(), duel.worse(), stop);
        duel.everyAdvertisementIsWellFormed();
    }

    private static void loseCarrierAndReturn(Duel duel) {
        duel.begin();

        long loss = Capture.now();
        duel.loseCarrier(duel.better());
        duel.isServedBy(duel.worse(), loss, "carrier of the Active lost");

        long link = Capture.now();
        duel.better().host().restoreCarrier();
        duel.nothingMoves(duel.worse(), link);
        duel.everyAdvertisementIsWellFormed();
    }

    private static void dieWithItsHost(Duel duel) {
        duel.begin();

        long death = Capture.now();
        duel.cutOff(duel.better());
        duel.kill(duel.better());
        losesTheAddress(duel, duel.better());
        duel.isServedBy(duel.worse(), death, "death of the Active's host");
        duel.everyAdvertisementIsWellFormed();
    }

    private static void losesTheAddress(Duel duel, Site dead) {
        if (dead.kind() == AGENT) {
            long start = System.nanoTime();
            duel.losesTheAddress(dead);
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.printf("%s: kill -9: the address expired after %d ms%n", dead, millis);
        } else {
            // keepalived leaves its address behind, where the kernel goes on answering for it: two hosts would hold it
            // for ever.
            dead.host().removeLeftovers(dead.config().prefixes());
        }
    }
}
