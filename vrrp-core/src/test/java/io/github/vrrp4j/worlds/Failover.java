package io.github.vrrp4j.worlds;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedClient;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Active router of a world at rest goes, and comes back. Here it is clear to the packet what has to happen: who takes over, not
 * before it may and not later than it must, and whether the address moves back.
 */
final class Failover {
    /** Two routers that are due within this time may both become Active, or hear each other before. */
    private static final Duration NETWORK = Duration.ofMillis(1);

    /**
     * In a tie the loser may announce last; then the winner does so again within a second, by keepalived's habits after five, of a
     * clock that may be slow by one hundredth.
     */
    private static final Duration ANNOUNCED_AGAIN = Duration.ofMillis(5100);

    private final RandomWorld world;
    private final Dice dice;
    private final Outcome outcome;
    private final Duration blocked;
    private final Resident first;

    Failover(RandomWorld world, Dice dice, Outcome outcome, Duration blocked) {
        this.world = world;
        this.dice = dice;
        this.outcome = outcome;
        this.blocked = blocked;
        first = outcome.active();
    }

    void happen() {
        SimulatedClient client = client();
        world.run(outcome.longestInterval().plus(NETWORK));
        client.assertServedBy(first.node());
        List<Resident> others =
                outcome.running().stream().filter(each -> each != first).toList();
        long before = transitions(others);
        Duration gone = world.lan().now();
        boolean announced = leave();
        Map<Resident, Duration> waits = new LinkedHashMap<>();
        others.forEach(each -> waits.put(each, wait(each, announced)));
        Duration soonest = Collections.min(waits.values());
        awaitSuccessor(others, gone, soonest, announced);
        world.settle(outcome);
        checkSuccessor(waits, soonest);
        boolean followed = isFollowed(transitions(others) - before > 1);
        if (followed) {
            checkServed(client);
        }
        Resident successor = outcome.active();
        List<Resident> bystanders =
                others.stream().filter(each -> each != successor).toList();
        long moves = transitions(bystanders);
        boolean quietly = comeBack();
        if (isFollowed(transitions(bystanders) != moves) && followed && quietly) {
            checkServed(client);
        }
    }

    /** Waits until caches are right again; says whether they will be. */
    private boolean isFollowed(boolean contested) {
        if (contested) {
            world.run(ANNOUNCED_AGAIN);
        }
        // Whoever uses the virtual MAC address does not announce it again, so a loser's own one may stay in caches.
        return !contested || outcome.cluster().hasOneMac();
    }

    private long transitions(List<Resident> residents) {
        return residents.stream()
                .mapToLong(each -> each.transitions(outcome.index()))
                .sum();
    }

    /** It asks once who has the address, before anybody goes: only what the successor sends can move it, and the switch. */
    private SimulatedClient client() {
        String address = dice.oneOf(outcome.cluster().addresses()).address().toString();
        Duration every = outcome.longestInterval().dividedBy(2);
        return world.lan().client(address, every).confirmNeighborsAfter(Duration.ZERO);
    }

    /** The switch may have heard a virtual MAC address last from whoever has yielded, until it is used for the next advertisement. */
    private void checkServed(SimulatedClient client) {
        world.run(outcome.longestInterval().multipliedBy(2));
        client.assertServedBy(outcome.active().node());
    }

    /** Says whether the others were told. */
    private boolean leave() {
        switch (dice.below(6)) {
            case 0 -> first.crash();
            case 1 -> first.powerOff();
            case 2 -> first.port().unplug();
            case 3 -> first.port().disable();
            case 4 -> {
                first.stop();
                return true;
            }
            default -> {
                first.change((router, now) -> router.resign(outcome.cluster().id(), "the dice say so", now));
                return true;
            }
        }
        return false;
    }

    /** How long a Backup waits after the last packet of the Active router: Active_Down_Interval, or Skew_Time after priority 0. */
    private Duration wait(Resident backup, boolean announced) {
        var status = backup.status(outcome.index());
        return Duration.ofNanos(announced ? status.skewNanos() : status.activeDownNanos());
    }

    private void awaitSuccessor(List<Resident> others, Duration gone, Duration soonest, boolean announced) {
        Duration interval = Duration.ofNanos(config(first).interval().nanos());
        Duration drift = soonest.dividedBy(50).plus(interval.dividedBy(50));
        Duration earliest =
                (announced ? soonest : soonest.minus(interval)).minus(drift).minus(NETWORK);
        if (!earliest.isNegative()) {
            world.run(earliest);
            if (others.stream().anyMatch(each -> each.state(outcome.index()) == State.ACTIVE)) {
                throw new AssertionError("somebody takes over before " + earliest + " have passed");
            }
        }
        Duration latest = gone.plus(soonest).plus(drift).plus(NETWORK);
        world.run(latest.minus(world.lan().now()));
        if (!outcome.hasActive()) {
            throw new AssertionError(
                    "nobody has taken over " + world.lan().now().minus(gone) + " after " + first.node()
                            + " has gone, though somebody waits for only " + soonest);
        }
    }

    /**
     * Among the Backups the one that waits least (RFC 9568 section 6.1: the higher the priority, the shorter), or who preempts it. With
     * different intervals, whoever followed the loser of a tie may be due again before the winner's next packet.
     */
    private void checkSuccessor(Map<Resident, Duration> waits, Duration soonest) {
        Resident successor = outcome.active();
        Duration close = soonest.plus(soonest.dividedBy(25)).plus(NETWORK);
        boolean right = waits.entrySet().stream()
                .filter(each -> each.getValue().compareTo(close) <= 0)
                .anyMatch(each -> each.getKey() == successor || outcome.preempts(successor, each.getKey()));
        if (!right && outcome.hasOneInterval()) {
            throw new AssertionError(successor.node() + " has taken over, but others had to be faster");
        }
    }

    /** Says whether the router that comes back can hear at once who is Active. */
    private boolean comeBack() {
        Resident successor = outcome.active();
        long before = successor.transitions(outcome.index());
        first.start();
        first.port().plug();
        first.port().enable();
        world.run(blocked);
        world.settle();
        boolean moved = successor.transitions(outcome.index()) != before;
        boolean quietly = blocked.isZero() && hears(successor);
        if (moved && successor != first && quietly && !outcome.preempts(first, successor)) {
            throw new AssertionError("the address moves away from " + successor.node() + ", which nobody preempts");
        }
        world.clientsReach();
        return quietly;
    }

    /** Who starts waits by its own interval, until it hears a longer one (section 6.4.1); in unicast, ARP comes first. */
    private boolean hears(Resident successor) {
        VirtualRouterConfig own = config(first);
        Duration wait = Outcome.activeDown(own, Duration.ofNanos(own.interval().nanos()), own.priority());
        Duration gap = Duration.ofNanos(config(successor).interval().nanos());
        Duration arp = outcome.cluster().isUnicast() ? Outcome.ARP : Duration.ZERO;
        return wait.minus(wait.dividedBy(25)).compareTo(gap.plus(NETWORK).plus(arp)) > 0;
    }

    private VirtualRouterConfig config(Resident resident) {
        return outcome.cluster().config(resident.number());
    }
}
