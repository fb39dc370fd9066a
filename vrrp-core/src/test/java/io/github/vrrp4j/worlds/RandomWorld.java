package io.github.vrrp4j.worlds;

import io.github.vrrp4j.simulation.SimulatedClient;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One world: some hosts with one to three virtual routers, on which a lot goes wrong until it is repaired. All of it from a seed. */
final class RandomWorld {
    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final int SHOWN = 60;

    private final long seed;
    private final Dice dice;
    private final SimulatedLan lan;
    private final List<Cluster> clusters = new ArrayList<>();
    private final List<Resident> residents = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Chaos chaos;

    RandomWorld(long seed) {
        this.seed = seed;
        dice = new Dice(seed);
        lan = SimulatedLan.seeded(seed);
        Duration pace = drawPace();
        int hosts = dice.between(2, 5);
        boolean unicast = pace.toMillis() >= 500 && dice.oneIn(8);
        boolean owned = dice.oneIn(6);
        for (int i = dice.oneOf(1, 1, 1, 1, 1, 2, 2, 3); i > 0; i--) {
            clusters.add(new Cluster(dice, clusters.size(), hosts, pace, unicast, owned && clusters.isEmpty()));
        }
        boolean leased = !dice.oneIn(4);
        for (int i = 0; i < hosts; i++) {
            residents.add(new Resident(lan, i, clusters, leased));
        }
        IntStream.range(0, clusters.size()).forEach(i -> outcomes.add(new Outcome(residents, clusters, i)));
        chaos = new Chaos(dice, lan, residents, clusters, pace, unicast);
    }

    private Duration drawPace() {
        int centiseconds = dice.oneOf(1, 2, 5, 10, 25, 50, 100, 100, 100, 200, 500, 1000, 4000);
        return Duration.ofMillis(10L * centiseconds);
    }

    /** Keeps all that happens, frames included. */
    RandomWorld recorded() {
        lan.recordFrames();
        return this;
    }

    /** A hook that failed is asked again after a second; if it was asked for something meanwhile, after the next one. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(2).plus(MOMENT);

    Transcript transcript() {
        return lan.transcript();
    }

    /** Lives through it; an error says what was wrong, and with which seed it is wrong again. */
    void live() {
        try {
            run(chaos.lasts());
            chaos.end();
            run(chaos.aftermath());
            chaos.cleanUp();
            run(chaos.blocked());
            if (residents.stream().anyMatch(Resident::hookFailed)) {
                run(ASKED_AGAIN);
            }
            settle();
            stayQuiet();
            clientsReach();
            residents.forEach(Resident::checkStatistics);
            new Failover(this, dice, dice.oneOf(outcomes), chaos.blocked()).happen();
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError(describe(wrong), wrong);
        }
    }

    private String describe(Throwable wrong) {
        List<Transcript.Entry> entries = lan.transcript().entries();
        return wrong + "\nrepeat with -Dvrrp.seed=" + seed + ", at " + lan.now() + " in the world of\n"
                + clusters.stream().map(each -> "    " + each + "\n").collect(Collectors.joining())
                + "what came before:\n"
                + entries.subList(Math.max(0, entries.size() - SHOWN), entries.size()).stream()
                        .map(each -> each + "\n")
                        .collect(Collectors.joining());
    }

    SimulatedLan lan() {
        return lan;
    }

    List<Resident> residents() {
        return residents;
    }

    /** Lets time pass, and looks at everybody after every event. */
    void run(Duration duration) {
        runUntil(() -> false, duration);
    }

    private void runUntil(BooleanSupplier condition, Duration limit) {
        boolean[] over = new boolean[1];
        lan.after(limit, () -> over[0] = true);
        lan.runUntil(
                () -> {
                    checkAll();
                    return over[0] || condition.getAsBoolean();
                },
                limit);
    }

    private void checkAll() {
        for (int i = 0; i < residents.size(); i++) {
            residents.get(i).check();
        }
    }

    void settle() {
        outcomes.forEach(this::settle);
    }

    /** Waits until a virtual router is as it has to be, and stays so while its Active router advertises once more. */
    void settle(Outcome outcome) {
        Duration bound = outcome.bound();
        Duration latest = lan.now().plus(bound);
        run(outcome.catchUp());
        while (true) {
            Duration left = latest.minus(lan.now());
            runUntilReached(outcome, left, bound);
            long before = transitions();
            Duration interval = outcome.longestInterval();
            run(interval.plus(interval.dividedBy(50)).plus(MOMENT)); // clocks may be slow
            if (transitions() == before && outcome.isReached()) {
                return;
            }
        }
    }

    private void runUntilReached(Outcome outcome, Duration left, Duration bound) {
        if (!left.isNegative()) {
            runUntil(outcome::isReached, left);
        }
        outcome.problem().ifPresent(problem -> {
            throw new AssertionError(
                    problem + " for VRID " + outcome.cluster().id() + ", " + bound + " after the last fault");
        });
    }

    long transitions() {
        return residents.stream().mapToLong(Resident::transitions).sum();
    }

    /** When all is well, nothing moves any more, and every packet that is sent is counted by all others. */
    private void stayQuiet() {
        Duration longest = outcomes.stream()
                .map(each -> each.longestActiveDown().plus(each.longestInterval()))
                .max(Duration::compareTo)
                .orElseThrow();
        long before = transitions();
        awaitSilence();
        List<Ledger> ledgers =
                outcomes.stream().map(each -> new Ledger(this, each)).toList();
        run(longest);
        awaitSilence();
        if (transitions() != before) {
            throw new AssertionError("the state of somebody changes although nothing is wrong any more");
        }
        ledgers.forEach(Ledger::balance);
    }

    /** No frame is under way. */
    private void awaitSilence() {
        long sent;
        do {
            sent = framesSent();
            run(MOMENT);
        } while (framesSent() != sent);
    }

    private long framesSent() {
        return residents.stream().mapToLong(each -> each.port().framesSent()).sum();
    }

    /** Whoever asks for a virtual address comes to its Active router, unless that changes at this very moment. */
    void clientsReach() {
        for (Outcome outcome : outcomes) {
            String address = dice.oneOf(outcome.cluster().addresses()).address().toString();
            SimulatedClient client;
            long before;
            do {
                before = transitions();
                client = lan.client(address, Duration.ofDays(1));
                run(MOMENT);
            } while (transitions() != before);
            client.assertServedBy(outcome.active().node());
        }
    }
}
