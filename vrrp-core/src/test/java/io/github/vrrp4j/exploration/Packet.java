package io.github.vrrp4j.exploration;

import io.github.vrrp4j.packet.Advertisement;
import java.util.Comparator;

/**
 * An advertisement on its way to one of the receivers.
 *
 * @param from who sent it
 * @param to who will get it
 * @param advertisement what it says
 */
record Packet(int from, int to, Advertisement advertisement) implements Comparable<Packet> {
    private static final Comparator<Packet> ORDER = Comparator.comparingInt(Packet::from)
            .thenComparingInt(Packet::to)
            .thenComparingInt(packet -> packet.advertisement.priority());

    /** Quick, and distinguishes all that a scenario has. */
    @Override
    public int hashCode() {
        return (from * 31 + to) * 257 + advertisement.priority();
    }

    @Override
    public int compareTo(Packet other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return World.label(from) + ">" + World.label(to) + " priority " + advertisement.priority();
    }
}
