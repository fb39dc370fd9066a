package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hosts share an address through failures of either: the agent with itself, and with keepalived in both roles. */
@WireTest
class FailoverIT {
    private static final boolean PREEMPT = true;
    private static final boolean NO_PREEMPT = false;
    private static final Duration LEASE_LIMIT = Duration.ofSeconds(3);

    static Stream<Pair> pairsInBothVersions() {
        return Stream.of(Dialect.V3, Dialect.V2)
                .flatMap(dialect -> Stream.of(
                        new Pair(AGENT, AGENT, dialect),
                        new Pair(AGENT, KEEPALIVED, dialect),
                        new Pair(KEEPALIVED, AGENT, dialect)));
    }

    /** Version 2 takes ten times as long; what it says nothing new about is left to version 3. */
    static Stream<Pair> pairs() {
        return pairsInBothVersions()
                .filter(pair -> pair.setting().dialect() == Dialect.V3 || pair.better() == pair.worse());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void theHigherPriorityIsElected(Pair pair, Lab lab) {
        long start = Capture.now();
        Duel duel = new Duel(lab, pair, PREEMPT).begin();

        duel.isServedBy(duel.better(), start, "start");
        duel.nothingMoves(duel.better(), Capture.now());
        duel.everyAdvertisementIsWellFormed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairsInBothVersions")
    void aKilledActiveIsReplacedAndTakesTheAddressBackWhenItReturns(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, PREEMPT).begin();

        long death = Capture.now();
        duel.process(duel.better()).kill();
        losesTheAddress(pair, duel.better());
        duel.isServedBy(duel.worse(), death, "kill -9 of the Active");
        duel.isSoleSenderSinceItsFirst(duel.worse(), death);

        long birth = Capture.now();
        duel.start(duel.better());
        duel.isServedBy(duel.better(), birth, "return of the better router");
        duel.isSoleSenderSinceItsFirst(duel.better(), birth);
        duel.everyAdvertisementIsWellFormed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairsInBothVersions")
    void anActiveThatStopsResignsAndWithNopreemptItsReturnMovesNothing(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, NO_PREEMPT).begin();

        long stop = Capture.now();
        assertEquals(0, duel.process(duel.better()).terminate(), "exit status");
        assertFalse(duel.better().holdsTheAddress(), "the address stays after the end");
        duel.isServedBy(duel.worse(), stop, "SIGTERM of the Active");

        duel.start(duel.better());
        duel.nothingMoves(duel.worse(), Capture.now());
        duel.resignedBefore(duel.better(), duel.worse(), stop);
        duel.everyAdvertisementIsWellFormed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void anActiveWithoutCarrierIsReplacedAndWithNopreemptItsReturnMovesNothing(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, NO_PREEMPT).begin();

        long loss = Capture.now();
        duel.better().host().loseCarrier();
        duel.isServedBy(duel.worse(), loss, "carrier of the Active lost");

        long link = Capture.now();
        duel.better().host().restoreCarrier();
        duel.nothingMoves(duel.worse(), link);
        duel.everyAdvertisementIsWellFormed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void aHostThatDiesIsReplaced(Pair pair, Lab lab) {
        Duel duel = new Duel(lab, pair, PREEMPT).begin();

        long death = Capture.now();
        duel.better().host().cutOff();
        duel.process(duel.better()).kill();
        losesTheAddress(pair, duel.better());
        duel.isServedBy(duel.worse(), death, "death of the Active's host");
        duel.everyAdvertisementIsWellFormed();
    }

    private static void losesTheAddress(Pair pair, Site dead) {
        if (dead.kind() == AGENT) {
            long start = System.nanoTime();
            Await.until(LEASE_LIMIT, "the address expires", () -> !dead.holdsTheAddress(), () -> "it is still there");
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.printf("%s: kill -9: the address expired after %d ms%n", pair, millis);
        } else {
            // keepalived leaves its address behind, where the kernel goes on answering for it: two hosts would hold it
            // for ever.
            dead.host().removeLeftovers(dead.config().prefixes());
        }
    }
}
