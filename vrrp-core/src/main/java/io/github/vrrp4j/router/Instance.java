package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A virtual router as the host's router keeps it: the state machine, and what is needed around it. */
final class Instance {
    private static final long NEVER_SENT = Long.MIN_VALUE;

    final VirtualRouterId id;
    final Port port;
    final VirtualRouter machine;
    final Counters counters;
    final PeerTable peers = new PeerTable();
    final ConflictDetector conflicts = new ConflictDetector();
    final ConflictDetector.Reporter reporter;
    final AnnouncementTimer announcements = new AnnouncementTimer();
    final Reachability reachability;
    final Patience patience = new Patience();
    final Arrears arrears = new Arrears();

    private final AuthenticationSequence sequence = new AuthenticationSequence();
    Outgoing outgoing;
    Incoming incoming;

    /** The place in the {@link DeadlineHeap}. */
    int heapIndex;

    boolean started;
    /** Why the host does not let it take part; null if it does. */
    @Nullable
    String ineligible;

    /** Whether it waits until the host has {@linkplain Standstill caught up}. */
    boolean held;

    /** Whether announcements are still true when their turn comes: read on the host lane. */
    volatile boolean active;

    @Nullable
    Obstacle obstacle;

    /** Until when it waits for an interface that has just come back. */
    long heldUntilNanos = VirtualRouter.NEVER;

    @Nullable
    IpAddress source;

    private long sentAt = NEVER_SENT;
    private final long[] reportedAt = new long[Rejection.values().length];
    private @Nullable Transition lastTransition;
    private LastEvent lastEvent = LastEvent.NONE;
    private @Nullable Long upSinceNanos;
    private @Nullable IpAddress lastAdvertisementFrom;

    Instance(VirtualRouterConfig config, Port port, long now, HostActions actions) {
        this.port = port;
        id = config.id();
        reporter = conflict -> actions.conflict(config.id(), conflict);
        machine = new VirtualRouter(config);
        counters = new Counters(now);
        reachability = new Reachability(config.probe());
        outgoing = new Outgoing(config, sequence);
        incoming = new Incoming(config, sequence);
        Arrays.fill(reportedAt, now - ConflictDetector.REPORT_INTERVAL_NANOS);
    }

    VirtualRouterConfig config() {
        return machine.config();
    }

    void reconfigured(VirtualRouterConfig previous, long now) {
        reachability.reconfigured(config().probe(), now);
        outgoing = new Outgoing(config(), sequence);
        incoming = new Incoming(config(), sequence);
        AnnouncementSchedule schedule = config().policies().announcements();
        if (!schedule.equals(previous.policies().announcements())) {
            announcements.rescheduled(schedule, now);
        }
    }

    long deadline() {
        long own = held ? VirtualRouter.NEVER : patience.isWaiting() ? patience.againNanos() : machine.deadline();
        long aside = Math.min(announcements.deadline(), reachability.deadline());
        return Math.min(Math.min(own, heldUntilNanos), Math.min(aside, arrears.deadline()));
    }

    /** Whether a packet from our own address can only be an echo: while Active, and for one interval after the last packet. */
    boolean echoes(Datagram datagram, long now) {
        return datagram.source().equals(source)
                && (machine.state() == State.ACTIVE
                        || (sentAt != NEVER_SENT && now - config().interval().nanos() < sentAt));
    }

    /**
     * Whether an Active router is so late that its Backups must have taken over: they wait for so many intervals and for Skew_Time,
     * which is less than one more, whatever their priority (RFC 9568 section 6.1).
     */
    boolean stalled(long now) {
        return isLateBy(stalledNanos(), now);
    }

    long stalledNanos() {
        return config().policies().missedAdvertisements() * config().interval().nanos();
    }

    /**
     * Whether an Active router is so late that a Backup can have taken over: they wait from its last advertisement on, which is an
     * interval more than it is late. Who advertises then has done so. Less than an interval is no standstill.
     */
    boolean overtaken(long now) {
        long intervalNanos = config().interval().nanos();
        return isLateBy(Math.max(intervalNanos, stalledNanos() - intervalNanos), now);
    }

    private boolean isLateBy(long nanos, long now) {
        return machine.state() == State.ACTIVE
                && config().policies().listensAfterStall()
                && !config().isOwner()
                && now - machine.deadline() > nanos;
    }

    /** A timer that is an interval late or more: peers may have noticed (RFC 9568 section 2.5). */
    void noticeLateness(long now) {
        long late = now - machine.deadline();
        if (late >= config().interval().nanos()) {
            counters.late(late);
            conflicts.late(config(), late, now, reporter);
        }
    }

    void sent(Advertisement advertisement, long now) {
        sentAt = now;
        counters.advertisementsSent++;
        if (advertisement.priority() == Advertisement.PRIORITY_RESIGNING) {
            counters.priorityZeroSent++;
        }
    }

    /** An advertisement that passed all checks. */
    void received(Incoming.Message message, Advertisement advertisement, long now) {
        IpAddress sender = message.datagram().source();
        counters.advertisementsReceived++;
        counters.accepted(advertisement.checksumForm());
        lastAdvertisementFrom = sender;
        peers.heard(advertisement, sender, now);
        int priority = advertisement.priority();
        if (priority == Advertisement.PRIORITY_RESIGNING) {
            counters.priorityZeroReceived++;
        } else if (machine.state() == State.BACKUP && priority < machine.priority()) {
            lastEvent = LastEvent.LOWER_PRIORITY_MASTER;
        }
        if (!advertisement.interval().equals(config().interval())) {
            counters.intervalErrors++;
        }
        if (!message.sameAddresses()) {
            counters.addressListErrors++;
        }
    }

    void entered(Transition transition, long now) {
        active = transition.to() == State.ACTIVE;
        lastTransition = transition;
        lastEvent = LastEvent.of(transition.cause(), config().isOwner());
        switch (transition.to()) {
            case INITIALIZE -> upSinceNanos = null;
            case BACKUP -> counters.backupTransitions++;
            case ACTIVE -> {
                counters.activeTransitions++;
                counters.newActiveReason = NewActiveReason.of(transition.cause());
                if (transition.cause() == Cause.PREEMPTED && lastAdvertisementFrom != null) {
                    conflicts.preempted(
                            lastAdvertisementFrom, now + config().interval().nanos());
                }
            }
        }
        if (transition.from() == State.INITIALIZE) {
            upSinceNanos = now;
        }
        if (transition.to() != State.ACTIVE) {
            announcements.stopped();
        }
    }

    /** Counts a rejection, and says whether it is time to report one of this kind. */
    boolean rejected(Rejection rejection, long now) {
        counters.rejected(rejection);
        if (now - reportedAt[rejection.ordinal()] < ConflictDetector.REPORT_INTERVAL_NANOS) {
            return false;
        }
        reportedAt[rejection.ordinal()] = now;
        return true;
    }

    VirtualRouterStatus status() {
        return new VirtualRouterStatus(
                config(),
                machine.state(),
                machine.priority(),
                Optional.ofNullable(source),
                Optional.ofNullable(obstacle).map(each -> each.evidence().toString()),
                machine.activeDownNanos(),
                machine.skewNanos(),
                Optional.ofNullable(lastTransition),
                lastEvent,
                Optional.ofNullable(upSinceNanos),
                Optional.ofNullable(lastAdvertisementFrom),
                peers.snapshot(),
                counters.snapshot());
    }
}
