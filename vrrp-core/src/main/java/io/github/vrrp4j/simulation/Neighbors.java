package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The neighbour cache of a host on one interface: who answers for which address. It has entries for those that the host talks to.
 * Any ARP packet of an address updates its entry (RFC 826), and so does a Neighbor Advertisement that overrides (RFC 4861
 * section 7.2.5). An old entry is used on while its owner is asked to confirm it, and forgotten after three unanswered questions.
 */
final class Neighbors {
    private static final long ASK_AGAIN_NANOS = 1_000_000_000L;
    private static final int QUESTIONS = 3;
    private static final int WAITING = 100;

    private final World world;
    private final SimulatedPort port;
    private final Map<IpAddress, Entry> entries = new HashMap<>();
    private long confirmAfterNanos = 30_000_000_000L;

    Neighbors(World world, SimulatedPort port) {
        this.world = world;
        this.port = port;
    }

    /** Zero: an entry stays as it is until somebody announces something else. */
    void confirmAfter(long nanos) {
        confirmAfterNanos = nanos;
    }

    /**
     * Sends something to a neighbour: now if it is known, otherwise when it answers. The last {@value #WAITING} wait, and not longer
     * than three questions take (RFC 4861 section 7.2.2; Linux keeps about as many).
     */
    void send(IpAddress source, IpAddress target, Consumer<MacAddress> send) {
        Entry entry = entries.computeIfAbsent(target, unknown -> new Entry());
        MacAddress mac = entry.mac;
        if (mac == null) {
            entry.await(send);
            ask(entry, source, target);
            return;
        }
        send.accept(mac);
        if (confirmAfterNanos > 0 && world.now() - entry.confirmedAt >= confirmAfterNanos) {
            ask(entry, source, target);
        }
    }

    private void ask(Entry entry, IpAddress source, IpAddress target) {
        if (entry.asked > 0 && world.now() - entry.askedAt < ASK_AGAIN_NANOS) {
            return;
        }
        if (entry.asked >= QUESTIONS) {
            entry.mac = null;
        }
        entry.asked++;
        entry.askedAt = world.now();
        port.transmit(question(port.mac(), entry.mac, source, target));
    }

    /** A question to one host if it is known, otherwise to all. */
    static byte[] question(MacAddress own, @Nullable MacAddress known, IpAddress source, IpAddress target) {
        if (target.family() == Family.IPV4) {
            return known == null ? ArpFrame.request(own, source, target) : ArpFrame.request(known, own, source, target);
        }
        return known == null
                ? NeighborFrame.solicitation(own, source, target)
                : NeighborFrame.solicitation(known, own, source, target);
    }

    void heard(FrameContent.Arp arp) {
        Entry entry = entries.get(arp.sender());
        if (entry != null) {
            entry.learn(arp.senderMac());
        }
    }

    void heard(FrameContent.NeighborAdvertisement advertisement) {
        Entry entry = entries.get(advertisement.target());
        if (entry != null && (advertisement.override() || entry.mac == null)) {
            advertisement.targetMac().ifPresent(entry::learn);
        }
    }

    Optional<MacAddress> mac(IpAddress target) {
        return Optional.ofNullable(entries.get(target)).map(entry -> entry.mac);
    }

    void forget() {
        entries.clear();
    }

    private record Waiting(Consumer<MacAddress> send, long since) {}

    private final class Entry {
        final Deque<Waiting> waiting = new ArrayDeque<>();

        @Nullable
        MacAddress mac;

        long confirmedAt;
        long askedAt;
        int asked;

        void await(Consumer<MacAddress> send) {
            if (waiting.size() == WAITING) {
                waiting.remove();
            }
            waiting.add(new Waiting(send, world.now()));
        }

        void learn(MacAddress learned) {
            mac = learned;
            confirmedAt = world.now();
            asked = 0;
            for (Waiting each = waiting.poll(); each != null; each = waiting.poll()) {
                if (world.now() - each.since() <= QUESTIONS * ASK_AGAIN_NANOS) {
                    each.send().accept(learned);
                }
            }
        }
    }
}
