package io.github.vrrp4j.exploration;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.LosingAdvertisement;
import io.github.vrrp4j.protocol.Policies;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a router reacted to one event, and how it had to by RFC 9568 and RFC 3768 section 6.4, and by the rules on preempt delay and
 * stalls.
 *
 * @param world where it happened
 * @param before the router until then
 * @param step the event
 * @param after its machine from then on
 * @param effects what the machine asked for
 */
record Reaction(World world, Node before, Step step, VirtualRouter after, List<Effect> effects) {
    /** What the router has to say. */
    private enum Speech {
        NOTHING,
        ADVERTISE,
        ADVERTISE_AND_ANNOUNCE,
        RESIGN
    }

    /** What has to come of the event, and by which rule. */
    private record Outcome(String rule, State state, long deadline, Interval activeInterval, Speech speech) {}

    void check() {
        Outcome outcome = outcome();
        require(outcome, "state", outcome.state, after.state());
        if (outcome.deadline != after.deadline()) {
            require(outcome, "deadline", fromNow(outcome.deadline), fromNow(after.deadline()));
        }
        require(outcome, "Active_Adver_Interval", outcome.activeInterval, after.activeInterval());
        require(
                outcome,
                "effects",
                order(outcome),
                effects.stream().map(this::nameOf).toList());
    }

    private void require(Outcome outcome, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new Violation(outcome.rule + ": after \"" + step + "\" in " + before.state() + ", " + what
                    + " must be " + expected + ", not " + actual);
        }
    }

    private String fromNow(long deadline) {
        return deadline == VirtualRouter.NEVER ? "never" : "in " + (deadline - world.now()) + " ns";
    }

    private Outcome outcome() {
        VirtualRouterConfig config = before.config();
        return switch (step.kind()) {
            case START ->
                config.isOwner()
                        ? promoted("6.4.1: the owner is Active at once")
                        : waiting("6.4.1: others listen first", config.interval(), Speech.NOTHING);
            case STOP ->
                new Outcome(
                        "6.4.2, 6.4.3: shutdown",
                        State.INITIALIZE,
                        VirtualRouter.NEVER,
                        before.machine().activeInterval(),
                        before.isActive() ? Speech.RESIGN : Speech.NOTHING);
            case EXPIRE -> before.isActive() ? heartbeat() : promoted("6.4.2: Active_Down_Timer fires");
            case STALL ->
                before.config().isOwner() || before.books().listens()
                        ? unchanged("an owner, and who listens already, goes on", Speech.NOTHING)
                        : active("who stood still says nothing for one interval", fullInterval(), Speech.NOTHING);
            default -> heard(Objects.requireNonNull(step.packet()));
        };
    }

    private Outcome heard(Packet packet) {
        return switch (before.state()) {
            case INITIALIZE -> unchanged("6.4.1: nothing is heard in Initialize", Speech.NOTHING);
            case BACKUP -> heardInBackup(packet.advertisement());
            case ACTIVE -> heardInActive(packet);
        };
    }

    private Outcome heardInBackup(Advertisement advertisement) {
        VirtualRouterConfig config = before.config();
        Interval activeInterval = before.machine().activeInterval();
        if (advertisement.priority() == 0) {
            long deadline = world.now() + Durations.skewNanos(config, activeInterval);
            return new Outcome(
                    "6.4.2: priority 0 sets the timer to Skew_Time",
                    State.BACKUP,
                    deadline,
                    activeInterval,
                    Speech.NOTHING);
        }
        if (advertisement.priority() >= config.priority()
                || !config.preemption().enabled()) {
            return waiting("6.4.2: accept", learned(advertisement), Speech.NOTHING);
        }
        if (world.now() < before.books().followsUntilAfter(advertisement, before, world.now())) {
            return waiting("preempt delay: accept as yet", learned(advertisement), Speech.NOTHING);
        }
        return unchanged("6.4.2: discard, the timer runs on", Speech.NOTHING);
    }

    private Outcome heardInActive(Packet packet) {
        Advertisement advertisement = packet.advertisement();
        if (advertisement.priority() == 0) {
            return active("6.4.3: priority 0 is answered", fullInterval(), Speech.ADVERTISE);
        }
        int byAddress = Arrays.compareUnsigned(
                world.addressOf(packet.from()).bytes(),
                world.addressOf(packet.to()).bytes());
        int byPriority =
                Integer.compare(advertisement.priority(), before.config().priority());
        if (byPriority > 0 || (byPriority == 0 && byAddress > 0)) {
            boolean lastWord = before.config().policies().lastAdvertisement()
                    && !before.books().listens();
            return waiting(
                    "6.4.3: yield to the better one",
                    learned(advertisement),
                    lastWord ? Speech.ADVERTISE : Speech.NOTHING);
        }
        if (before.books().listens() && (byPriority >= 0 || !isEager())) {
            return waiting(
                    "who stood still follows whom a Backup would follow", learned(advertisement), Speech.NOTHING);
        }
        Policies policies = before.config().policies();
        if (policies.losingAdvertisement() == LosingAdvertisement.DISCARD) {
            return unchanged("RFC 3768 6.4.3: discard", Speech.NOTHING);
        }
        return active(
                "6.4.3: assert the Active state",
                policies.losingAdvertisement() == LosingAdvertisement.ADVERTISE
                        ? before.machine().deadline()
                        : fullInterval(),
                policies.announcements().onLosingAdvertisement() ? Speech.ADVERTISE_AND_ANNOUNCE : Speech.ADVERTISE);
    }

    private boolean isEager() {
        return before.config().preemption().equals(Preemption.IMMEDIATE);
    }

    private Interval learned(Advertisement advertisement) {
        return before.config().version() == Version.V3
                ? advertisement.interval()
                : before.config().interval();
    }

    private long fullInterval() {
        return world.now() + before.config().interval().nanos();
    }

    private Outcome heartbeat() {
        long next = before.machine().deadline() + before.config().interval().nanos();
        return active("6.4.3: Adver_Timer fires", next, Speech.ADVERTISE);
    }

    private Outcome promoted(String rule) {
        return active(rule, fullInterval(), Speech.ADVERTISE);
    }

    private Outcome active(String rule, long deadline, Speech speech) {
        return new Outcome(rule, State.ACTIVE, deadline, before.config().interval(), speech);
    }

    private Outcome waiting(String rule, Interval activeInterval, Speech speech) {
        long deadline = world.now() + Durations.activeDownNanos(before.config(), activeInterval);
        return new Outcome(rule, State.BACKUP, deadline, activeInterval, speech);
    }

    private Outcome unchanged(String rule, Speech speech) {
        VirtualRouter machine = before.machine();
        return new Outcome(rule, machine.state(), machine.deadline(), machine.activeInterval(), speech);
    }

    /** The contract on the order of effects. */
    private List<String> order(Outcome outcome) {
        boolean moves = outcome.state != before.state();
        if (!moves && outcome.speech == Speech.NOTHING) {
            return List.of();
        }
        String own = "Send " + before.config().priority();
        String transition = "Transition " + before.state() + " to " + outcome.state;
        if (outcome.state == State.ACTIVE) {
            if (moves) {
                return List.of(own, "Acquire", "Announce", transition);
            }
            return switch (outcome.speech) {
                case ADVERTISE -> List.of(own);
                case ADVERTISE_AND_ANNOUNCE -> List.of(own, "Announce");
                default -> List.of();
            };
        }
        if (before.isActive()) {
            return switch (outcome.speech) {
                case RESIGN -> List.of("Send 0", "Release", transition);
                case ADVERTISE -> List.of(own, "Release", transition);
                default -> List.of("Release", transition);
            };
        }
        return moves ? List.of(transition) : List.of();
    }

    private String nameOf(Effect effect) {
        if (effect instanceof Effect.Send send) {
            return "Send " + send.advertisement().priority();
        }
        if (effect instanceof Effect.Transition transition) {
            return "Transition " + transition.from() + " to " + transition.to();
        }
        String name = effect.getClass().getSimpleName();
        return addressesOf(effect).equals(before.config().addresses()) ? name : name + " " + addressesOf(effect);
    }

    private static List<?> addressesOf(Effect effect) {
        if (effect instanceof Effect.Acquire acquire) {
            return acquire.addresses();
        }
        if (effect instanceof Effect.Release release) {
            return release.addresses();
        }
        return effect instanceof Effect.Announce announce ? announce.addresses() : List.of();
    }
}
