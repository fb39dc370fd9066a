package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.RouterKind;
import io.github.vrrp4j.examples.wire.benchmark.Seen.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Many virtual routers while nothing happens: what that costs on the Active and on the Backup, and whether it holds. */
final class Load implements Benchmark {
    private final Fleet fleet;
    private final int busyLoops;

    /**
     * Prepares a measurement.
     *
     * @param busyLoops programs that want a whole processor each, all the time
     */
    Load(int virtualRouters, Duration interval, int busyLoops) {
        fleet = new Fleet(virtualRouters, interval, true);
        this.busyLoops = busyLoops;
    }

    private record Usage(long nanos, long activeNanos, long backupNanos) {
        static Usage now(Match match) {
            return new Usage(
                    Capture.now(), match.better().cpuNanos(), match.worse().cpuNanos());
        }
    }

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        try (Match match = new Match(kind, fleet)) {
            match.start();
            for (int i = 0; i < busyLoops; i++) {
                match.startBusyLoop();
            }
            Clock.sleepMillis(options.warmUpMillis());
            Recording recording = match.record();
            Usage before = Usage.now(match);
            Clock.sleepMillis(1000L * options.seconds());
            Usage after = Usage.now(match);
            List<Seen> adverts = recording.stop().stream()
                    .filter(seen -> seen.is(Kind.ADVERT) && seen.nanos() > before.nanos && seen.nanos() <= after.nanos)
                    .toList();
            report(kind, report, match, adverts, before, after);
        }
    }

    private void report(RouterKind kind, Report report, Match match, List<Seen> adverts, Usage before, Usage after) {
        String figure = fleet.virtualRouters() + " at " + fleet.interval().toMillis() + " ms"
                + (busyLoops > 0 ? ", " + busyLoops + " busy loops" : "") + ": ";
        double seconds = (after.nanos - before.nanos) / 1e9;
        double expected = fleet.virtualRouters() * 1e9 / fleet.interval().toNanos();
        long active = after.activeNanos - before.activeNanos;
        long backup = after.backupNanos - before.backupNanos;
        report.add(
                kind,
                figure + "adverts/s (of " + Math.round(expected) + ")",
                String.valueOf(Math.round(adverts.size() / seconds)));
        report.add(kind, figure + "changes of the sender (should be 0)", String.valueOf(changes(adverts)));
        report.add(
                kind,
                figure + "% of a core (Active, Backup)",
                percent(active, after.nanos - before.nanos) + ", " + percent(backup, after.nanos - before.nanos));
        if (busyLoops == 0) {
            long sent = adverts.stream()
                    .filter(seen -> seen.host() == match.better().number())
                    .count();
            report.add(
                    kind,
                    figure + "CPU, us (advert sent, received)",
                    micros(active, sent) + ", " + micros(backup, sent));
            report.add(
                    kind,
                    figure + "memory, MB (Active, Backup)",
                    match.better().residentKilobytes() / 1024 + ", "
                            + match.worse().residentKilobytes() / 1024);
        }
    }

    /** How often an advertisement of a virtual router came from another host than the one before. */
    private long changes(List<Seen> adverts) {
        int[] sender = new int[256];
        long changes = 0;
        for (Seen advert : adverts) {
            if (sender[advert.vrid()] != advert.host() && sender[advert.vrid()] != 0) {
                changes++;
            }
            sender[advert.vrid()] = advert.host();
        }
        return changes;
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }

    private static String micros(long nanos, long count) {
        return count == 0 ? "none" : String.format(Locale.ROOT, "%.1f", nanos / 1e3 / count);
    }
}
