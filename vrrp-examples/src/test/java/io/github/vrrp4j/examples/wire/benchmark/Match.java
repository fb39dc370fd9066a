package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Lab;
import io.github.vrrp4j.examples.wire.RouterKind;
import java.util.List;

/** Two hosts of one kind that share virtual routers, and a client, in a lab of their own. */
final class Match implements AutoCloseable {
    private static final int OWNER = 255;
    private static final int BETTER = 150;
    private static final int WORSE = 100;

    private final Lab lab = Lab.openUnwatched();
    private final Fleet fleet;
    private final Contestant better;
    private final Contestant worse;

    Match(RouterKind kind, Fleet fleet) {
        this(kind, fleet, BETTER);
    }

    private Match(RouterKind kind, Fleet fleet, int priority) {
        this.fleet = fleet;
        better = new Contestant(kind, lab.host("r1", 1), 1, priority, fleet, lab.directory());
        worse = new Contestant(kind, lab.host("r2", 2), 2, WORSE, fleet, lab.directory());
    }

    /** The better one owns the addresses. */
    static Match ofOwners(RouterKind kind, Fleet fleet) {
        return new Match(kind, fleet, OWNER);
    }

    Fleet fleet() {
        return fleet;
    }

    Contestant better() {
        return better;
    }

    Contestant worse() {
        return worse;
    }

    Contestant other(Contestant one) {
        return one == better ? worse : better;
    }

    /** Starts both; the better one is Active when this returns, and the worse one hears it. */
    void start() {
        better.start();
        better.awaitActive();
        worse.start();
        settle();
    }

    /** Until everybody knows everybody, and what had to be loaded and compiled has been. */
    void settle() {
        Clock.sleepMillis(3000 + fleet.activeDownNanos(WORSE) / 1_000_000);
    }

    /** More than a takeover may take. */
    void awaitTakeover() {
        Clock.sleepMillis(600 + fleet.activeDownNanos(WORSE) / 1_000_000);
    }

    /** What the kernel of this one's host tells from now on. */
    LinkEvents eventsOf(Contestant one) {
        return LinkEvents.of(one.host(), lab.directory());
    }

    Recording record() {
        return Recording.start(lab);
    }

    /** Returns when the last advertisement of every virtual router has been seen. */
    Recording recordFromNow() {
        Recording recording = record();
        Clock.sleepMillis(2 * fleet.interval().toMillis());
        return recording;
    }

    /** A host that can reach the virtual addresses. */
    Host client() {
        Host client = lab.host("client", 9);
        client.namespace().ip("route", "add", Fleet.NETWORK, "dev", Host.INTERFACE);
        return client;
    }

    /** A program that computes without a pause until this is closed. */
    void startBusyLoop() {
        Command.start(
                lab.lan().inside(List.of("sh", "-c", "while :; do :; done")),
                lab.directory().resolve("busy.log"));
    }

    @Override
    public void close() {
        lab.close();
    }
}
