package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.RouterKind;
import io.github.vrrp4j.examples.wire.benchmark.Seen.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One Active with the shortest interval: how regular it is, and how far it drifts. */
final class Rhythm implements Benchmark {
    private static final Duration INTERVAL = Duration.ofMillis(10);

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        try (Match match = new Match(kind, new Fleet(1, INTERVAL, true))) {
            match.start();
            Clock.sleepMillis(options.warmUpMillis());
            Recording recording = match.record();
            long from = Capture.now();
            Clock.sleepMillis(1000L * options.seconds());
            long to = Capture.now();
            List<Long> times = recording.stop().stream()
                    .filter(seen -> seen.is(Kind.ADVERT) && seen.nanos() > from && seen.nanos() <= to)
                    .map(Seen::nanos)
                    .toList();
            report(kind, report, times);
        }
    }

    private static void report(RouterKind kind, Report report, List<Long> times) {
        List<Long> deviations = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            deviations.add(Math.abs(times.get(i) - times.get(i - 1) - INTERVAL.toNanos()));
        }
        if (deviations.isEmpty()) {
            report.add(kind, "1 at 10 ms: drift, %", "none");
            return;
        }
        double mean = (double) (times.get(times.size() - 1) - times.get(0)) / deviations.size();
        report.add(
                kind,
                "1 at 10 ms: drift, %",
                String.format(Locale.ROOT, "%.3f", 100 * (mean / INTERVAL.toNanos() - 1)));
        report.add(
                kind,
                "1 at 10 ms: deviation of the interval, ms (p50, p99, worst)",
                new Sample(deviations).p50p99AndWorst());
    }
}
