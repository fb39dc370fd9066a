package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host that uses a virtual address: it sends a request every so often, and notes who answers and when nobody does. It knows
 * the Ethernet address behind the virtual one only from ARP and Neighbor Discovery, so that a takeover that nobody announces, or
 * that the switch does not learn of, is an outage for it.
 *
 * <p>Requests are answered by a host that has the address and whose process runs, as if the service were in the process that
 * embeds the router; Accept_Mode is not looked at.
 */
public final class SimulatedClient extends SimulatedHost {
    private static final int KEPT = 1000;

    private final SimulatedPort port;
    private final Neighbors neighbors;
    private final IpAddress own;
    private final IpAddress target;
    private final Event nextRequest = Event.of(this::request);
    private final Deque<Outage> ended = new ArrayDeque<>();

    private long everyNanos;
    private long sent;
    private long answered;
    private long lastAnsweredNanos;
    private long longestNanos;
    private @Nullable SimulatedNode receiver;
    private @Nullable SimulatedNode server;

    SimulatedClient(SimulatedLan lan, String name, IpAddress own, IpAddress target, Duration every) {
        super(lan.world(), name);
        this.own = own;
        this.target = target;
        everyNanos = World.nanos("interval", every);
        if (everyNanos == 0) {
            throw new IllegalArgumentException("interval " + every + ": must be more than zero");
        }
        port = new SimulatedPort(lan, this, "eth0", automaticMac(), List.of(own));
        connect(port);
        neighbors = new Neighbors(world(), port);
        reset();
        world().after(0, nextRequest);
    }

    /**
     * Sets after what time the client asks again who has the address, as operating systems do. It keeps using what it knows, and
     * forgets it after three questions without an answer.
     *
     * @param age 30 s is the default; zero for a client that never asks again
     * @return this
     */
    public SimulatedClient confirmNeighborsAfter(Duration age) {
        neighbors.confirmAfter(World.nanos("age", age));
        return this;
    }

    private void request() {
        sent++;
        Request request = new Request(world().now(), number(), -1);
        neighbors.send(own, target, mac -> port.transmit(Request.build(mac, port.mac(), own, target, request)));
        world().after(everyNanos, nextRequest);
    }

    @Override
    void receive(SimulatedPort at, byte[] frame) {
        boolean forUs = (frame[0] & 1) != 0 || EthernetFrame.destination(frame).equals(at.mac());
        FrameContent content = forUs ? EthernetFrame.parse(frame) : null;
        if (content instanceof FrameContent.Arp arp) {
            neighbors.heard(arp);
        } else if (content instanceof FrameContent.NeighborAdvertisement advertisement) {
            neighbors.heard(advertisement);
        } else if (content instanceof FrameContent.Udp udp && Request.isReply(udp)) {
            answer(Request.read(udp));
        }
    }

    private void answer(Request reply) {
        // Damaged and forged answers may say anything.
        boolean plausible = reply.sentNanos() > lastAnsweredNanos && reply.sentNanos() <= world().now();
        if (!plausible || reply.server() < 0 || reply.server() >= world().hosts.size()) {
            return;
        }
        answered++;
        long from = lastAnsweredNanos + everyNanos;
        if (reply.sentNanos() > from) {
            ended(new Outage(Duration.ofNanos(from), Duration.ofNanos(reply.sentNanos())));
        }
        lastAnsweredNanos = reply.sentNanos();
        if (world().hosts.get(reply.server()) instanceof SimulatedNode node && node != server) {
            server = node;
            world().recorder.event(name(), "is served by " + node.name());
        }
    }

    private void ended(Outage outage) {
        world().recorder
                .event(
                        name(),
                        "had no answer for " + World.seconds(outage.length().toNanos()) + " s");
        longestNanos = Math.max(longestNanos, outage.length().toNanos());
        if (ended.size() == KEPT) {
            ended.removeFirst();
        }
        ended.addLast(outage);
    }

    /** A request came to the host that has the address. */
    void reached(SimulatedNode node) {
        receiver = node;
    }

    /** Forgets all outages: measures from now on. */
    public void reset() {
        ended.clear();
        longestNanos = 0;
        sent = 0;
        answered = 0;
        lastAnsweredNanos = world().now() - everyNanos;
    }

    /**
     * When there was no answer: every request for which none came makes or prolongs an outage.
     *
     * @return the last thousand, in order; one that has not ended yet comes last
     */
    public List<Outage> outages() {
        List<Outage> all = new ArrayList<>(ended);
        long from = lastAnsweredNanos + everyNanos;
        if (world().now() - from >= everyNanos) {
            all.add(new Outage(Duration.ofNanos(from), Duration.ofNanos(world().now())));
        }
        return all;
    }

    /**
     * The longest time without an answer.
     *
     * @return zero if every request was answered; one that has not ended yet counts up to now
     */
    public Duration longestOutage() {
        List<Outage> all = outages();
        Duration last = all.isEmpty() ? Duration.ZERO : all.get(all.size() - 1).length();
        Duration longest = Duration.ofNanos(longestNanos);
        return last.compareTo(longest) > 0 ? last : longest;
    }

    /**
     * How many requests were sent.
     *
     * @return the count, since the client was made or {@linkplain #reset reset}
     */
    public long requests() {
        return sent;
    }

    /**
     * How many requests were answered.
     *
     * @return the count, since the client was made or {@linkplain #reset reset}
     */
    public long answers() {
        return answered;
    }

    /**
     * Who answered last.
     *
     * @return empty if nobody ever did
     */
    public Optional<SimulatedNode> servedBy() {
        return Optional.ofNullable(server);
    }

    /**
     * The host that the last request to arrive came to, also if it did not answer.
     *
     * @return empty if none ever arrived
     */
    public Optional<SimulatedNode> receiver() {
        return Optional.ofNullable(receiver);
    }

    /**
     * What this client believes about the virtual address.
     *
     * @return the Ethernet address in its neighbour cache, if there is one
     */
    public Optional<MacAddress> neighbor() {
        return neighbors.mac(target);
    }

    /**
     * Asserts that the last request was answered, by this host.
     *
     * @param node the host
     * @throws AssertionError if nobody answers now, or another host
     */
    public void assertServedBy(SimulatedNode node) {
        List<Outage> all = outages();
        boolean now = all.isEmpty() || all.get(all.size() - 1).to().toNanos() < world().now();
        if (!now || server != node) {
            throw world().failure("expected " + name() + " to be served by " + node.name() + ", but "
                    + (now ? "it is served by " + server : "nobody answers"));
        }
    }

    /**
     * Asserts that no outage was longer than a limit.
     *
     * @param limit the limit
     * @throws AssertionError if one was longer, or is by now
     */
    public void assertOutageAtMost(Duration limit) {
        if (longestOutage().compareTo(limit) > 0) {
            throw world().failure("expected " + name() + " to be without an answer for at most " + limit
                    + ", but it was for " + longestOutage() + ": " + outages());
        }
    }
}
