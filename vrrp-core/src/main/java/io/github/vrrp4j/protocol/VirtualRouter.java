package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one virtual router (RFC 9568 section 6.4, RFC 3768 section 6.4). Everything that changes its state is in
 * this file.
 *
 * <p>Each input changes the state first and then returns what has to be done, in order. The machine has no clock: {@code now} is
 * nanoseconds since an arbitrary start, zero or more, and never goes back. It has no timer but {@link #deadline()}: call
 * {@link #expire} when that has come. Not for use by several threads.
 */
public final class VirtualRouter {
    /** The deadline of a router that waits for nothing. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final List<Effect> NOTHING = List.of();

    private final VirtualRouterConfig config;
    private final List<Effect> heartbeat;

    private State state = State.INITIALIZE;
    private long deadline = NEVER;
    private long timerNanos;
    private @Nullable IpAddress source;
    private Interval activeInterval;
    private long preemptAt = NEVER;

    private Cause expectation = Cause.ACTIVE_DOWN;
    private @Nullable Advertisement lastHeard;
    private @Nullable IpAddress lastSender;

    /**
     * A virtual router in {@link State#INITIALIZE}.
     *
     * @param config its parameters
     */
    public VirtualRouter(VirtualRouterConfig config) {
        this.config = config;
        this.activeInterval = config.interval();
        this.heartbeat = List.of(new Effect.Send(config.advertisement(config.priority())));
    }

    /**
     * The parameters.
     *
     * @return the configuration in force
     */
    public VirtualRouterConfig config() {
        return config;
    }

    /**
     * The state.
     *
     * @return the state after the last input
     */
    public State state() {
        return state;
    }

    /**
     * When {@link #expire} has to be called next.
     *
     * @return Active_Down_Timer in Backup, Adver_Timer in Active, on the clock of the caller; {@link #NEVER} in Initialize
     */
    public long deadline() {
        return deadline;
    }

    /**
     * The address that advertisements are sent from, which decides between equal priorities.
     *
     * @return the primary IPv4 or the link-local IPv6 address of the interface; empty before the first Startup
     */
    public Optional<IpAddress> source() {
        return Optional.ofNullable(source);
    }

    /**
     * The Startup event (section 6.4.1), also when an interface has come back. Ignored unless in Initialize.
     *
     * @param newSource the address to send from
     * @param cause why the router can start
     * @param evidence what that rests on
     * @param now nanoseconds
     * @return what has to be done
     */
    public List<Effect> startup(IpAddress newSource, Cause cause, Evidence evidence, long now) {
        if (state != State.INITIALIZE) {
            return NOTHING;
        }
        source = newSource;
        lastHeard = null;
        lastSender = null;
        activeInterval = config.interval();
        if (config.isOwner()) {
            return becomeActive(cause, evidence, now);
        }
        // A router that is not the owner always listens for a whole Active_Down_Interval first.
        awaitActive(now);
        return List.of(enter(State.BACKUP, cause, evidence, now));
    }

    /**
     * The Shutdown event (sections 6.4.2 and 6.4.3), also when the interface is lost. Ignored in Initialize.
     *
     * @param cause why the router has to stop
     * @param evidence what that rests on
     * @param now nanoseconds
     * @return what has to be done; an Active router says so with priority 0
     */
    public List<Effect> shutdown(Cause cause, Evidence evidence, long now) {
        if (state == State.INITIALIZE) {
            return NOTHING;
        }
        boolean wasActive = state == State.ACTIVE;
        deadline = NEVER;
        Effect transition = enter(State.INITIALIZE, cause, evidence, now);
        return wasActive
                ? List.of(
                        new Effect.Send(config.advertisement(Advertisement.PRIORITY_RESIGNING)),
                        new Effect.Release(config.addresses()),
                        transition)
                : List.of(transition);
    }

    /**
     * The interface has another primary address: advertisements come from it from now on.
     *
     * @param newSource the address to send from
     */
    public void sendFrom(IpAddress newSource) {
        source = newSource;
    }

    /**
     * An advertisement for this virtual router that has passed validation (section 7.1).
     *
     * @param advertisement what was heard
     * @param sender the source of the IP packet
     * @param now nanoseconds, when it arrived
     * @return what has to be done
     */
    public List<Effect> receive(Advertisement advertisement, IpAddress sender, long now) {
        return switch (state) {
            case INITIALIZE -> NOTHING;
            case BACKUP -> receiveInBackup(advertisement, sender, now);
            case ACTIVE -> receiveInActive(advertisement, sender, now);
        };
    }

    private List<Effect> receiveInBackup(Advertisement advertisement, IpAddress sender, long now) {
        if (advertisement.priority() == Advertisement.PRIORITY_RESIGNING) {
            // RFC 9568 6.4.2: set the Active_Down_Timer to Skew_Time. Nothing is learned from a router that goes.
            remember(advertisement, sender, Cause.RESIGNED);
            arm(now, Timers.skewNanos(config.version(), config.priority(), activeInterval));
        } else if (advertisement.priority() >= config.priority()) {
            preemptAt = NEVER;
            accept(advertisement, sender, now);
        } else if (!preempts(now)) {
            accept(advertisement, sender, now);
        } else {
            // RFC 9568 6.4.2: discard. The timer runs on, and that is how a higher priority takes over.
            remember(advertisement, sender, Cause.PREEMPTED);
        }
        return NOTHING;
    }

    /** Whether a lower advertisement is to be discarded; the first one starts the preempt delay. */
    private boolean preempts(long now) {
        if (!config.preemption().enabled()) {
            return false;
        }
        if (preemptAt == NEVER) {
            preemptAt = now + config.preemption().delay().toNanos();
        }
        return now >= preemptAt;
    }

    private void accept(Advertisement advertisement, IpAddress sender, long now) {
        remember(advertisement, sender, Cause.ACTIVE_DOWN);
        // RFC 9568 6.4.2: version 3 follows the interval of the Active router. In version 2 it equals ours (RFC 3768
        // 7.1).
        if (config.version() == Version.V3) {
            activeInterval = advertisement.interval();
        }
        arm(now, activeDownNanos());
    }

    private List<Effect> receiveInActive(Advertisement advertisement, IpAddress sender, long now) {
        if (advertisement.priority() == Advertisement.PRIORITY_RESIGNING) {
            // RFC 9568 6.4.3: send an ADVERTISEMENT and reset the Adver_Timer, so that all Backups hear who goes on.
            arm(now, config.interval().nanos());
            return heartbeat;
        }
        int byPriority = Integer.compare(advertisement.priority(), config.priority());
        int byAddress = source == null ? 1 : sender.compareTo(source);
        if (byPriority > 0 || (byPriority == 0 && byAddress > 0)) {
            accept(advertisement, sender, now);
            Effect transition = enter(
                    State.BACKUP,
                    byPriority > 0 ? Cause.OUTRANKED : Cause.TIE_BREAK,
                    new Evidence.Heard(advertisement, sender),
                    now);
            return List.of(new Effect.Release(config.addresses()), transition);
        }
        if (byPriority == 0 && byAddress == 0) {
            // Deviates from the letter of 6.4.3: two routers with one address would answer each other without end.
            return NOTHING;
        }
        // RFC 9568 6.4.3: discard, and assert the Active state at once. RFC 3768 6.4.3: discard.
        return config.version() == Version.V3 ? heartbeat : NOTHING;
    }

    /**
     * The timer has fired, if {@link #deadline()} has come; otherwise nothing happens.
     *
     * @param now nanoseconds
     * @return what has to be done
     */
    public List<Effect> expire(long now) {
        if (now < deadline) {
            return NOTHING;
        }
        return switch (state) {
            case INITIALIZE -> NOTHING;
            case BACKUP -> becomeActive(expectation, silence(), now);
            case ACTIVE -> {
                // From the last deadline, so that no lateness adds up; what was missed meanwhile is not made up for.
                long next = deadline + config.interval().nanos();
                deadline = next > now ? next : now + config.interval().nanos();
                yield heartbeat;
            }
        };
    }

    private Evidence silence() {
        Optional<Evidence.Heard> last = lastHeard == null || lastSender == null
                ? Optional.empty()
                : Optional.of(new Evidence.Heard(lastHeard, lastSender));
        return new Evidence.DeadlinePassed(deadline, timerNanos, last);
    }

    /** RFC 9568 6.4.1 and 6.4.2, in their order: advertise, answer for the addresses, announce them, arm the Adver_Timer. */
    private List<Effect> becomeActive(Cause cause, Evidence evidence, long now) {
        arm(now, config.interval().nanos());
        activeInterval = config.interval();
        Effect transition = enter(State.ACTIVE, cause, evidence, now);
        return List.of(
                heartbeat.get(0),
                new Effect.Acquire(config.addresses()),
                new Effect.Announce(config.addresses()),
                transition);
    }

    private void awaitActive(long now) {
        expectation = Cause.ACTIVE_DOWN;
        arm(now, activeDownNanos());
    }

    private Effect enter(State to, Cause cause, Evidence evidence, long now) {
        State from = state;
        state = to;
        preemptAt = NEVER;
        return new Effect.Transition(from, to, cause, evidence, now);
    }

    private void arm(long now, long nanos) {
        timerNanos = nanos;
        deadline = now + nanos;
    }

    private long activeDownNanos() {
        return Timers.activeDownNanos(config.version(), config.priority(), activeInterval);
    }

    private void remember(Advertisement advertisement, IpAddress sender, Cause whenTheTimerFires) {
        lastHeard = advertisement;
        lastSender = sender;
        expectation = whenTheTimerFires;
    }
}
