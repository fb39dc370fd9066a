package io.github.vrrp4j.worlds;

import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one virtual router has to end up when nothing goes wrong any more, and how long that may take.
 *
 * <p>The RFCs do not let the highest priority win in any case, but say who takes over from whom. So the right router is Active if
 * nobody who runs and preempts has a higher priority (RFC 9568 section 6.1, Preempt_Mode); a router of equal priority leaves the
 * incumbent where it is, whatever their addresses.
 *
 * <p>Let L be the longest Active_Down_Interval that a router has now, or has if it learns the interval of another one, I the longest
 * Advertisement_Interval, and D the longest preempt delay.
 *
 * <ol>
 *   <li>An Active that has stood still listens for up to I, and then goes on or is Backup.
 *   <li>A Backup either hears an Active or becomes one within L. So after I + L there is one, and it has said so to all.
 *   <li>Several of them hear each other within I, and the best one remains (section 6.4.3). Whoever follows it hears it more often
 *       than its timer fires.
 *   <li>Whoever preempts it no longer listens to it after D, and takes over within L after that; all of them wait at the same time.
 *       They, too, hear each other within I.
 * </ol>
 *
 * <p>Together 2 L + D + 3 I; one more I because it has to stay so for that long; and two hundredths for clocks that are wrong by one.
 * In unicast, the first packet waits for ARP, which is asked once a second. With authentication headers, the packets of
 * a router that is behind with its sequence numbers count for replays, until whoever takes them for that has become Active for lack
 * of others, within one more L, and is heard.
 */
final class Outcome {
    private static final Duration ROUND_TRIPS = Duration.ofMillis(5);
    private static final Duration ARP = Duration.ofSeconds(2);

    private final List<Resident> residents;
    private final Cluster cluster;
    private final int index;

    Outcome(List<Resident> residents, List<Cluster> clusters, int index) {
        this.residents = residents;
        this.cluster = clusters.get(index);
        this.index = index;
    }

    /** How long it may take from now on. */
    Duration bound() {
        Duration once = longestActiveDown()
                .multipliedBy(2)
                .plus(longestDelay())
                .plus(longestInterval().multipliedBy(4));
        return once.plus(once.dividedBy(50)).plus(catchUp()).plus(ROUND_TRIPS);
    }

    /** How long it may take until all neighbours are known and all sequence numbers are in step. */
    Duration catchUp() {
        Duration neighbors = cluster.isUnicast() ? ARP.plus(longestInterval()) : Duration.ZERO;
        Duration sequence = cluster.countsPackets()
                ? longestActiveDown().plus(longestInterval().multipliedBy(2))
                : Duration.ZERO;
        return neighbors.plus(sequence);
    }

    /** The longest of the routers that run. */
    Duration longestActiveDown() {
        Duration longest = Duration.ZERO;
        for (Resident each : running()) {
            VirtualRouterStatus status = each.status(index);
            Duration now = Duration.ofNanos(status.activeDownNanos());
            longest = max(longest, max(now, activeDown(status.config(), longestInterval(), status.priority())));
        }
        return longest;
    }

    /** RFC 9568 section 6.1 and RFC 3768 section 6.1. */
    static Duration activeDown(VirtualRouterConfig config, Duration activeInterval, int priority) {
        return activeInterval
                .multipliedBy(config.policies().missedAdvertisements())
                .plus(skew(config, activeInterval, priority));
    }

    static Duration skew(VirtualRouterConfig config, Duration activeInterval, int priority) {
        Duration whole = config.version() == Version.V2 ? Duration.ofSeconds(1) : activeInterval;
        return whole.multipliedBy(256L - priority).dividedBy(256);
    }

    Duration longestInterval() {
        return residents.stream()
                .map(each -> Duration.ofNanos(
                        cluster.config(each.number()).interval().nanos()))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    boolean hasOneInterval() {
        return residents.stream()
                        .map(each -> cluster.config(each.number()).interval())
                        .distinct()
                        .count()
                == 1;
    }

    private Duration longestDelay() {
        return running().stream()
                .map(each -> cluster.config(each.number()).preemption().delay())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    List<Resident> running() {
        return residents.stream()
                .filter(each -> each.state(index) != State.INITIALIZE)
                .toList();
    }

    boolean isReached() {
        return problem().isEmpty();
    }

    /** The only Active router. */
    Resident active() {
        return residents.stream()
                .filter(each -> each.state(index) == State.ACTIVE)
                .findFirst()
                .orElseThrow();
    }

    boolean hasActive() {
        for (Resident each : residents) {
            if (each.state(index) == State.ACTIVE) {
                return true;
            }
        }
        return false;
    }

    /** What is not as it has to be. */
    Optional<String> problem() {
        Resident active = null;
        for (Resident each : residents) {
            if (each.state(index) == State.ACTIVE) {
                if (active != null) {
                    return Optional.of("both " + active.node() + " and " + each.node() + " are Active");
                }
                active = each;
            }
        }
        if (active == null) {
            return Optional.of("nobody is Active");
        }
        for (Resident each : residents) {
            if (each == active ? !each.holdsAll(index) : each.isAlive() && each.holdsAny(index)) {
                return Optional.of(
                        each.node() + " has " + each.node().held() + ", and " + active.node() + " is Active");
            }
            if (each.state(index) == State.BACKUP && preempts(each, active)) {
                return Optional.of(each.node() + " has a higher priority than " + active.node() + ", and preempts");
            }
        }
        return Optional.empty();
    }

    boolean preempts(Resident challenger, Resident incumbent) {
        return cluster.config(challenger.number()).preemption().enabled()
                && challenger.priority(index) > incumbent.priority(index);
    }

    int index() {
        return index;
    }

    Cluster cluster() {
        return cluster;
    }

    static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
