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
            Recording recording = match.recordFromNow();
            long from = Capture.now();
            match.better().process().kill();
            match.awaitTakeover();
            // Whoever is overwhelmed must have the time to show by how much.
            Clock.sleepMillis(2000);
            long to = Capture.now();
            report(kind, report, recording.stop(), match.worse(), from, to);
        }
    }

    private void report(RouterKind kind, Report report, List<Seen> seen, Contestant successor, long from, long to) {
        List<Failover> failovers = IntStream.rangeClosed(1, fleet.virtualRouters())
                .mapToObj(vrid -> Failover.find(seen, vrid, successor, from, to))
                .flatMap(Optional::stream)
                .toList();
        String figure = fleet.virtualRouters() + " at " + fleet.interval().toMillis() + " ms, crash: ";
        String found = failovers.size() < fleet.virtualRouters() ? " (" + failovers.size() + " found)" : "";
        report.add(
                kind,
                figure + "overshoot, ms (p50, p99, worst)",
                sample(failovers, f -> Optional.of(f.overshootNanos(fleet))) + found);
        report.add(
                kind,
                figure + "gratuitous ARP after the deadline, ms (p50, p99, worst)",
                sample(failovers, f -> f.announced().map(after -> f.overshootNanos(fleet) + after)));
    }

    private static String sample(List<Failover> failovers, Function<Failover, Optional<Long>> nanos) {
        return new Sample(
                        failovers.stream().map(nanos).flatMap(Optional::stream).toList())
                .p50p99AndWorst();
    }
}
