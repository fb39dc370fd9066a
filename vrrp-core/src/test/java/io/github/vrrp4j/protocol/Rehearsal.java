package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.MILLISECOND;
import static io.github.vrrp4j.protocol.Fixtures.NOTHING;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Situation.Effective;
import io.github.vrrp4j.protocol.Situation.History;
import io.github.vrrp4j.protocol.Situation.Losing;
import io.github.vrrp4j.protocol.Situation.Protocol;
import io.github.vrrp4j.protocol.Situation.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings a virtual router into a situation, keeping its own books on what the timer has to be, and lets the event happen. */
final class Rehearsal {
    private static final int OWN = 100;
    private static final int LEARNED = 250;
    private static final int RECEIVED = 40;
    private static final long DELAY = 2 * SECOND;

    private final Situation.Setting setting;
    private final Situation.Past past;
    private final Situation.Event event;
    private final VirtualRouterConfig config;
    private final VirtualRouter router;

    private int priority;

    private long now = T0;
    private long deadline = VirtualRouter.NEVER;
    private long waited;
    private boolean skewing;
    private int learned = OWN;
    private Optional<Evidence.Heard> last = Optional.empty();

    Rehearsal(Situation situation) {
        setting = situation.setting();
        past = situation.past();
        event = situation.event();
        config = config();
        router = new VirtualRouter(config);
        priority = config.priority();
        switch (past.state()) {
            case INITIALIZE -> prepareInitialize();
            case BACKUP -> prepareBackup();
            case ACTIVE -> prepareActive();
        }
        if (setting.effective() != Effective.CONFIGURED) {
            reprioritize(setting.effective() == Effective.RAISED ? priority + 30 : priority - 30);
        }
        assertEquals(past.state(), router.state(), () -> "preparing " + situation);
        assertEquals(deadline, router.deadline(), () -> "preparing " + situation);
        now = switch (event.kind()) {
            case TIMER -> past.state() == State.INITIALIZE ? now + 3600 * SECOND : deadline;
            case EARLY_TIMER -> past.state() == State.INITIALIZE ? now + 1 : deadline - 1;
            default -> now + MILLISECOND;
        };
    }

    private VirtualRouterConfig config() {
        VirtualRouterConfig.Builder builder = switch (setting.protocol()) {
            case V2 -> Fixtures.v2();
            case V3_IPV4 -> Fixtures.v3();
            case V3_IPV6 -> Fixtures.v3OverIpv6();
        };
        if (setting.losing() != Losing.BY_VERSION) {
            LosingAdvertisement losing =
                    LosingAdvertisement.valueOf(setting.losing().name());
            builder.adjust(policies -> policies.withLosingAdvertisement(losing));
        }
        if (setting.role() != Role.NO_OWNER) {
            return builder.addressOwner().build();
        }
        return builder.preemption(
                        switch (setting.preempt()) {
                            case IMMEDIATE -> Preemption.IMMEDIATE;
                            case NEVER -> Preemption.NEVER;
                            case DELAYED -> Preemption.after(Duration.ofNanos(DELAY));
                        })
                .build();
    }

    private IpAddress address(Situation.Address address) {
        boolean ipv6 = setting.protocol() == Protocol.V3_IPV6;
        return switch (address) {
            case LOWER -> ipv6 ? ip("fe80::1") : Fixtures.LOWER_ADDRESS;
            case HIGHER -> ipv6 ? ip("fe80::8000:0:0:0") : Fixtures.HIGHER_ADDRESS;
            default -> ipv6 ? ip("fe80::7fff:0:0:1") : Fixtures.SELF;
        };
    }

    private void prepareInitialize() {
        if (past.learnedOther()) {
            start();
            follow(priority + 1);
            Fixtures.shutdown(router, now);
            deadline = VirtualRouter.NEVER;
        }
    }

    private void prepareActive() {
        start();
        if (setting.role() != Role.NO_OWNER) {
            arm(nanos(OWN));
            return;
        }
        if (past.learnedOther()) {
            follow(priority + 1);
        }
        now = deadline;
        router.expire(now);
        arm(nanos(OWN));
    }

    private void prepareBackup() {
        start();
        History history = past.history();
        if (history == History.WAITING || history == History.OVER) {
            follow(priority - 50);
        } else if (setting.role() == Role.OWNER) {
            follow(priority);
        } else if (past.learnedOther()) {
            follow(priority + 1);
        }
        if (history == History.RESIGNED || history == History.RESIGNED_DISCARDED) {
            hear(0, unlearnable());
            skewing = true;
            arm(skew(learned));
        }
        if (history == History.OVER) {
            now += DELAY;
        }
        Optional<Evidence.Heard> resigned = last;
        if (history == History.OVER || history == History.DISCARDED || history == History.RESIGNED_DISCARDED) {
            hear(priority - 50, unlearnable());
        }
        if (history == History.RESIGNED_DISCARDED) {
            // The resignation set the timer, and stays the evidence for what comes of it.
            last = resigned;
        }
    }

    /** What comes with an advertisement that is not accepted. */
    private int unlearnable() {
        return setting.protocol() == Protocol.V2 ? OWN : RECEIVED;
    }

    /** Row 17: the running deadline moves by the difference; the interval that is learned stays. */
    private void reprioritize(int effective) {
        now += MILLISECOND;
        router.reprioritize(effective, now);
        priority = effective;
        if (past.state() == State.BACKUP) {
            long until = skewing ? skew(learned) : activeDown(learned);
            deadline = Math.max(now, deadline + until - waited);
            waited = until;
        }
    }

    private void start() {
        Fixtures.startup(router, address(Situation.Address.EQUAL), now);
        arm(activeDown(OWN));
    }

    /** Whoever is heard, the interval is learned and Active_Down_Interval starts. */
    private void follow(int theirPriority) {
        learned = past.learnedOther() ? LEARNED : OWN;
        hear(theirPriority, learned);
        arm(activeDown(learned));
    }

    private void hear(int theirPriority, int interval) {
        now += MILLISECOND;
        Advertisement advertisement = advertisement(theirPriority, interval);
        IpAddress sender = address(Situation.Address.HIGHER);
        router.receive(advertisement, sender, now);
        last = Optional.of(Fixtures.heard(advertisement, sender));
    }

    private Advertisement advertisement(int theirPriority, int interval) {
        return Fixtures.advertisement(config, theirPriority, Fixtures.centiseconds(interval));
    }

    private void arm(long nanos) {
        waited = nanos;
        deadline = now + nanos;
    }

    private static long nanos(int centiseconds) {
        return centiseconds * 10 * MILLISECOND;
    }

    private long skew(int centiseconds) {
        long scale = setting.protocol() == Protocol.V2 ? SECOND : nanos(centiseconds);
        return (256 - priority) * scale / 256;
    }

    private long activeDown(int centiseconds) {
        return 3 * nanos(centiseconds) + skew(centiseconds);
    }

    Outcome run() {
        List<Effect> effects = switch (event.kind()) {
            case STARTUP -> Fixtures.startup(router, address(Situation.Address.EQUAL), now);
            case SHUTDOWN -> Fixtures.shutdown(router, now);
            case RESIGN -> router.resign(BECAUSE, now);
            case EARLY_TIMER, TIMER -> router.expire(now);
            case ADVERT -> router.receive(received(), address(event.address()), now);
        };
        return new Outcome(effects, router.state(), router.deadline());
    }

    private int receivedInterval() {
        return event.receivedOther() ? RECEIVED : OWN;
    }

    private Advertisement received() {
        int theirPriority = switch (event.priority()) {
            case ZERO -> 0;
            case LOWER -> priority - 50;
            case HIGHER -> priority + 100;
            default -> priority;
        };
        return advertisement(theirPriority, receivedInterval());
    }

    Outcome expected(DecisionTable.Row row) {
        return new Outcome(effects(row), row.next(), deadline(row.deadline()));
    }

    private long deadline(String name) {
        boolean heard = event.kind() == Situation.Kind.ADVERT;
        return switch (name) {
            case "NEVER" -> VirtualRouter.NEVER;
            case "SAME" -> deadline;
            case "OWN" -> now + nanos(OWN);
            case "ADI" -> now + activeDown(heard ? receivedInterval() : OWN);
            case "SKEW" -> now + skew(learned);
            default -> throw new AssertionError(name);
        };
    }

    private List<Effect> effects(DecisionTable.Row row) {
        String[] parts = row.effects().split(":");
        if (parts.length == 1) {
            return parts[0].equals("-") ? NOTHING : List.of(Fixtures.send(config, priority));
        }
        Effect moved = Fixtures.moved(past.state(), row.next(), Cause.valueOf(parts[1]), evidence(), now);
        return switch (parts[0]) {
            case "MOVE" -> List.of(moved);
            case "PROMOTE" ->
                List.of(
                        Fixtures.send(config, priority),
                        new Effect.Acquire(config.addresses()),
                        new Effect.Announce(config.addresses()),
                        moved);
            case "DEMOTE" -> List.of(Fixtures.release(config), moved);
            case "STOP" -> List.of(Fixtures.send(config, 0), Fixtures.release(config), moved);
            default -> throw new AssertionError(row);
        };
    }

    private Evidence evidence() {
        return switch (event.kind()) {
            case TIMER, EARLY_TIMER -> new Evidence.DeadlinePassed(deadline, waited, last);
            case ADVERT -> Fixtures.heard(received(), address(event.address()));
            default -> BECAUSE;
        };
    }

    /** What came of an event. */
    record Outcome(List<Effect> effects, State state, long deadline) {}
}
