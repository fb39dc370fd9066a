package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.RouterKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One virtual router at 100 ms: how late the new Active speaks, and how soon it is of use. */
final class Takeover implements Benchmark {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int VRID = 1;

    private record Episode(Contestant successor, long from, long to) {}

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        ends(
                kind,
                report,
                "crash",
                options.repetitions(),
                loser -> loser.process().kill());
        ends(
                kind,
                report,
                "stop",
                Math.max(1, options.repetitions() / 2),
                loser -> loser.process().terminate());
        cuts(kind, report, 2 * options.repetitions());
    }

    /** Each takeover is the first one of its process: what is slow only once is slow when it counts. */
    private static void ends(RouterKind kind, Report report, String name, int times, Consumer<Contestant> end) {
        try (Match match = new Match(kind, new Fleet(1, INTERVAL, false))) {
            match.start();
            Recording recording = match.recordFromNow();
            List<Episode> episodes = new ArrayList<>();
            Contestant active = match.better();
            for (int i = 0; i < times; i++) {
                Contestant successor = match.other(active);
                long from = Capture.now();
                end.accept(active);
                match.awaitTakeover();
                episodes.add(new Episode(successor, from, Capture.now()));
                active.removeAddresses();
                active.start();
                match.settle();
                active = successor;
            }
            report(kind, report, name + ", first takeover of a process", match.fleet(), recording.stop(), episodes);
        }
    }

    /** The same processes again and again, and a client that asks all the time. */
    private static void cuts(RouterKind kind, Report report, int times) {
        try (Match match = new Match(kind, new Fleet(1, INTERVAL, true))) {
            match.start();
            Recording recording = match.recordFromNow();
            List<Episode> episodes = new ArrayList<>();
            EchoClient client = EchoClient.start(match.client(), List.of(Fleet.address(VRID)));
            try {
                for (int i = 0; i < times; i++) {
                    long from = Capture.now();
                    match.better().host().cutOff();
                    match.awaitTakeover();
                    episodes.add(new Episode(match.worse(), from, Capture.now()));
                    match.better().host().reconnect();
                    Clock.sleepMillis(500);
                }
            } finally {
                client.close();
            }
            report(kind, report, "cut, later takeovers", match.fleet(), recording.stop(), episodes);
        }
    }

    private static void report(
            RouterKind kind, Report report, String name, Fleet fleet, List<Seen> seen, List<Episode> episodes) {
        List<Failover> failovers = episodes.stream()
                .map(e -> Failover.find(seen, VRID, e.successor(), e.from(), e.to()))
                .flatMap(Optional::stream)
                .toList();
        String figure = name + ": ";
        report.add(
                kind,
                figure + "overshoot, ms (p50, worst)",
                new Sample(failovers.stream().map(f -> f.overshootNanos(fleet)).toList()).p50AndWorst()
                        + (failovers.size() < episodes.size()
                                ? " (" + failovers.size() + " of " + episodes.size() + ")"
                                : ""));
        report.add(
                kind,
                figure + "first gratuitous ARP after the first advert, ms (p50, worst)",
                new Sample(failovers.stream()
                                .map(Failover::announced)
                                .flatMap(Optional::stream)
                                .toList())
                        .p50AndWorst());
        List<Long> answers = failovers.stream()
                .map(Failover::answered)
                .flatMap(Optional::stream)
                .toList();
        if (!answers.isEmpty()) {
            report.add(
                    kind,
                    figure + "first answer to a client after the first advert, ms (p50, worst)",
                    new Sample(answers).p50AndWorst());
        }
    }
}
