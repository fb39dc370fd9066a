package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How two configurations differ, and what the difference will do, known before anything happens.
 *
 * @param changes one for each parameter that differs; empty if none does
 */
public record Changes(List<Change> changes) {
    /**
     * One parameter that differs.
     *
     * @param parameter which one
     * @param from its present value, for people
     * @param to its next value, for people
     * @param impact what the change will do
     */
    public record Change(String parameter, String from, String to, Impact impact) {
        @Override
        public String toString() {
            return parameter + " from " + from + " to " + to + " (" + impact + ")";
        }
    }

    /** Keeps its own copy. */
    public Changes {
        changes = List.copyOf(changes);
    }

    /**
     * The most serious impact.
     *
     * @return {@link Impact#LIVE} if nothing differs
     */
    public Impact impact() {
        return changes.stream().map(Change::impact).max(Impact::compareTo).orElse(Impact.LIVE);
    }

    /**
     * Whether a running virtual router can take the next configuration.
     *
     * @return false if one of the changes needs a restart
     */
    public boolean areLive() {
        return impact() != Impact.RESTART;
    }

    /**
     * The changes in a line, for people.
     *
     * @return for example {@code advertisement interval from 1 s to 0.5 s (LIVE)}
     */
    @Override
    public String toString() {
        return changes.isEmpty()
                ? "nothing changes"
                : changes.stream().map(Change::toString).collect(Collectors.joining(", "));
    }

    static Changes between(VirtualRouterConfig from, VirtualRouterConfig to) {
        // Version 2 discards what does not match, so there these decide who is heard until the peers have changed, too.
        Impact v2Match = from.version() == Version.V2 ? Impact.RE_ELECTION : Impact.LIVE;
        Policies now = from.policies();
        Policies next = to.policies();
        List<Change> changes = new ArrayList<>();
        add(changes, "interface", from.id().interfaceName(), to.id().interfaceName(), Impact.RESTART);
        add(changes, "vrid", from.id().vrid(), to.id().vrid(), Impact.RESTART);
        add(changes, "family", from.id().family(), to.id().family(), Impact.RESTART);
        add(changes, "version", from.version(), to.version(), Impact.RESTART);
        add(changes, "coexistence", from.coexistence(), to.coexistence(), Impact.RESTART);
        add(changes, "source mac", now.sourceMac(), next.sourceMac(), Impact.RESTART);
        add(changes, "priority", from.priority(), to.priority(), Impact.RE_ELECTION);
        add(changes, "preemption", from.preemption(), to.preemption(), Impact.RE_ELECTION);
        add(changes, "peers", from.peers(), to.peers(), Impact.RE_ELECTION);
        add(changes, "authentication", from.authentication(), to.authentication(), Impact.RE_ELECTION);
        add(changes, "probe", from.probe(), to.probe(), Impact.RE_ELECTION);
        add(changes, "hold-up", from.holdUp(), to.holdUp(), Impact.LIVE);
        add(changes, "advertisement interval", from.interval(), to.interval(), v2Match);
        add(changes, "addresses", from.addresses(), to.addresses(), Impact.LIVE);
        addLivePolicies(changes, now, next);
        return new Changes(changes);
    }

    private static void addLivePolicies(List<Change> changes, Policies now, Policies next) {
        add(changes, "sent checksum", now.sentChecksum(), next.sentChecksum(), Impact.LIVE);
        add(changes, "accepted checksum", now.acceptedChecksum(), next.acceptedChecksum(), Impact.LIVE);
        add(
                changes,
                "group checksum from peers",
                now.groupChecksumFromPeers(),
                next.groupChecksumFromPeers(),
                Impact.LIVE);
        add(changes, "losing advertisement", now.losingAdvertisement(), next.losingAdvertisement(), Impact.LIVE);
        add(changes, "last advertisement", now.lastAdvertisement(), next.lastAdvertisement(), Impact.LIVE);
        add(changes, "owner listens", now.ownerListens(), next.ownerListens(), Impact.LIVE);
        add(
                changes,
                "foreign address list discarded",
                now.foreignAddressListDiscarded(),
                next.foreignAddressListDiscarded(),
                Impact.LIVE);
        add(changes, "unicast ttl", now.unicastTtl(), next.unicastTtl(), Impact.LIVE);
        add(changes, "sent unicast ttl", now.sentUnicastTtl(), next.sentUnicastTtl(), Impact.LIVE);
        add(changes, "only known peers", now.onlyKnownPeers(), next.onlyKnownPeers(), Impact.LIVE);
        add(changes, "announcements", now.announcements(), next.announcements(), Impact.LIVE);
        add(changes, "accept mode", now.acceptMode(), next.acceptMode(), Impact.LIVE);
        add(changes, "missed advertisements", now.missedAdvertisements(), next.missedAdvertisements(), Impact.LIVE);
        add(changes, "listens after stall", now.listensAfterStall(), next.listensAfterStall(), Impact.LIVE);
        add(changes, "takeover patience", now.takeoverPatience(), next.takeoverPatience(), Impact.LIVE);
        add(changes, "learned interval", now.learnedInterval(), next.learnedInterval(), Impact.LIVE);
        add(changes, "removed address", now.removedAddress(), next.removedAddress(), Impact.LIVE);
    }

    private static void add(List<Change> changes, String parameter, Object from, Object to, Impact impact) {
        if (!from.equals(to)) {
            changes.add(new Change(parameter, from.toString(), to.toString(), impact));
        }
    }
}
