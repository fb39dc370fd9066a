package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Two routers that share an address, and what is done to them. */
abstract class Opponents {
    private static final int VRID = 51;
    static final int WORSE_PRIORITY = 100;

    private final Lab lab;
    private final Setting setting;
    private Site better;
    private final Site worse;
    private final Map<Host, RouterProcess> running = new HashMap<>();
    private final Starvation starvation;
    private long lastFaultNanos;

    Opponents(Lab lab, Pair pair, boolean preempt, Host first, int priority) {
        this.lab = lab;
        setting = pair.setting();
        Host second = lab.host("r2", 2);
        RouterConfig config = new RouterConfig(setting, VRID, priority, preempt, first, second);
        better = new Site(first, pair.better(), config);
        worse = new Site(second, pair.worse(), new RouterConfig(setting, VRID, WORSE_PRIORITY, preempt, second, first));
        starvation = new Starvation(setting.dialect().interval());
    }

    final Site better() {
        return better;
    }

    final Site worse() {
        return worse;
    }

    /** Returns at once. */
    final void launch(Site site) {
        running.put(site.host(), site.kind().start(lab, site.config()));
    }

    /** Returns when all that run listen. */
    final void awaitListening() {
        running.values().forEach(this::awaitListening);
    }

    private void awaitListening(RouterProcess process) {
        process.awaitListening(setting);
        process.pids().forEach(starvation::add);
    }

    /** Returns when it listens. */
    final void start(Site site) {
        start(site, site.kind().start(lab, site.config()));
    }

    /** Returns when this one, which runs in its place, listens. */
    final void start(Site site, RouterProcess process) {
        running.put(site.host(), process);
        awaitListening(process);
    }

    /** What its program logs from now on. */
    final ProgramLog log(Site site) {
        return ProgramLog.fromNow(lab.directory().resolve(site.host().port() + "-" + site.kind() + ".log"));
    }

    final RouterProcess process(Site site) {
        return Objects.requireNonNull(running.get(site.host()));
    }

    /** From its next start on, the better router leaves a worse one in office. */
    final void letTheBetterNotPreempt() {
        better = new Site(better.host(), better.kind(), better.config().withoutPreemption());
    }

    /** SIGKILL. */
    final void kill(Site site) {
        lastFaultNanos = System.nanoTime();
        process(site).kill();
    }

    /** SIGTERM. Returns the exit status. */
    final int terminate(Site site) {
        lastFaultNanos = System.nanoTime();
        return process(site).terminate();
    }

    /** SIGSTOP. */
    final void freeze(Site site) {
        lastFaultNanos = System.nanoTime();
        process(site).freeze();
    }

    /** SIGCONT. */
    final void thaw(Site site) {
        process(site).thaw();
    }

    /** SIGSTOP and SIGCONT for both at once. */
    final void freezeBoth(Duration time) {
        lastFaultNanos = System.nanoTime();
        Signals.stopTogether(time, process(better).pid(), process(worse).pid());
    }

    /** Pulls the cable. */
    final void loseCarrier(Site site) {
        lastFaultNanos = System.nanoTime();
        site.host().loseCarrier();
    }

    /** The carrier stays, but nothing comes through. */
    final void cutOff(Site site) {
        lastFaultNanos = System.nanoTime();
        site.host().cutOff();
    }

    /**
     * Does something with the two.
     *
     * @throws SlowMachineException if it failed, but the routers did not get the time to do what they are to show
     */
    final void play(Runnable play) {
        try (starvation) {
            playUnlessStarved(play);
        }
    }

    private void playUnlessStarved(Runnable play) {
        lastFaultNanos = System.nanoTime();
        try {
            play.run();
        } catch (AssertionError e) {
            // How long a thread has waited is counted when it runs at last.
            LockSupport.parkNanos(2 * setting.dialect().interval().toNanos());
            if (starvation.since(lastFaultNanos)) {
                throw new SlowMachineException(starvation.last(), e);
            }
            throw e;
        }
    }
}
