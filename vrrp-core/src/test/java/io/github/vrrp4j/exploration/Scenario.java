package io.github.vrrp4j.exploration;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.Comparator;
import java.util.List;

/**
 * The routers of a small world. Their priorities and intervals are such that every timer runs for a multiple of
 * {@link #QUANTUM_NANOS}: on that grid there are finitely many states, and nothing has to be rounded.
 *
 * @param name in a few words
 * @param routers who takes part
 * @param lateness by how much a timer may fire late, nanoseconds, a multiple of the grid
 * @param stalls whether it happens that a machine stood still and notices
 * @param coarse whether packets arrive, and faults happen, only at moments when a timer is due
 * @param byTheTable whether each reaction is compared with what section 6.4 says, besides all that is said of the world as a whole
 */
record Scenario(
        String name, List<Participant> routers, long lateness, boolean stalls, boolean coarse, boolean byTheTable) {
    /** Time passes in such steps, or in a coarse scenario until the next timer is due. */
    static final long QUANTUM_NANOS = 250_000_000;

    /** A router and the address that it sends from. */
    record Participant(VirtualRouterConfig config, IpAddress address) {}

    Scenario withLateness(long nanos) {
        return new Scenario(name, routers, nanos, stalls, coarse, byTheTable);
    }

    Scenario withStalls() {
        return new Scenario(name, routers, lateness, true, coarse, byTheTable);
    }

    Scenario withCoarseTime() {
        return new Scenario(name, routers, lateness, stalls, true, byTheTable);
    }

    Scenario withoutTable() {
        return new Scenario(name, routers, lateness, stalls, coarse, false);
    }

    /**
     * How long it may take after the last fault until the right router is Active for good: Active_Down_Interval, by the slowest of
     * the intervals that may have been learned; with a preempt delay also that delay, and the interval after it.
     */
    long convergenceBoundNanos() {
        Interval longest = routers.stream()
                .map(router -> router.config.interval())
                .max(Comparator.comparingInt(Interval::centiseconds))
                .orElseThrow();
        long slowest = routers.stream()
                .mapToLong(router -> Durations.activeDownNanos(router.config, longest))
                .max()
                .orElseThrow();
        long delay = routers.stream()
                .mapToLong(router -> router.config.preemption().delay().toNanos())
                .max()
                .orElseThrow();
        return delay == 0 ? slowest : slowest + delay + slowest;
    }

    @Override
    public String toString() {
        return name;
    }
}
