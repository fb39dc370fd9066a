package io.github.vrrp4j.examples.wire.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.Starvation;
import io.github.vrrp4j.examples.wire.benchmark.Clock;
import java.time.Duration;
import java.util.BitSet;

/** Says who owns the addresses: by both kernels, and by what was sent on the bridge; never by what a router says. */
final class Judge {
    private static final long PAUSE_MILLIS = 50;

    /** An Active has been heard in the time after which a Backup would take over, and in the same time a Backup was not. */
    private static final long HEARD_NANOS = Fleet.INTERVAL.multipliedBy(3).toNanos();

    private final Kernel first;
    private final Kernel second;
    private final Senders senders;
    private final Starvation starvation;

    Judge(Kernel first, Kernel second, Senders senders, Starvation starvation) {
        this.first = first;
        this.second = second;
        this.senders = senders;
        this.starvation = starvation;
    }

    /** Which addresses each of the two has at a moment. */
    private record Look(BitSet first, BitSet second) {
        BitSet both() {
            BitSet both = (BitSet) first.clone();
            both.and(second);
            return both;
        }

        BitSet nobody() {
            BitSet nobody = (BitSet) first.clone();
            nobody.or(second);
            nobody.flip(1, Fleet.SIZE + 1);
            return nobody;
        }

        /** Those that the worse router has although the better one would preempt. */
        BitSet misplaced() {
            BitSet misplaced = Fleet.movesTo(1);
            misplaced.and(second);
            BitSet other = Fleet.movesTo(2);
            other.and(first);
            misplaced.or(other);
            return misplaced;
        }
    }

    private Look look() {
        return new Look(first.virtualAddresses(), second.virtualAddresses());
    }

    /** What is wrong; empty if each address is owned by exactly the one that should own it. */
    private String wrong(Look look) {
        long since = Capture.now() - HEARD_NANOS;
        BitSet firstSends = senders.since(1, since);
        BitSet secondSends = senders.since(2, since);
        StringBuilder wrong = new StringBuilder();
        add(wrong, "owned by both", look.both());
        add(wrong, "owned by nobody", look.nobody());
        add(wrong, "owned by the worse one", look.misplaced());
        add(wrong, "r1 has or advertises, but not both", difference(look.first, firstSends));
        add(wrong, "r2 has or advertises, but not both", difference(look.second, secondSends));
        return wrong.toString();
    }

    private static BitSet difference(BitSet one, BitSet other) {
        BitSet difference = (BitSet) one.clone();
        difference.xor(other);
        return difference;
    }

    private static void add(StringBuilder text, String what, BitSet which) {
        if (!which.isEmpty()) {
            text.append(what).append(' ').append(which).append(' ');
        }
    }

    /**
     * Waits until everything is as it should be.
     *
     * @param limit after which it fails; if the machine is starved, only once it has not been for so long; one that always is shows
     *     nothing
     */
    Duration settle(Duration limit) {
        long start = System.nanoTime();
        long patienceSince = start;
        String wrong = wrong(look());
        while (!wrong.isEmpty()) {
            Clock.sleepMillis(PAUSE_MILLIS);
            wrong = wrong(look());
            long now = System.nanoTime();
            if (starvation.since(patienceSince)) {
                if (now - start > 4 * limit.toNanos()) {
                    throw Starvation.tooBusy(
                            "for " + Duration.ofNanos(now - start).toSeconds() + " s: " + wrong);
                }
                patienceSince = now;
            } else if (now - patienceSince > limit.toNanos()) {
                throw new AssertionError("for " + limit + ": " + wrong);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Nothing moves for a while; false if something did, but just before, the machine was starved. */
    boolean holds(Duration time) {
        long start = System.nanoTime();
        long unmovedNanos = start;
        Look before = look();
        while (System.nanoTime() - start < time.toNanos()) {
            Clock.sleepMillis(PAUSE_MILLIS);
            long lookNanos = System.nanoTime();
            Look now = look();
            if (!now.equals(before)) {
                // Whoever has not sent for want of a processor perhaps still waits for one.
                Clock.sleepMillis(Fleet.ACTIVE_DOWN.toMillis());
                if (starvation.since(unmovedNanos - Fleet.ACTIVE_DOWN.toNanos())) {
                    return false;
                }
                assertEquals(before, now, "an address has moved, or has two owners, although the network is whole");
            }
            unmovedNanos = lookNanos;
        }
        return true;
    }
}
