package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.simulation.SimulatedClient;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Plays scenarios for nobody to see, and knows how long the RFC lets clients wait. */
final class Play {
    /** What every client adds to its outage: the time between two requests, and the way there. */
    private static final Duration REQUEST = Duration.ofMillis(11);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private Play() {}

    static Stage of(Function<Stage, String> plot) {
        Stage stage = new Stage(new PrintWriter(Writer.nullWriter()), Pace.FAST);
        plot.apply(stage);
        return stage;
    }

    /** Skew_Time of a router with priority 100 (RFC 9568 section 6.1). */
    static Duration skew(Duration interval) {
        return interval.multipliedBy(256 - 100).dividedBy(256);
    }

    /** Active_Down_Interval of the same. */
    static Duration activeDown(Duration interval) {
        return interval.multipliedBy(3).plus(skew(interval));
    }

    /** Until somebody takes over from an Active router that says nothing: counted from its last advertisement. */
    static Duration takeoverFromSilence() {
        return activeDown(INTERVAL).plus(REQUEST);
    }

    /** Until somebody takes over from an Active router that resigns. */
    static Duration takeoverFromResignation() {
        return skew(INTERVAL).plus(REQUEST);
    }

    static List<Cause> causes(SimulatedNode node) {
        return node.transitions().stream().map(Transition::cause).toList();
    }

    static SimulatedClient client(Stage stage, int number) {
        return stage.clients().get(number - 1);
    }

    /** Where the address was, without moments. */
    static List<String> address(Stage stage) {
        return stage.address().stays().stream()
                .filter(stay -> stay.length().compareTo(Duration.ofMillis(1)) >= 0)
                .map(Trail.Stay::where)
                .toList();
    }
}
