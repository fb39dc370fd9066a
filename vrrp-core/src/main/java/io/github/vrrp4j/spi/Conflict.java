package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.VirtualAddress;
import java.util.List;

/**
 * Something on the link or on the host that is not as it should be, with its evidence. Each text is a sentence for people. None of these stops
 * the protocol.
 */
public sealed interface Conflict {
    /**
     * This router is Active and hears another one: they could not hear each other before, or one has just taken over.
     *
     * @param own the address of this router
     * @param ownPriority its priority
     * @param other the address of the other one
     * @param otherPriority its priority
     */
    record TwoActives(IpAddress own, int ownPriority, IpAddress other, int otherPriority) implements Conflict {
        @Override
        public String toString() {
            return "two active routers: " + own + " with priority " + ownPriority + " (this one) and " + other
                    + " with priority " + otherPriority;
        }
    }

    /**
     * Only one of the two is Active now.
     *
     * @param own the address of this router
     * @param other the address of the other one
     * @param yielded whether this one gave way
     */
    record TwoActivesResolved(IpAddress own, IpAddress other, boolean yielded) implements Conflict {
        @Override
        public String toString() {
            return "one active router again: " + (yielded ? other + ", this one yielded" : own + " (this one)");
        }
    }

    /**
     * Two routers say that they own the addresses (RFC 9568 section 8.3.2).
     *
     * @param own the address of this router
     * @param other the address of the other one
     */
    record TwoOwners(IpAddress own, IpAddress other) implements Conflict {
        @Override
        public String toString() {
            return "two address owners: " + own + " (this one) and " + other + "; only one can be right";
        }
    }

    /**
     * Another router has the same priority (RFC 9568 section 8.3.2): the higher address decides between two Active ones.
     *
     * @param other the address of the other one
     * @param priority the priority of both
     */
    record EqualPriority(IpAddress other, int priority) implements Conflict {
        @Override
        public String toString() {
            return other + " has the same priority " + priority + ": if both are active, the higher address wins";
        }
    }

    /**
     * Another router has almost the same priority (RFC 9568 section 8.3.2): Skew_Time separates the two by less than machines and
     * networks vary, so that both may become Active for a moment.
     *
     * @param other the address of the other one
     * @param theirs its priority
     * @param ours our priority
     * @param apartNanos how far Skew_Time sets them apart
     */
    record PrioritiesClose(IpAddress other, int theirs, int ours, long apartNanos) implements Conflict {
        @Override
        public String toString() {
            return other + " has priority " + theirs + ", this router " + ours + ": only " + apartNanos / 1000
                    + " us of Skew_Time are between them";
        }
    }

    /**
     * A packet came from our own address while we sent none: another host has the address, or the network loops.
     *
     * @param address the address of this router
     */
    record DuplicateAddress(IpAddress address) implements Conflict {
        @Override
        public String toString() {
            return "another router sends from our address " + address + ", or the network returns our packets";
        }
    }

    /**
     * Another router has other virtual addresses for the same VRID (RFC 9568 section 7.1).
     *
     * @param other the address of the other router
     * @param theirs its list
     * @param ours the configured list
     */
    record AddressListMismatch(IpAddress other, List<IpAddress> theirs, List<IpAddress> ours) implements Conflict {
        @Override
        public String toString() {
            return other + " advertises " + theirs + ", configured here are " + ours;
        }
    }

    /**
     * Another router advertises at another interval (RFC 9568 section 7.1). In version 2 its packets are discarded, so that both
     * become Active.
     *
     * @param other the address of the other router
     * @param theirs its interval
     * @param ours the configured interval
     */
    record IntervalMismatch(IpAddress other, Interval theirs, Interval ours) implements Conflict {
        @Override
        public String toString() {
            return other + " advertises every " + theirs + ", configured here is " + ours;
        }
    }

    /**
     * Another router uses the checksum form that this one does not send; it may not understand us.
     *
     * @param other the address of the other router
     * @param theirs its form
     */
    record OtherChecksumForm(IpAddress other, ChecksumForm theirs) implements Conflict {
        @Override
        public String toString() {
            return other + " sends checksums in the form " + theirs + ", this router does not";
        }
    }

    /**
     * A packet failed authentication (RFC 3768 section 7.1).
     *
     * @param other the address of its sender, which may be forged
     * @param rejection how it failed
     */
    record AuthenticationFailed(IpAddress other, Rejection rejection) implements Conflict {
        @Override
        public String toString() {
            return "a packet from " + other + " failed authentication: " + rejection;
        }
    }

    /**
     * A packet came from beyond the link (RFC 9568 sections 5.1.1.3 and 5.1.2.3).
     *
     * @param other the address of its sender, which may be forged
     * @param timeToLive its TTL or hop limit
     */
    record TtlViolation(IpAddress other, int timeToLive) implements Conflict {
        @Override
        public String toString() {
            return "a packet from " + other + " has TTL " + timeToLive + ": it is not from this link";
        }
    }

    /**
     * Another router advertises at an interval longer than the longest one that is learned.
     *
     * @param other the address of the other router
     * @param theirs its interval
     * @param longest the longest interval that is learned
     */
    record IntervalTooLong(IpAddress other, Interval theirs, Interval longest) implements Conflict {
        @Override
        public String toString() {
            return other + " advertises every " + theirs + ", at most " + longest + " is learned";
        }
    }

    /**
     * A timer was served so late that peers may have noticed (RFC 9568 section 2.5).
     *
     * @param lateNanos by how much
     * @param interval the interval of this router
     */
    record LateTimer(long lateNanos, Interval interval) implements Conflict {
        @Override
        public String toString() {
            return "a timer was served " + lateNanos / 1_000_000 + " ms late, with an interval of " + interval
                    + ": the machine does not keep up";
        }
    }

    /**
     * The machine or the process stood still for so long that Backups must have taken over: an Active router listens for one
     * interval before it goes on, and yields to whom a Backup would follow.
     *
     * @param lateNanos how late its timer was
     * @param interval for how long it listens
     */
    record ListensAfterStall(long lateNanos, Interval interval) implements Conflict {
        @Override
        public String toString() {
            return "it stood still for " + lateNanos / 1_000_000
                    + " ms, in which another one must have taken over: it listens for " + interval
                    + " before it goes on";
        }
    }

    /**
     * The machine or the process stood still, or was late to look at packets, and a Backup did not take over, because what had
     * arrived meanwhile proves that the Active router is alive.
     *
     * @param lateNanos how late a takeover would have been
     */
    record TakeoverAverted(long lateNanos) implements Conflict {
        @Override
        public String toString() {
            return "an Active router seemed silent, but its packets had waited on this host, which was late by "
                    + lateNanos / 1_000_000 + " ms: no takeover";
        }
    }

    /**
     * The machine or the process stood still, and a Backup waits for so much longer until it takes over: nobody could listen, and the
     * Active router may have stood still with it.
     *
     * @param unheardNanos for how long nothing was heard
     */
    record SilenceDiscounted(long unheardNanos) implements Conflict {
        @Override
        public String toString() {
            return "this host stood still and heard nothing for " + unheardNanos / 1_000_000
                    + " ms, which does not count as silence of the Active router: a takeover would be so much later";
        }
    }

    /**
     * A Backup took over although packets waited on this host: it has waited for long enough for somebody to look at them, who may
     * not get on, or somebody sends without end. The Active router may be alive.
     *
     * @param lateNanos how late it took over
     */
    record TakeoverUnheard(long lateNanos) implements Conflict {
        @Override
        public String toString() {
            return "took over " + lateNanos / 1_000_000 + " ms late, although packets still wait on this host:"
                    + " the Active router may be alive";
        }
    }

    /**
     * Somebody else has removed virtual addresses from this host while this router is Active.
     *
     * @param addresses which ones
     * @param answer what this router does about it
     */
    record AddressesRemoved(List<VirtualAddress> addresses, RemovedAddress answer) implements Conflict {
        @Override
        public String toString() {
            return "somebody else removed " + addresses + " from this host: "
                    + switch (answer) {
                        case PUT_BACK -> "put back";
                        case RESIGN -> "this router resigns";
                    };
        }
    }
}
