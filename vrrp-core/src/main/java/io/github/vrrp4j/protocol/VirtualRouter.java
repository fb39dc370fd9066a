package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private VirtualRouterConfig config;
    private int priority;
    private List<Effect> heartbeat = NOTHING;
    private List<Effect> announcement = NOTHING;
    private List<Effect> heartbeatAndAnnouncement = NOTHING;

    private State state = State.INITIALIZE;
    private long deadline = NEVER;
    private long timerNanos;
    private boolean timerIsSkew;
    private @Nullable IpAddress source;

    /** Active_Adver_Interval, and whether it was learned from an advertisement. */
    private Interval activeInterval;

    private boolean learned;

    /** While lower advertisements are still listened to: until when. */
    private long preemptAt = NEVER;

    /** Whether an Active router that was stalled listens before it goes on. */
    private boolean listening;

    /** Why the Active_Down_Timer would fire, and what was heard last. */
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
        this.priority = config.priority();
        this.activeInterval = config.interval();
        composeHeartbeat();
    }

    private List<Effect> advertisements(int advertisedPriority) {
        return config.advertisements(advertisedPriority).stream()
                .<Effect>map(Effect.Send::new)
                .toList();
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
     * The priority that is advertised and compared.
     *
     * @return the configured one, unless {@link #reprioritize} changed it
     */
    public int priority() {
        return priority;
    }

    /**
     * The interval that Active_Down_Interval is computed from.
     *
     * @return Active_Adver_Interval: that of the Active router in a version 3 Backup, the own one otherwise
     */
    public Interval activeInterval() {
        return activeInterval;
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
        forgetLearnedInterval();
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
        return wasActive ? resignation(transition) : List.of(transition);
    }

    /** RFC 9568 6.4.3: send an ADVERTISEMENT with priority 0; then the addresses are withdrawn. */
    private List<Effect> resignation(Effect transition) {
        List<Effect> effects = new ArrayList<>(advertisements(Advertisement.PRIORITY_RESIGNING));
        effects.add(new Effect.Release(config.addresses()));
        effects.add(transition);
        return List.copyOf(effects);
    }

    /**
     * Lets another router take over, if there is one: this one is Backup for a whole Active_Down_Interval. Ignored unless
     * Active.
     *
     * @param evidence who asked for it and why
     * @param now nanoseconds
     * @return what has to be done
     */
    public List<Effect> resign(Evidence evidence, long now) {
        if (state != State.ACTIVE) {
            return NOTHING;
        }
        awaitActive(now);
        return resignation(enter(State.BACKUP, Cause.RESIGN_REQUEST, evidence, now));
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
            arm(now, skewNanos());
            timerIsSkew = true;
        } else if (advertisement.priority() >= priority) {
            preemptAt = NEVER;
            accept(advertisement, sender, now);
        } else if (!preempts(now)) {
            accept(advertisement, sender, now);
        } else {
            // RFC 9568 6.4.2: discard. The timer runs on, and that is how a higher priority takes over.
            if (!timerIsSkew) {
                remember(advertisement, sender, Cause.PREEMPTED);
            }
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
            Interval longest = config.policies().learnedInterval().longest();
            activeInterval = advertisement.interval().centiseconds() > longest.centiseconds()
                    ? longest
                    : advertisement.interval();
            learned = true;
        }
        arm(now, activeDownNanos());
    }

    /**
     * The machine or the process stood still for so long that other routers must have taken over. An Active router that is not
     * the owner says nothing for one interval, and yields to whoever it would listen to as a Backup. Ignored in other states.
     *
     * @param now nanoseconds
     */
    public void stalled(long now) {
        if (state == State.ACTIVE && !config.isOwner() && !listening) {
            arm(now, config.interval().nanos());
            listening = true;
        }
    }

    /**
     * The machine or the process stood still. Silence of the Active router is what a Backup has listened to (section 6.4.2): of its
     * Active_Down_Timer remains what remained when it listened last, unless it was preempting or the Active router has resigned.
     * Ignored in other states, and for less than an interval.
     *
     * @param since when it listened last, nanoseconds
     * @param now nanoseconds
     * @return by how much the deadline is later, nanoseconds; 0 if it is not
     */
    public long discountSilence(long since, long now) {
        long unheard = now - Math.max(since, deadline - timerNanos);
        if (state != State.BACKUP || expectation != Cause.ACTIVE_DOWN || unheard < activeInterval.nanos()) {
            return 0;
        }
        deadline += unheard;
        return unheard;
    }

    private List<Effect> receiveInActive(Advertisement advertisement, IpAddress sender, long now) {
        // With a preempt delay, a Backup would follow a lower priority at first, too.
        boolean wouldFollow =
                advertisement.priority() >= priority || !config.preemption().equals(Preemption.IMMEDIATE);
        if (listening && advertisement.priority() != Advertisement.PRIORITY_RESIGNING && wouldFollow) {
            return yieldTo(advertisement, sender, Cause.STALLED, now);
        }
        if (advertisement.priority() == Advertisement.PRIORITY_RESIGNING) {
            // RFC 9568 6.4.3: send an ADVERTISEMENT and reset the Adver_Timer, so that all Backups hear who goes on.
            arm(now, config.interval().nanos());
            return heartbeat;
        }
        int byPriority = Integer.compare(advertisement.priority(), priority);
        int byAddress = source == null ? 1 : sender.compareTo(source);
        if (byPriority > 0 || (byPriority == 0 && byAddress > 0)) {
            List<Effect> yielded =
                    yieldTo(advertisement, sender, byPriority > 0 ? Cause.OUTRANKED : Cause.TIE_BREAK, now);
            return config.policies().lastAdvertisement() ? withLastAdvertisement(yielded) : yielded;
        }
        if (byPriority == 0 && byAddress == 0) {
            // Deviates from the letter of 6.4.3: two routers with one address would answer each other without end.
            return NOTHING;
        }
        return answerLosing(now);
    }

    private List<Effect> yieldTo(Advertisement advertisement, IpAddress sender, Cause cause, long now) {
        accept(advertisement, sender, now);
        Effect transition = enter(State.BACKUP, cause, new Evidence.Heard(advertisement, sender), now);
        return List.of(new Effect.Release(config.addresses()), transition);
    }

    /** Where the two could not hear each other, hosts may believe that this router has the addresses, and the other one must know. */
    private List<Effect> withLastAdvertisement(List<Effect> yielded) {
        return Stream.concat(heartbeat.stream(), yielded.stream()).toList();
    }

    private List<Effect> answerLosing(long now) {
        LosingAdvertisement policy = config.policies().losingAdvertisement();
        boolean announces = config.policies().announcements().onLosingAdvertisement();
        if (policy == LosingAdvertisement.DISCARD) {
            return announces ? announcement : NOTHING;
        }
        // RFC 9568 6.4.3: discard, and send an ADVERTISEMENT at once to assert the Active state.
        if (policy == LosingAdvertisement.ADVERTISE_AND_RESTART_TIMER) {
            arm(now, config.interval().nanos());
        }
        return announces ? heartbeatAndAnnouncement : heartbeat;
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
                listening = false;
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
        forgetLearnedInterval();
        List<Effect> effects = new ArrayList<>(heartbeat);
        effects.add(new Effect.Acquire(config.addresses()));
        effects.add(new Effect.Announce(config.addresses()));
        effects.add(enter(State.ACTIVE, cause, evidence, now));
        return List.copyOf(effects);
    }

    /**
     * Another effective priority, because something that the host tracks has changed. An owner's stays 255.
     *
     * @param newPriority 1 to 254
     * @param now nanoseconds
     */
    public void reprioritize(int newPriority, long now) {
        if (newPriority < 1 || newPriority > 254) {
            throw new ConfigurationException("priority", newPriority, "must be 1 to 254");
        }
        if (!config.isOwner()) {
            priority = newPriority;
            composeHeartbeat();
            shiftDeadline(now);
        }
    }

    /**
     * Other parameters for a running virtual router: it stays in its state, and says nothing of it to its peers but through its
     * next advertisements. The effective priority is the configured one again.
     *
     * @param next a configuration that {@link VirtualRouterConfig#compare} says can be taken live
     * @param now nanoseconds
     * @return what has to be done: only addresses that come or go are touched
     * @throws IllegalArgumentException if a change needs a restart; nothing has changed then
     */
    public List<Effect> reconfigure(VirtualRouterConfig next, long now) {
        Changes changes = config.compare(next);
        if (!changes.areLive()) {
            throw new IllegalArgumentException("configuration: cannot be taken live: " + changes.changes());
        }
        VirtualRouterConfig previous = config;
        config = next;
        priority = next.priority();
        composeHeartbeat();
        if (!learned) {
            activeInterval = config.interval();
        }
        if (!config.preemption().equals(previous.preemption())) {
            preemptAt = NEVER;
        }
        return switch (state) {
            case INITIALIZE -> NOTHING;
            case BACKUP -> reconfigureBackup(previous, now);
            case ACTIVE -> reconfigureActive(previous, now);
        };
    }

    private List<Effect> reconfigureBackup(VirtualRouterConfig previous, long now) {
        if (!learned && !previous.interval().equals(config.interval())) {
            arm(now, activeDownNanos());
        } else {
            shiftDeadline(now);
        }
        return NOTHING;
    }

    /** What remains of the Active_Down_Timer grows or shrinks with it, so that a change of priority delays no takeover. */
    private void shiftDeadline(long now) {
        if (state == State.BACKUP) {
            long newTimerNanos = timerIsSkew ? skewNanos() : activeDownNanos();
            deadline = Math.max(now, deadline + newTimerNanos - timerNanos);
            timerNanos = newTimerNanos;
        }
    }

    private List<Effect> reconfigureActive(VirtualRouterConfig previous, long now) {
        List<Effect> effects = new ArrayList<>();
        if (!previous.interval().equals(config.interval())) {
            // Backups wait by the interval that they heard last: they must hear the new one before it applies.
            arm(now, config.interval().nanos());
            effects.addAll(heartbeat);
        }
        List<VirtualAddress> added = without(config.addresses(), previous.addresses());
        List<VirtualAddress> removed = without(previous.addresses(), config.addresses());
        if (!added.isEmpty()) {
            effects.add(new Effect.Acquire(added));
            effects.add(new Effect.Announce(added));
        }
        if (!removed.isEmpty()) {
            effects.add(new Effect.Release(removed));
        }
        return List.copyOf(effects);
    }

    private static List<VirtualAddress> without(List<VirtualAddress> addresses, List<VirtualAddress> others) {
        return addresses.stream().filter(address -> !others.contains(address)).toList();
    }

    private void composeHeartbeat() {
        heartbeat = advertisements(priority);
        announcement = List.of(new Effect.Announce(config.addresses()));
        heartbeatAndAnnouncement =
                Stream.concat(heartbeat.stream(), announcement.stream()).toList();
    }

    private void forgetLearnedInterval() {
        activeInterval = config.interval();
        learned = false;
    }

    /** Not because of an advertisement, so whoever was heard before is no evidence for what comes of it. */
    private void awaitActive(long now) {
        lastHeard = null;
        lastSender = null;
        expectation = Cause.ACTIVE_DOWN;
        arm(now, activeDownNanos());
    }

    private Effect enter(State to, Cause cause, Evidence evidence, long now) {
        State from = state;
        state = to;
        preemptAt = NEVER;
        listening = false;
        return new Effect.Transition(from, to, cause, evidence, now);
    }

    private void arm(long now, long nanos) {
        timerNanos = nanos;
        timerIsSkew = false;
        deadline = now + nanos;
    }

    /**
     * Active_Down_Interval (section 6.1) as things are.
     *
     * @return nanoseconds
     */
    public long activeDownNanos() {
        return Timers.activeDownNanos(
                config.version(), priority, activeInterval, config.policies().missedAdvertisements());
    }

    /**
     * Skew_Time (section 6.1) as things are.
     *
     * @return nanoseconds
     */
    public long skewNanos() {
        return Timers.skewNanos(config.version(), priority, activeInterval);
    }

    private void remember(Advertisement advertisement, IpAddress sender, Cause whenTheTimerFires) {
        lastHeard = advertisement;
        lastSender = sender;
        expectation = whenTheTimerFires;
    }
}
