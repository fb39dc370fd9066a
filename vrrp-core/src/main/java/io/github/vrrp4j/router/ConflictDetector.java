package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Conflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices what is not as it should be on the link and the host (RFC 9568 sections 7.1 and 8.3.2), and reports each kind at most once in ten
 * seconds, however often and from wherever it comes.
 */
final class ConflictDetector {
    static final long REPORT_INTERVAL_NANOS = 10_000_000_000L;

    /** How much machines and networks vary without anything being wrong. */
    private static final long JITTER_NANOS = 1_000_000;

    private final Map<Class<? extends Conflict>, Long> reportedAt = new HashMap<>();
    private @Nullable IpAddress rival;
    private long rivalUntilNanos;
    private boolean rivalReported;
    private @Nullable IpAddress preempted;
    private long preemptedUntilNanos;

    /** Where reports go. */
    interface Reporter {
        void report(Conflict conflict);
    }

    /** An advertisement that passed all checks, before the state machine sees it. */
    void heard(
            VirtualRouter machine,
            IpAddress own,
            Incoming.Message message,
            Advertisement advertisement,
            long now,
            Reporter reporter) {
        VirtualRouterConfig config = machine.config();
        IpAddress sender = message.datagram().source();
        if (!message.sameAddresses() && due(Conflict.AddressListMismatch.class, now)) {
            List<IpAddress> ours =
                    config.addresses().stream().map(VirtualAddress::address).toList();
            reporter.report(new Conflict.AddressListMismatch(sender, advertisement.addresses(), ours));
        }
        if (!advertisement.interval().equals(config.interval()) && due(Conflict.IntervalMismatch.class, now)) {
            reporter.report(new Conflict.IntervalMismatch(sender, advertisement.interval(), config.interval()));
        }
        if (advertisement.version() == Version.V3
                && advertisement.checksumForm() != config.checksumForm()
                && due(Conflict.OtherChecksumForm.class, now)) {
            reporter.report(new Conflict.OtherChecksumForm(sender, advertisement.checksumForm()));
        }
        if (own.equals(sender)) {
            duplicateAddress(sender, now, reporter);
        } else if (advertisement.priority() == machine.priority()) {
            equalPriority(machine, own, sender, now, reporter);
        } else if (advertisement.priority() > 0 && advertisement.priority() < Advertisement.PRIORITY_OWNER) {
            closePriority(machine, advertisement, sender, now, reporter);
        }
        boolean rivals = machine.state() == State.ACTIVE && advertisement.priority() > 0 && !own.equals(sender);
        if (rivals && !(sender.equals(preempted) && now < preemptedUntilNanos)) {
            rivalUntilNanos = now
                    + config.policies().missedAdvertisements()
                            * advertisement.interval().nanos();
            rival = sender;
            if (!rivalReported && due(Conflict.TwoActives.class, now)) {
                rivalReported = true;
                reporter.report(new Conflict.TwoActives(own, machine.priority(), sender, advertisement.priority()));
            }
        }
    }

    private void duplicateAddress(IpAddress own, long now, Reporter reporter) {
        if (due(Conflict.DuplicateAddress.class, now)) {
            reporter.report(new Conflict.DuplicateAddress(own));
        }
    }

    private void equalPriority(VirtualRouter machine, IpAddress own, IpAddress sender, long now, Reporter reporter) {
        if (machine.config().isOwner()) {
            if (due(Conflict.TwoOwners.class, now)) {
                reporter.report(new Conflict.TwoOwners(own, sender));
            }
        } else if (due(Conflict.EqualPriority.class, now)) {
            reporter.report(new Conflict.EqualPriority(sender, machine.priority()));
        }
    }

    private void closePriority(
            VirtualRouter machine, Advertisement advertisement, IpAddress sender, long now, Reporter reporter) {
        long apartNanos = machine.skewNanos()
                / (256 - machine.priority())
                * Math.abs(machine.priority() - advertisement.priority());
        if (apartNanos < JITTER_NANOS && due(Conflict.PrioritiesClose.class, now)) {
            reporter.report(
                    new Conflict.PrioritiesClose(sender, advertisement.priority(), machine.priority(), apartNanos));
        }
    }

    /** A router that was preempted has until then to hear of it, and may have a last word: that is no conflict. */
    void preempted(IpAddress router, long untilNanos) {
        preempted = router;
        preemptedUntilNanos = untilNanos;
    }

    /** After whatever has happened to the state machine: is there still a rival? */
    void settled(VirtualRouter machine, IpAddress own, long now, Reporter reporter) {
        if (rival == null || (machine.state() == State.ACTIVE && now < rivalUntilNanos)) {
            return;
        }
        if (rivalReported) {
            reporter.report(new Conflict.TwoActivesResolved(own, rival, machine.state() != State.ACTIVE));
        }
        rival = null;
        rivalReported = false;
    }

    /** A packet that was discarded; the own address is null as long as there has been none. */
    void rejected(
            VirtualRouterConfig config,
            @Nullable IpAddress own,
            Incoming.Message message,
            Rejection rejection,
            long now,
            Reporter reporter) {
        IpAddress sender = message.datagram().source();
        switch (rejection) {
            case TTL -> {
                if (due(Conflict.TtlViolation.class, now)) {
                    reporter.report(
                            new Conflict.TtlViolation(sender, message.datagram().timeToLive()));
                }
            }
            case AUTHENTICATION_TYPE_MISMATCH, AUTHENTICATION_TYPE_UNKNOWN, AUTHENTICATION_FAILURE, REPLAY -> {
                if (due(Conflict.AuthenticationFailed.class, now)) {
                    reporter.report(new Conflict.AuthenticationFailed(sender, rejection));
                }
            }
            case OWN_PACKET -> duplicateAddress(sender, now, reporter);
            default -> rejectedAdvertisement(config, own, message, rejection, now, reporter);
        }
    }

    private void rejectedAdvertisement(
            VirtualRouterConfig config,
            @Nullable IpAddress own,
            Incoming.Message message,
            Rejection rejection,
            long now,
            Reporter reporter) {
        if (!(message.decoded() instanceof Advertisement advertisement)) {
            return;
        }
        IpAddress sender = message.datagram().source();
        if (rejection == Rejection.INTERVAL_MISMATCH && due(Conflict.IntervalMismatch.class, now)) {
            reporter.report(new Conflict.IntervalMismatch(sender, advertisement.interval(), config.interval()));
        } else if (rejection == Rejection.INTERVAL_TOO_LONG && due(Conflict.IntervalTooLong.class, now)) {
            reporter.report(new Conflict.IntervalTooLong(
                    sender,
                    advertisement.interval(),
                    config.policies().learnedInterval().longest()));
        } else if (rejection == Rejection.ADDRESS_LIST_MISMATCH && due(Conflict.AddressListMismatch.class, now)) {
            List<IpAddress> ours =
                    config.addresses().stream().map(VirtualAddress::address).toList();
            reporter.report(new Conflict.AddressListMismatch(sender, advertisement.addresses(), ours));
        } else if (rejection == Rejection.ADDRESS_OWNER
                && own != null
                && advertisement.priority() == Advertisement.PRIORITY_OWNER
                && due(Conflict.TwoOwners.class, now)) {
            reporter.report(new Conflict.TwoOwners(own, sender));
        }
    }

    void late(VirtualRouterConfig config, long lateNanos, long now, Reporter reporter) {
        if (due(Conflict.LateTimer.class, now)) {
            reporter.report(new Conflict.LateTimer(lateNanos, config.interval()));
        }
    }

    void listensAfterStall(VirtualRouterConfig config, long lateNanos, long now, Reporter reporter) {
        if (due(Conflict.ListensAfterStall.class, now)) {
            reporter.report(new Conflict.ListensAfterStall(lateNanos, config.interval()));
        }
    }

    void takeoverAverted(long lateNanos, long now, Reporter reporter) {
        if (due(Conflict.TakeoverAverted.class, now)) {
            reporter.report(new Conflict.TakeoverAverted(lateNanos));
        }
    }

    void silenceDiscounted(long unheardNanos, long now, Reporter reporter) {
        if (due(Conflict.SilenceDiscounted.class, now)) {
            reporter.report(new Conflict.SilenceDiscounted(unheardNanos));
        }
    }

    void takesOverUnheard(long lateNanos, long now, Reporter reporter) {
        if (due(Conflict.TakeoverUnheard.class, now)) {
            reporter.report(new Conflict.TakeoverUnheard(lateNanos));
        }
    }

    void removed(List<VirtualAddress> addresses, RemovedAddress answer, long now, Reporter reporter) {
        if (due(Conflict.AddressesRemoved.class, now)) {
            reporter.report(new Conflict.AddressesRemoved(addresses, answer));
        }
    }

    private boolean due(Class<? extends Conflict> kind, long now) {
        Long last = reportedAt.get(kind);
        if (last != null && now - last < REPORT_INTERVAL_NANOS) {
            return false;
        }
        reportedAt.put(kind, now);
        return true;
    }
}
