package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.RouterKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The cable of the Active is pulled again and again: how soon it has stepped down. That it has is seen by its address, which the
 * kernel says that it has removed. Both events bear the time at which a program that watches printed them: the time between them is
 * as exact as that program was prompt, and too short if it was late for the first one only; the time since the command errs
 * upwards at most.
 */
final class Carrier implements Benchmark {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int FEWEST = 20;

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        try (Match match = new Match(kind, new Fleet(1, INTERVAL, true))) {
            Contestant active = match.better();
            LinkEvents events = match.eventsOf(active);
            match.start();
            List<Long> sinceEvent = new ArrayList<>();
            List<Long> sinceCommand = new ArrayList<>();
            for (int i = 0; i < Math.max(FEWEST, options.repetitions()); i++) {
                long command = Capture.now();
                active.host().loseCarrier();
                long event = events.carrierLost(command);
                long removed = events.removed(Fleet.address(1), command);
                sinceEvent.add(removed - event);
                sinceCommand.add(removed - command);
                match.awaitTakeover();
                active.host().restoreCarrier();
                active.awaitActive();
                match.settle();
            }
            String figure = "1 at 100 ms, carrier lost " + sinceEvent.size() + " times: Initialize, ms after ";
            report.add(kind, figure + "the link event (p50, worst)", new Sample(sinceEvent).p50AndWorst());
            report.add(
                    kind,
                    figure + "the start of the command that pulls the cable (p50, worst)",
                    new Sample(sinceCommand).p50AndWorst());
        }
    }
}
