package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was heard for a virtual router. Bounded, since sources can be forged: the one that was silent longest makes room. */
final class PeerTable {
    static final int CAPACITY = 64;

    /** As many packets may be lost in a row before a sender counts as silent. */
    private static final int MISSED = 3;

    private final Map<IpAddress, Peer> peers = new HashMap<>();

    void heard(Advertisement advertisement, IpAddress sender, long now) {
        Peer peer = peers.get(sender);
        if (peer == null) {
            if (peers.size() == CAPACITY) {
                peers.remove(longestSilent());
            }
            peer = new Peer(sender, advertisement);
            peers.put(sender, peer);
        }
        peer.last = advertisement;
        peer.lastHeardNanos = now;
        if (advertisement.version() == Version.V3) {
            peer.version3HeardNanos = now;
            peer.repetitions = 0;
        }
    }

    /**
     * Whether a packet of version 2 only repeats what its sender says in version 3 (RFC 9568 section 8.4.2), which it then said
     * within the last three of its intervals, and not three packets of version 2 ago: a forged packet of version 3 that promises a
     * long interval must not make a router of version 2 unheard for so long. To be asked once for each packet.
     */
    boolean repeatsVersion3(IpAddress sender, long now) {
        Peer peer = peers.get(sender);
        return peer != null
                && peer.version3HeardNanos != Peer.NEVER
                && now - peer.version3HeardNanos
                        <= MISSED * peer.last.interval().nanos()
                && ++peer.repetitions <= MISSED;
    }

    @Nullable
    Advertisement lastFrom(IpAddress sender) {
        Peer peer = peers.get(sender);
        return peer == null ? null : peer.last;
    }

    List<PeerStatus> snapshot() {
        return peers.values().stream()
                .map(Peer::status)
                .sorted(Comparator.comparing(PeerStatus::address))
                .toList();
    }

    private IpAddress longestSilent() {
        return peers.values().stream()
                .min(Comparator.comparingLong(peer -> peer.lastHeardNanos))
                .orElseThrow()
                .address;
    }

    private static final class Peer {
        static final long NEVER = Long.MIN_VALUE;

        final IpAddress address;
        Advertisement last;
        long lastHeardNanos;
        long version3HeardNanos = NEVER;

        /** Packets of version 2 since then. */
        int repetitions;

        Peer(IpAddress address, Advertisement first) {
            this.address = address;
            this.last = first;
        }

        PeerStatus status() {
            return new PeerStatus(address, last.priority(), last.interval(), last.version(), lastHeardNanos);
        }
    }
}
