package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
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
     * Sends something to a neighbour: now if it is known, otherwise when it answers. Only the last one waits, and not longer than
     * three questions take (RFC 4861 section 7.2.2).
     */
    void send(IpAddress source, IpAddress target, Consumer<MacAddress> send) {
        Entry entry = entries.computeIfAbsent(target, unknown -> new Entry());
        MacAddress mac = entry.mac;
        if (mac == null) {
            entry.waiting = send;
            entry.waitingSince = world.now();
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

    private final class Entry {
        @Nullable
        MacAddress mac;

        @Nullable
        Consumer<MacAddress> waiting;

        long waitingSince;
        long confirmedAt;
        long askedAt;
        int asked;

        void learn(MacAddress learned) {
            mac = learned;
            confirmedAt = world.now();
            asked = 0;
            Consumer<MacAddress> send = waiting;
            waiting = null;
            if (send != null && world.now() - waitingSince <= QUESTIONS * ASK_AGAIN_NANOS) {
                send.accept(learned);
            }
        }
    }
}
