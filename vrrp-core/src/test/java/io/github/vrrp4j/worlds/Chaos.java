package io.github.vrrp4j.worlds;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.simulation.Conditions;
import io.github.vrrp4j.simulation.Delay;
import io.github.vrrp4j.simulation.SimulatedIntruder;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedNode;
import io.github.vrrp4j.spi.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The faults of a world: what goes wrong, when, and for how long; and their end. */
final class Chaos {
    private static final int HELD_BACK = 10;

    private final Dice dice;
    private final SimulatedLan lan;
    private final List<Resident> residents;
    private final List<Cluster> clusters;
    private final Duration pace;
    private final Duration lasts;
    private final @Nullable SimulatedIntruder intruder;
    private final Duration blocked;
    private Duration longestDelay = Duration.ofMillis(1);
    private Duration slowest = Duration.ZERO;
    private boolean over;

    /**
     * Plans the faults of a world.
     *
     * @param trusting whether the hosts send to each other what ARP says: then nobody lies to them, since a neighbour cache
     *     keeps what is wrong for longer than VRRP can be held to account for
     */
    Chaos(
            Dice dice,
            SimulatedLan lan,
            List<Resident> residents,
            List<Cluster> clusters,
            Duration pace,
            boolean trusting) {
        this.dice = dice;
        this.lan = lan;
        this.residents = residents;
        this.clusters = clusters;
        this.pace = pace;
        lasts = pace.multipliedBy(dice.between(5, 30));
        intruder = trusting || !dice.oneIn(3) ? null : lan.intruder();
        blocked = dice.oneIn(10) ? pace.multipliedBy(dice.between(1, 6)) : Duration.ZERO;
        lan.blocksAfterLinkUp(blocked);
        List<Consumer<Resident>> kinds = new ArrayList<>(List.of(
                this::lose,
                this::delay,
                this::disorder,
                this::spoilCable,
                this::deafen,
                this::divide,
                this::unplug,
                this::disable,
                this::cut,
                this::crash,
                this::stop,
                this::restart,
                this::powerOff,
                this::pause,
                this::freeze,
                this::driftClock,
                this::reconfigure,
                this::resign,
                this::reprioritize,
                this::exclude,
                this::readdress,
                this::slowHooks,
                this::breakHooks));
        if (!trusting) {
            kinds.add(this::corrupt);
        }
        plan(draw(kinds));
    }

    /** A few kinds of faults meet each other more often than all of them would. */
    private List<Consumer<Resident>> draw(List<Consumer<Resident>> kinds) {
        List<Consumer<Resident>> drawn = new ArrayList<>();
        for (int i = dice.between(1, 6); i > 0; i--) {
            drawn.add(dice.oneOf(kinds));
        }
        if (intruder != null) {
            drawn.add(this::intrude);
        }
        return drawn;
    }

    private void plan(List<Consumer<Resident>> kinds) {
        for (int i = dice.between(2, 15); i > 0; i--) {
            Consumer<Resident> fault = dice.oneOf(kinds);
            lan.after(dice.upTo(lasts), () -> fault.accept(dice.oneOf(residents)));
        }
    }

    Duration lasts() {
        return lasts;
    }

    /** For how long the switch forwards nothing for a port that comes up. */
    Duration blocked() {
        return blocked;
    }

    /**
     * How long after {@link #end} something of the faults can still be seen: frames under way, blocked ports, slow hooks, and what
     * an intruder made others believe.
     */
    Duration aftermath() {
        Duration grudge =
                clusters.stream().map(Cluster::grudge).max(Duration::compareTo).orElseThrow();
        return blocked.plus(longestDelay).plus(slowest).plus(intruder == null ? Duration.ZERO : grudge);
    }

    /** Everything is repaired. What a frame is held up by afterwards is in {@link #aftermath()}. */
    void end() {
        over = true;
        lan.heal();
        lan.conditions(Conditions.GOOD);
        for (Resident each : residents) {
            each.throwingHooks(0);
            each.slowHooks(Duration.ZERO);
            each.node().heal();
            each.port().conditions(Conditions.IDEAL);
            each.port().enable();
            each.port().plug();
            each.node().clockRate(dice.oneOf(1.0, 1.0, 1.0, 0.99, 1.01));
            each.resume();
            each.regainAddresses();
            for (Cluster cluster : clusters) {
                each.reconfigure(cluster.config(each.number()));
                each.change((router, now) -> router.eligible(cluster.id(), Optional.empty(), now));
            }
            if (!each.hasSlowHooks()) {
                each.start();
            }
        }
    }

    /** What can be done only when hooks have returned. One that failed is asked again; nobody need start its process anew. */
    void cleanUp() {
        for (Resident each : residents) {
            each.hooksAreDone();
            each.start();
        }
    }

    private void later(Runnable repair) {
        if (!dice.oneIn(3)) {
            lan.after(dice.mostlyShort(lasts), () -> {
                if (!over) {
                    repair.run();
                }
            });
        }
    }

    private void conditions(Conditions conditions) {
        lan.conditions(conditions);
        later(() -> lan.conditions(Conditions.GOOD));
    }

    private void lose(Resident any) {
        conditions(Conditions.GOOD.withLoss(dice.oneOf(0.05, 0.3, 0.8, 1.0)));
    }

    private void delay(Resident any) {
        Duration longest = dice.mostlyShort(dice.oneIn(5) ? pace.multipliedBy(3) : pace.dividedBy(3));
        expectDelays(longest);
        conditions(Conditions.GOOD.withDelay(Delay.between(Duration.ZERO, longest)));
    }

    private void disorder(Resident any) {
        Duration longest = dice.mostlyShort(pace.dividedBy(5));
        expectDelays(longest);
        conditions(Conditions.GOOD
                .withDelay(Delay.between(Duration.ZERO, longest))
                .withReordering(0.3)
                .withDuplication(0.3));
    }

    private void corrupt(Resident any) {
        conditions(Conditions.GOOD.withCorruption(dice.oneOf(0.1, 0.5, 1.0)));
    }

    private void spoilCable(Resident victim) {
        Duration longest = dice.mostlyShort(pace.dividedBy(5));
        expectDelays(longest);
        victim.port()
                .conditions(Conditions.IDEAL
                        .withLoss(dice.fraction())
                        .withDelay(Delay.between(Duration.ZERO, longest))
                        .withReordering(0.2)
                        .withDuplication(0.2));
        later(() -> victim.port().conditions(Conditions.IDEAL));
    }

    /** A frame passes two cables and the LAN, and is held back on all of them if it is on one. */
    private void expectDelays(Duration longest) {
        Duration way = longest.multipliedBy(3L * HELD_BACK);
        longestDelay = longestDelay.compareTo(way) > 0 ? longestDelay : way;
    }

    private void deafen(Resident victim) {
        lan.drop(dice.oneOf(residents).node(), victim.node());
        later(lan::heal);
    }

    private void divide(Resident any) {
        List<Resident> shuffled = new ArrayList<>(residents);
        for (int i = shuffled.size(); i > 1; i--) {
            Collections.swap(shuffled, i - 1, dice.below(i));
        }
        lan.partition(shuffled.subList(0, dice.between(1, residents.size() - 1)).stream()
                .map(Resident::node)
                .toArray(SimulatedNode[]::new));
        later(lan::heal);
    }

    private void unplug(Resident victim) {
        victim.port().unplug();
        later(victim.port()::plug);
    }

    private void disable(Resident victim) {
        victim.port().disable();
        later(victim.port()::enable);
    }

    private void cut(Resident victim) {
        switch (dice.below(3)) {
            case 0 -> victim.node().cut();
            case 1 -> victim.node().cutIncoming();
            default -> victim.node().cutOutgoing();
        }
        later(victim.node()::heal);
    }

    private void crash(Resident victim) {
        if (victim.runs()) {
            victim.crash();
            later(() -> start(victim));
        }
    }

    private void stop(Resident victim) {
        victim.stop();
        later(() -> start(victim));
    }

    private void restart(Resident victim) {
        victim.stop();
        start(victim);
    }

    private void powerOff(Resident victim) {
        victim.powerOff();
        later(() -> start(victim));
    }

    /** A process that still waits for its hooks is not started a second time. */
    private void start(Resident victim) {
        if (!victim.hasSlowHooks()) {
            victim.start();
        }
    }

    private void pause(Resident victim) {
        victim.pause();
        later(victim::resume);
    }

    private void freeze(Resident victim) {
        victim.freeze();
        later(victim::resume);
    }

    private void driftClock(Resident victim) {
        victim.node().clockRate(dice.oneOf(0.5, 0.9, 0.99, 1.01, 1.1, 2.0));
        later(() -> victim.node().clockRate(1));
    }

    private void reconfigure(Resident victim) {
        victim.reconfigure(dice.oneOf(clusters).drawChange(victim.number()));
    }

    private void resign(Resident victim) {
        victim.change((router, now) -> router.resign(dice.oneOf(clusters).id(), "the dice say so", now));
    }

    private void reprioritize(Resident victim) {
        victim.change((router, now) -> router.reprioritize(dice.oneOf(clusters).id(), dice.between(1, 254), now));
    }

    private void exclude(Resident victim) {
        Cluster cluster = dice.oneOf(clusters);
        victim.change((router, now) -> router.eligible(cluster.id(), Optional.of("the dice say so"), now));
        later(() -> victim.change((router, now) -> router.eligible(cluster.id(), Optional.empty(), now)));
    }

    private void readdress(Resident victim) {
        victim.loseAddresses();
        later(victim::regainAddresses);
    }

    private void slowHooks(Resident victim) {
        Duration takes = dice.mostlyShort(pace.multipliedBy(4));
        slowest = slowest.compareTo(takes) > 0 ? slowest : takes;
        victim.slowHooks(takes);
    }

    private void breakHooks(Resident victim) {
        victim.throwingHooks(dice.between(1, 4));
        later(() -> victim.throwingHooks(0));
    }

    private void intrude(Resident victim) {
        SimulatedIntruder bad = intruder;
        Duration until = lan.now().plus(dice.mostlyShort(pace.multipliedBy(6)));
        for (int i = dice.between(1, 8); bad != null && i > 0; i--) {
            lan.after(dice.upTo(until.minus(lan.now())), () -> {
                if (!over) {
                    intrude(bad, victim);
                }
            });
        }
    }

    private void intrude(SimulatedIntruder bad, Resident victim) {
        switch (dice.below(4)) {
            case 0 -> bad.babble();
            case 1 -> bad.replay();
            default -> {
                Advertisement forged = dice.oneOf(clusters).forge();
                IpAddress source = forgedSource(forged.family(), victim);
                IpAddress group = forged.family().group();
                int timeToLive = dice.oneIn(5) ? 254 : 255;
                byte[] message = AdvertisementCodec.encode(forged, source, group);
                bad.send(new Datagram(source, group, timeToLive, message));
            }
        }
    }

    private IpAddress forgedSource(Family family, Resident victim) {
        Optional<IpAddress> stolen = victim.port().addresses().stream()
                .filter(address -> address.family() == family)
                .findFirst();
        boolean four = family == Family.IPV4;
        return dice.oneIn(2) && stolen.isPresent()
                ? stolen.get()
                : IpAddress.of(dice.oneIn(2) ? (four ? "10.9.0.1" : "fe80::1") : (four ? "10.9.0.254" : "fe80::fffe"));
    }
}
