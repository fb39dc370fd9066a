package io.github.vrrp4j.simulation;

import io.github.vrrp4j.protocol.VirtualRouter;

/** The clock of a host, which may run fast or slow. All in nanoseconds. */
final class NodeClock {
    private double rate = 1;
    private long worldBase;
    private long localBase;

    void rate(double newRate, long worldNow) {
        localBase = local(worldNow);
        worldBase = worldNow;
        rate = newRate;
    }

    long local(long world) {
        return rate == 1 ? localBase + (world - worldBase) : localBase + (long) ((world - worldBase) * rate);
    }

    /** The earliest time at which this clock shows a local time or a later one. */
    long world(long local) {
        if (local == VirtualRouter.NEVER) {
            return VirtualRouter.NEVER;
        }
        if (rate == 1) {
            return worldBase + (local - localBase);
        }
        long world = worldBase + (long) Math.ceil((local - localBase) / rate);
        while (local(world) < local) {
            world++;
        }
        return world;
    }
}
