package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A learning switch: sends a frame to the port where its destination was last seen, or to all. */
final class Switch {
    private static final long AGEING_NANOS = 300_000_000_000L;
    private static final int SHORTEST_FRAME = 14;
    /** What a small switch can learn; strangers may send from any number of addresses. */
    private static final int CAPACITY = 4096;

    private final World world;
    private final List<SimulatedPort> ports = new ArrayList<>();
    private final Map<Long, Place> places = new LinkedHashMap<>();
    private boolean[][] dropped = new boolean[0][];
    Conditions conditions = Conditions.GOOD;

    private static final class Place {
        final SimulatedPort port;
        long seenNanos;

        Place(SimulatedPort port, long seenNanos) {
            this.port = port;
            this.seenNanos = seenNanos;
        }
    }

    Switch(World world) {
        this.world = world;
    }

    /** Adds a port and gives it its number. */
    int add(SimulatedPort port) {
        ports.add(port);
        int size = ports.size();
        dropped = Arrays.copyOf(dropped, size);
        for (int i = 0; i < size; i++) {
            dropped[i] = dropped[i] == null ? new boolean[size] : Arrays.copyOf(dropped[i], size);
        }
        return size - 1;
    }

    List<SimulatedHost> hosts() {
        return ports.stream().map(SimulatedPort::host).toList();
    }

    /** Whether frames from some hosts to others are dropped. */
    void drop(List<SimulatedHost> from, List<SimulatedHost> to, boolean drop) {
        for (SimulatedPort sender : ports) {
            for (SimulatedPort receiver : ports) {
                if (from.contains(sender.host()) && to.contains(receiver.host())) {
                    dropped[sender.number()][receiver.number()] = drop;
                }
            }
        }
    }

    /** A frame comes out of the cable of a host. */
    void enter(SimulatedPort from, byte[] frame) {
        Conditions cable = from.conditions();
        for (int copies = cable.copies(world.chance); copies > 0; copies--) {
            boolean reordered = cable.reorders(world.chance);
            long delay = cable.delayNanos(reordered, world.chance);
            forward(from, cable.damaged(frame, world.chance), delay, reordered);
        }
    }

    private void forward(SimulatedPort from, byte[] frame, long delay, boolean reordered) {
        world.recorder.frame(from, frame);
        if (frame.length < SHORTEST_FRAME) {
            return;
        }
        learn(mac(frame, MacAddress.BYTES), from);
        SimulatedPort only = isGroup(frame) ? null : find(mac(frame, 0));
        if (only != null) {
            if (only != from) {
                leave(from, only, frame, delay, reordered);
            }
            return;
        }
        for (int i = 0; i < ports.size(); i++) {
            SimulatedPort port = ports.get(i);
            if (port != from) {
                leave(from, port, frame, delay, reordered);
            }
        }
    }

    private void leave(SimulatedPort from, SimulatedPort to, byte[] frame, long delay, boolean reordered) {
        if (dropped[from.number()][to.number()]) {
            return;
        }
        for (int copies = conditions.copies(world.chance); copies > 0; copies--) {
            deliver(from, to, conditions.damaged(frame, world.chance), delay, reordered);
        }
    }

    private void deliver(SimulatedPort from, SimulatedPort to, byte[] frame, long delay, boolean reordered) {
        boolean lateHere = conditions.reorders(world.chance);
        boolean late = reordered || lateHere;
        long entered = delay + conditions.delayNanos(late, world.chance);
        Conditions cable = to.conditions();
        for (int copies = cable.copies(world.chance); copies > 0; copies--) {
            boolean lateThere = cable.reorders(world.chance);
            boolean last = late || lateThere;
            long total = entered + cable.delayNanos(last, world.chance);
            to.deliverAfter(from, total, last, cable.damaged(frame, world.chance));
        }
    }

    private void learn(long mac, SimulatedPort port) {
        Place known = places.get(mac);
        if (known != null && known.port == port) {
            known.seenNanos = world.now();
            return;
        }
        if (known == null && places.size() == CAPACITY) {
            places.remove(places.keySet().iterator().next());
        }
        places.put(mac, new Place(port, world.now()));
    }

    private @Nullable SimulatedPort find(long mac) {
        Place place = places.get(mac);
        return place == null || world.now() - place.seenNanos > AGEING_NANOS ? null : place.port;
    }

    /** A port has lost its link. */
    void forget(SimulatedPort port) {
        places.values().removeIf(place -> place.port == port);
    }

    int known() {
        return places.size();
    }

    private static boolean isGroup(byte[] frame) {
        return (frame[0] & 1) != 0;
    }

    private static long mac(byte[] frame, int offset) {
        long value = 0;
        for (int i = offset; i < offset + MacAddress.BYTES; i++) {
            value = value << 8 | (frame[i] & 0xff);
        }
        return value;
    }
}
