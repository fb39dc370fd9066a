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
        }
    }

    /** Whether a sender spoke version 3 within the last three of its intervals (RFC 9568 section 8.4.2). */
    boolean speaksVersion3(IpAddress sender, long now) {
        Peer peer = peers.get(sender);
        return peer != null
                && peer.version3HeardNanos != Peer.NEVER
                && now - peer.version3HeardNanos <= 3 * peer.last.interval().nanos();
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

        Peer(IpAddress address, Advertisement first) {
            this.address = address;
            this.last = first;
        }

        PeerStatus status() {
            return new PeerStatus(address, last.priority(), last.interval(), last.version(), lastHeardNanos);
        }
    }
}
