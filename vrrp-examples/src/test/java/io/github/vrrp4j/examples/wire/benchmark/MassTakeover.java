package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.RouterKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Many virtual routers whose Active dies: all deadlines pass within one interval. */
final class MassTakeover implements Benchmark {
    private final Fleet fleet;

    MassTakeover(int virtualRouters, Duration interval) {
        fleet = new Fleet(virtualRouters, interval, true);
    }

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        try (Match match = new Match(kind, fleet)) {
            match.start();
            report(kind, report, crash(match));
        }
        // Apart from the first one, since a client that asks so often takes time from those whom it asks.
        try (Match match = new Match(kind, fleet)) {
            match.start();
            EchoClient client = EchoClient.start(match.client(), fleet.addresses());
            try {
                match.settle();
                reportAnswers(kind, report, crash(match));
            } finally {
                client.close();
            }
        }
    }

    private List<Failover> crash(Match match) {
        Recording recording = match.recordFromNow();
        long from = Capture.now();
        match.better().process().kill();
        match.awaitTakeover();
        // Whoever is overwhelmed must have the time to show by how much.
        Clock.sleepMillis(2000);
        long to = Capture.now();
        List<Seen> seen = recording.stop();
        return IntStream.rangeClosed(1, fleet.virtualRouters())
                .mapToObj(vrid -> Failover.find(seen, vrid, match.worse(), from, to))
                .flatMap(Optional::stream)
                .toList();
    }

    private String figure() {
        return fleet.virtualRouters() + " at " + fleet.interval().toMillis() + " ms, crash: ";
    }

    private void report(RouterKind kind, Report report, List<Failover> failovers) {
        report.add(
                kind,
                figure() + "overshoot, ms (p50, p99, worst)",
                sample(failovers, f -> Optional.of(f.overshootNanos(fleet))) + found(failovers));
        report.add(
                kind,
                figure() + "gratuitous ARP after the deadline, ms (p50, p99, worst)",
                sample(failovers, f -> f.announced().map(after -> f.overshootNanos(fleet) + after)));
    }

    /** As exact as the client is quick to ask all of them. */
    private void reportAnswers(RouterKind kind, Report report, List<Failover> failovers) {
        List<Failover> answered =
                failovers.stream().filter(f -> f.answered().isPresent()).toList();
        report.add(
                kind,
                figure() + "answer to a client that asks in turn, after the deadline, ms (p50, p99, worst)",
                sample(answered, f -> f.answered().map(after -> f.overshootNanos(fleet) + after)) + found(answered));
    }

    private String found(List<Failover> failovers) {
        return failovers.size() < fleet.virtualRouters() ? " (" + failovers.size() + " found)" : "";
    }

    private static String sample(List<Failover> failovers, Function<Failover, Optional<Long>> nanos) {
        return new Sample(
                        failovers.stream().map(nanos).flatMap(Optional::stream).toList())
                .p50p99AndWorst();
    }
}
