package io.github.vrrp4j.examples.wire.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Starvation;
import io.github.vrrp4j.examples.wire.benchmark.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was seen of a soak: a line for each minute, and whether something leaks. */
final class Diary {
    private static final long LINE_NANOS = Duration.ofMinutes(1).toNanos();

    /** The part of a second's hostile frames that arrives in a round even on a busy machine; the enemy's kernel itself says less. */
    private static final double FEWEST = 0.02;

    private final Host enemy;
    private final int hostilePerSecond;
    private final Starvation starvation;
    private final long startNanos = System.nanoTime();
    private final List<Duration> settled = new ArrayList<>();
    private int rounds;
    private int starvedRounds;
    private long nextLineNanos = startNanos;
    private @Nullable Vitals afterFirstRound;
    private long hostileFrames;
    private long hostileFramesBeforeRound;
    private long hostileSinceNanos = startNanos;
    private long cpuNanos;
    private @Nullable Round current;

    Diary(Host enemy, int hostilePerSecond, Starvation starvation) {
        this.enemy = enemy;
        this.hostilePerSecond = hostilePerSecond;
        this.starvation = starvation;
    }

    void begins(Round round) {
        current = round;
        rounds++;
        hostileFramesBeforeRound = Enemy.arrived(enemy);
    }

    void settled(Duration after) {
        settled.add(after);
    }

    /** Says whether the network, once whole, was looked at for long enough while the machine was not starved. */
    void ends(boolean held) {
        starvedRounds += held ? 0 : 1;
        long frames = Enemy.arrived(enemy) - hostileFramesBeforeRound;
        assertTrue(frames >= FEWEST * hostilePerSecond, () -> "only " + frames + " hostile frames in this round");
    }

    /** At rest: a line once a minute. */
    void look(Soaked process, Host host) {
        if (System.nanoTime() - nextLineNanos >= 0) {
            Vitals vitals = line(process, host);
            if (afterFirstRound == null) {
                afterFirstRound = vitals;
            }
            nextLineNanos += LINE_NANOS;
        }
    }

    void end(Soaked process, Host host) {
        Vitals vitals = line(process, host);
        if (afterFirstRound != null) {
            assertEquals("", vitals.leaksSince(afterFirstRound), "leak");
        }
        if (starvedRounds > rounds / 2) {
            throw Starvation.tooBusy(
                    "only " + (rounds - starvedRounds) + " of " + rounds + " rounds were seen to their end");
        }
    }

    private Vitals line(Soaked process, Host host) {
        Vitals vitals = Vitals.of(process, host);
        long now = System.nanoTime();
        long frames = Enemy.arrived(enemy);
        long cpu = Clock.cpuNanos(process.pid());
        Collections.sort(settled);
        System.out.printf(
                Locale.ROOT,
                "%5d s: %d rounds (%d not judged; starved in %d ticks of 20 ms), settled after %s, at most %s;"
                        + " hostile %.0f/s; r1: %s, %.0f%% of a core%n",
                (now - startNanos) / 1_000_000_000,
                rounds,
                starvedRounds,
                starvation.count(),
                seconds(settled.get(settled.size() / 2)),
                seconds(settled.get(settled.size() - 1)),
                (frames - hostileFrames) * 1e9 / (now - hostileSinceNanos),
                vitals,
                100.0 * (cpu - cpuNanos) / (now - hostileSinceNanos));
        hostileFrames = frames;
        hostileSinceNanos = now;
        cpuNanos = cpu;
        return vitals;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** Where it happened, for a failed run. */
    String where() {
        return (current == null ? "before the first round, " : "in or after round " + rounds + " (" + current + "), ")
                + (System.nanoTime() - startNanos) / 1_000_000_000 + " s after the start";
    }
}
