package io.github.vrrp4j.examples.wire.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.examples.wire.Await;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Lab;
import io.github.vrrp4j.examples.wire.Starvation;
import io.github.vrrp4j.examples.wire.benchmark.Clock;
import io.github.vrrp4j.examples.wire.soak.Round.Happening;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** The hosts, what happens to them, and when it is looked at. */
final class Soak implements AutoCloseable {
    /** A lease of a host that is frozen or cut off, 3 s; Active_Down_Interval, 0.4 s; a hook that fails six times in a row, 6 s. */
    private static final Duration SETTLED_WITHIN = Duration.ofMillis(9_400).multipliedBy(2);

    /** Three times Active_Down_Interval, and more than three renewals of a lease. */
    private static final Duration WATCHED_FOR = Duration.ofMillis(2_000);

    /** A Backup that missed the last advertisements takes over after the fault has ended, and may have been patient before that. */
    private static final Duration AFTERMATH =
            Fleet.ACTIVE_DOWN.plus(Fleet.of(1).get(0).policies().takeoverPatience());

    private static final int SIGTERM = 143;

    private final Lab lab = Lab.openUnwatched();
    private final Random random;
    private final Starvation starvation = new Starvation(Fleet.INTERVAL);
    private final List<Host> hosts = List.of(lab.host("r1", 1), lab.host("r2", 2));
    private final Host enemy = lab.host("enemy", 9);
    private final List<Kernel> kernels =
            hosts.stream().map(host -> new Kernel(host, lab.directory())).toList();
    private final Judge judge = new Judge(kernels.get(0), kernels.get(1), Senders.watch(lab, enemy), starvation);
    private final Diary diary;
    private final int hostilePerSecond;
    private final Soaked[] processes = new Soaked[2];

    Soak(long seed, int hostilePerSecond) {
        random = new Random(seed);
        diary = new Diary(enemy, hostilePerSecond, starvation);
        this.hostilePerSecond = hostilePerSecond;
    }

    /** Takes longer by what it takes to start and to come to rest after the last fault. */
    void run(Duration length) {
        try {
            live(length);
        } catch (AssertionError | RuntimeException e) {
            System.out.println("Ended " + diary.where() + ", starved last: " + starvation.last());
            hosts.forEach(this::printLog);
            printLog(enemy);
            throw e;
        }
    }

    private void printLog(Host host) {
        System.out.println("---- " + host);
        try {
            List<String> lines = Files.readAllLines(lab.directory().resolve(host.port() + ".log"));
            lines.subList(Math.max(0, lines.size() - 40), lines.size()).forEach(System.out::println);
        } catch (IOException e) {
            System.out.println("no log: " + e);
        }
    }

    private void live(Duration length) {
        hosts.forEach(this::start);
        Process hostile = Enemy.start(enemy, hostilePerSecond, random.nextLong(), lab.directory());
        diary.settled(judge.settle(SETTLED_WITHIN));
        long start = System.nanoTime();
        while (System.nanoTime() - start < length.toNanos()) {
            play(Round.draw(random));
            assertTrue(hostile.isAlive(), "the enemy has ended");
            diary.look(processes[0], hosts.get(0));
        }
        Await.until(
                Duration.ofSeconds(60),
                "the host lane at rest",
                () -> Vitals.isHostLaneAtRest(processes[0]),
                () -> "too many threads");
        diary.end(processes[0], hosts.get(0));
        hosts.forEach(this::stop);
    }

    private void play(Round round) {
        diary.begins(round);
        for (Happening each : round.happenings()) {
            Clock.sleepMillis(each.afterMillis());
            begin(each);
        }
        for (Happening each : round.happenings()) {
            Clock.sleepMillis(each.forMillis());
            end(each);
        }
        Clock.sleepMillis(AFTERMATH.toMillis());
        boolean held = false;
        for (int attempt = 0; !held && attempt < 5; attempt++) {
            diary.settled(judge.settle(SETTLED_WITHIN));
            held = judge.holds(WATCHED_FOR);
        }
        diary.ends(held);
    }

    private void begin(Happening happening) {
        Host host = hosts.get(happening.host() - 1);
        Soaked process = processes[happening.host() - 1];
        switch (happening.fault()) {
            case KILL -> process.kill();
            case STOP -> stop(host);
            case FREEZE -> process.freeze();
            case FLAP -> {
                for (int i = 1; i < happening.times(); i++) {
                    host.loseCarrier();
                    Clock.sleepMillis(happening.forMillis() / happening.times());
                    host.restoreCarrier();
                    Clock.sleepMillis(happening.forMillis() / happening.times());
                }
                host.loseCarrier();
            }
            case CUT -> host.cutOff();
        }
    }

    private void end(Happening happening) {
        Host host = hosts.get(happening.host() - 1);
        switch (happening.fault()) {
            case KILL, STOP -> start(host);
            case FREEZE -> processes[happening.host() - 1].thaw();
            case FLAP -> host.restoreCarrier();
            case CUT -> host.reconnect();
        }
        processes[happening.host() - 1].requireAlive();
    }

    private void start(Host host) {
        Soaked process = Soaked.start(host, random.nextLong(), lab.directory());
        processes[host.number() - 1] = process;
        process.awaitListening();
        starvation.add(process.pid());
    }

    /** In order: nothing is left. */
    private void stop(Host host) {
        assertEquals(SIGTERM, processes[host.number() - 1].terminate(), "exit status");
        assertEquals(new BitSet(), kernels.get(host.number() - 1).virtualAddresses(), "addresses left behind");
        assertTrue(host.macvlans().isEmpty(), () -> "left behind: " + host.macvlans());
    }

    @Override
    public void close() {
        starvation.close();
        lab.close();
    }
}
