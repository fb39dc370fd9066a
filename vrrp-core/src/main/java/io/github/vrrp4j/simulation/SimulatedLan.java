package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A LAN on which hosts run the production router, in virtual time. Not for use by several threads; everything happens within
 * {@link #run}.
 */
public final class SimulatedLan {
    private static final int MIN_DELAY_NANOS = 20_000;
    private static final int MAX_DELAY_NANOS = 200_000;

    private final Random random;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long scheduled;

    private SimulatedLan(long seed) {
        random = new Random(seed);
    }

    /**
     * A LAN without hosts.
     *
     * @param seed what all chance in this LAN comes from: the same seed gives the same run
     * @return the LAN, at time zero
     */
    public static SimulatedLan seeded(long seed) {
        return new SimulatedLan(seed);
    }

    /**
     * Adds a host with one virtual router, and starts it now.
     *
     * @param name the host's name, for people
     * @param address its address on this LAN
     * @param config its virtual router
     * @param listener hears of its transitions, within {@link #run}
     * @return the host
     */
    public SimulatedNode join(String name, IpAddress address, VirtualRouterConfig config, VrrpListener listener) {
        SimulatedNode node = new SimulatedNode(this, name, address, config, listener);
        nodes.add(node);
        node.start();
        return node;
    }

    /**
     * Lets virtual time pass.
     *
     * @param duration how much
     */
    public void run(Duration duration) {
        long end = nowNanos + duration.toNanos();
        while (true) {
            SimulatedNode first = earliest();
            long timer = first == null ? VirtualRouter.NEVER : first.deadline();
            long event = events.isEmpty() ? VirtualRouter.NEVER : events.peek().atNanos;
            if (Math.min(timer, event) > end) {
                nowNanos = end;
                return;
            }
            // What arrives at the very moment at which a timer is due is looked at first, as in the runtime.
            if (first == null || event <= timer) {
                nowNanos = event;
                events.remove().action.run();
            } else {
                nowNanos = timer;
                first.expire();
            }
        }
    }

    private @Nullable SimulatedNode earliest() {
        SimulatedNode earliest = null;
        for (SimulatedNode node : nodes) {
            if (earliest == null || node.deadline() < earliest.deadline()) {
                earliest = node;
            }
        }
        return earliest;
    }

    /**
     * The virtual time.
     *
     * @return how much has passed since the LAN was made
     */
    public Duration now() {
        return Duration.ofNanos(nowNanos);
    }

    /**
     * The hosts that have an address at present: more than one if they cannot hear each other, none while nobody has taken over.
     *
     * @param address a virtual address
     * @return the hosts, in the order in which they joined
     */
    public List<SimulatedNode> holders(IpAddress address) {
        return nodes.stream().filter(node -> node.holds(address)).toList();
    }

    long nowNanos() {
        return nowNanos;
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + delayNanos, scheduled++, action));
    }

    /** Every host that the switch connects with the sender gets its own copy, after a delay of its own. */
    void transmit(SimulatedNode sender, Datagram datagram) {
        for (SimulatedNode receiver : nodes) {
            if (receiver != sender) {
                int delay = MIN_DELAY_NANOS + random.nextInt(MAX_DELAY_NANOS - MIN_DELAY_NANOS);
                byte[] copy = datagram.payload().clone();
                Datagram arriving =
                        new Datagram(datagram.source(), datagram.destination(), datagram.timeToLive(), copy);
                after(delay, () -> {
                    if (sender.isConnected() && receiver.isConnected()) {
                        receiver.receive(arriving);
                    }
                });
            }
        }
    }

    private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atNanos != other.atNanos ? Long.compare(atNanos, other.atNanos) : Long.compare(number, other.number);
        }
    }
}
