package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** RFC 2338's authentication of version 2, as keepalived does it: each takes the other's packets, or two would be Active. */
@WireTest
class AuthenticationIT {
    @TestFactory
    Stream<DynamicTest> oneIsElectedAndHandsOver() {
        List<Pair> pairs = Stream.of("PASS", "AH")
                .map(Setting.of(Dialect.V2)::authenticatedBy)
                .flatMap(setting ->
                        Stream.of(new Pair(AGENT, KEEPALIVED, setting), new Pair(KEEPALIVED, AGENT, setting)))
                .toList();
        return SideBySide.tests(pairs, AuthenticationIT::isElectedAndHandsOver);
    }

    private static void isElectedAndHandsOver(Lab lab, Pair pair) {
        Duel duel = new Duel(lab, pair, true);
        duel.play(() -> isElectedAndHandsOver(duel));
    }

    private static void isElectedAndHandsOver(Duel duel) {
        long start = Capture.now();
        duel.begin();
        duel.isServedBy(duel.better(), start, "start");
        duel.nothingMoves(duel.better(), Capture.now());

        long stop = Capture.now();
        duel.terminate(duel.better());
        duel.isServedBy(duel.worse(), stop, "stop of the Active");
        duel.resignedBefore(duel.better(), duel.worse(), stop);
        duel.everyAdvertisementIsWellFormed();
    }
}
