package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.RouterKind;
import io.github.vrrp4j.examples.wire.benchmark.Seen.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An address owner, which need not wait: from the start of its process to its first advertisement; and its memory then. */
final class Startup implements Benchmark {
    @Override
    public void run(RouterKind kind, Report report, Options options) {
        List<Long> times = new ArrayList<>();
        long memory = 0;
        for (int i = 0; i < Math.max(1, options.repetitions() / 2); i++) {
            try (Match match = Match.ofOwners(kind, new Fleet(1, Duration.ofMillis(100), true))) {
                Recording recording = match.record();
                long start = Capture.now();
                match.better().launch();
                match.better().awaitActive();
                Clock.sleepMillis(1000);
                memory = match.better().residentKilobytes() / 1024;
                recording.stop().stream()
                        .filter(seen -> seen.is(Kind.ADVERT))
                        .findFirst()
                        .ifPresent(first -> times.add(first.nanos() - start));
            }
        }
        report.add(kind, "process start to first advert, ms (p50, worst)", new Sample(times).p50AndWorst());
        report.add(kind, "memory with 1 virtual router, MB", String.valueOf(memory));
    }
}
