package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ConfigurationException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the documents leave open, disagree about, or implementations do differently. {@link Preset} has consistent sets; each
 * policy can be changed alone:
 *
 * <pre>{@code
 * VirtualRouterConfig.on("eth0", 51).preset(Preset.KEEPALIVED).adjust(policies -> policies.withAcceptMode(false))
 * }</pre>
 *
 * @param sentChecksum what is sent in version 3 over IPv4
 * @param acceptedChecksum what is taken in version 3 over IPv4
 * @param groupChecksumFromPeers whether a unicast copy may have its checksum computed for 224.0.0.18 (keepalived up to 1.3.6)
 * @param losingAdvertisement the answer of an Active router to one that has to yield
 * @param lastAdvertisement whether an Active router that yields to another one sends one last advertisement, so that the other one,
 *     which may not have heard it before, knows that it has to announce the addresses again (beyond the RFCs; keepalived's {@code
 *     higher_prio_send_advert})
 * @param ownerListens whether an address owner processes advertisements (RFC 9568 erratum 8298) or discards them
 * @param foreignAddressListDiscarded version 2: whether other addresses from a router that does not own them are discarded (RFC
 *     3768 section 7.1 allows it); they are counted and reported in any case
 * @param unicastTtl which TTLs are taken from unicast peers
 * @param sentUnicastTtl the TTL of unicast copies, 1 to 255
 * @param onlyKnownPeers whether unicast packets of others than the configured peers are discarded
 * @param announcements when addresses are announced
 * @param sourceMac where frames come from
 * @param acceptMode Accept_Mode (RFC 9568 section 6.1): whether an Active router that does not own the addresses takes packets
 *     to them for itself
 * @param missedAdvertisements how many intervals without an advertisement a Backup waits for, 1 to 100; the RFCs say 3
 * @param listensAfterStall whether a router that stood still listens before it acts: an Active one, not the owner, that was late for so
 *     long that Backups must have taken over listens for one interval before it goes on; a Backup that was late by an interval does not
 *     count the time as silence, since the Active router may have stood still with it
 * @param takeoverPatience for how long a takeover that is due waits for packets that have arrived on this host and that nobody has
 *     looked at, as one of them may prove that the Active router is alive; 0 to 10 s. Somebody may send as fast as a host can
 *     receive, to keep it from taking over
 * @param learnedInterval how far the interval of the Active router is followed
 * @param removedAddress the answer to somebody who removes a virtual address from this host
 */
public record Policies(
        ChecksumForm sentChecksum,
        ChecksumAcceptance acceptedChecksum,
        boolean groupChecksumFromPeers,
        LosingAdvertisement losingAdvertisement,
        boolean lastAdvertisement,
        boolean ownerListens,
        boolean foreignAddressListDiscarded,
        TtlRange unicastTtl,
        int sentUnicastTtl,
        boolean onlyKnownPeers,
        AnnouncementSchedule announcements,
        SourceMac sourceMac,
        boolean acceptMode,
        int missedAdvertisements,
        boolean listensAfterStall,
        Duration takeoverPatience,
        LearnedInterval learnedInterval,
        RemovedAddress removedAddress) {
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    /** Checks the ranges. */
    public Policies {
        if (sentUnicastTtl < 1 || sentUnicastTtl > 255) {
            throw new ConfigurationException("unicast ttl", sentUnicastTtl, "must be 1 to 255");
        }
        if (missedAdvertisements < 1 || missedAdvertisements > 100) {
            throw new ConfigurationException("missed advertisements", missedAdvertisements, "must be 1 to 100");
        }
        if (takeoverPatience.isNegative() || takeoverPatience.compareTo(MOST_PATIENCE) > 0) {
            throw new ConfigurationException("takeover patience", takeoverPatience, "must be 0 to 10 s");
        }
    }

    /**
     * The same policies but for one.
     *
     * @param value what is sent in version 3 over IPv4
     * @return the changed policies
     */
    public Policies withSentChecksum(ChecksumForm value) {
        return with(draft -> draft.sentChecksum = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value what is taken in version 3 over IPv4
     * @return the changed policies
     */
    public Policies withAcceptedChecksum(ChecksumAcceptance value) {
        return with(draft -> draft.acceptedChecksum = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether a unicast copy may have the checksum of the group
     * @return the changed policies
     */
    public Policies withGroupChecksumFromPeers(boolean value) {
        return with(draft -> draft.groupChecksumFromPeers = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value the answer to a router that has to yield
     * @return the changed policies
     */
    public Policies withLosingAdvertisement(LosingAdvertisement value) {
        return with(draft -> draft.losingAdvertisement = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether an Active router that yields sends one last advertisement
     * @return the changed policies
     */
    public Policies withLastAdvertisement(boolean value) {
        return with(draft -> draft.lastAdvertisement = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether an address owner processes advertisements
     * @return the changed policies
     */
    public Policies withOwnerListens(boolean value) {
        return with(draft -> draft.ownerListens = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value version 2: whether other addresses are a reason to discard
     * @return the changed policies
     */
    public Policies withForeignAddressListDiscarded(boolean value) {
        return with(draft -> draft.foreignAddressListDiscarded = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value which TTLs are taken from unicast peers
     * @return the changed policies
     */
    public Policies withUnicastTtl(TtlRange value) {
        return with(draft -> draft.unicastTtl = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value the TTL of unicast copies, 1 to 255
     * @return the changed policies
     */
    public Policies withSentUnicastTtl(int value) {
        return with(draft -> draft.sentUnicastTtl = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether unicast packets of strangers are discarded
     * @return the changed policies
     */
    public Policies withOnlyKnownPeers(boolean value) {
        return with(draft -> draft.onlyKnownPeers = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value when addresses are announced
     * @return the changed policies
     */
    public Policies withAnnouncements(AnnouncementSchedule value) {
        return with(draft -> draft.announcements = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value where frames come from
     * @return the changed policies
     */
    public Policies withSourceMac(SourceMac value) {
        return with(draft -> draft.sourceMac = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value Accept_Mode
     * @return the changed policies
     */
    public Policies withAcceptMode(boolean value) {
        return with(draft -> draft.acceptMode = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value how many intervals a Backup waits for, 1 to 100
     * @return the changed policies
     */
    public Policies withMissedAdvertisements(int value) {
        return with(draft -> draft.missedAdvertisements = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether an Active router listens after it stood still for too long
     * @return the changed policies
     */
    public Policies withListensAfterStall(boolean value) {
        return with(draft -> draft.listensAfterStall = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value for how long a takeover waits for packets that nobody has looked at, 0 to 10 s
     * @return the changed policies
     */
    public Policies withTakeoverPatience(Duration value) {
        return with(draft -> draft.takeoverPatience = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value how far the interval of the Active router is followed
     * @return the changed policies
     */
    public Policies withLearnedInterval(LearnedInterval value) {
        return with(draft -> draft.learnedInterval = value);
    }

    /**
     * The same policies but for one.
     *
     * @param value the answer to somebody who removes a virtual address
     * @return the changed policies
     */
    public Policies withRemovedAddress(RemovedAddress value) {
        return with(draft -> draft.removedAddress = value);
    }

    private Policies with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Policies while one of them is changed. */
    private static final class Draft {
        private ChecksumForm sentChecksum;
        private ChecksumAcceptance acceptedChecksum;
        private boolean groupChecksumFromPeers;
        private LosingAdvertisement losingAdvertisement;
        private boolean lastAdvertisement;
        private boolean ownerListens;
        private boolean foreignAddressListDiscarded;
        private TtlRange unicastTtl;
        private int sentUnicastTtl;
        private boolean onlyKnownPeers;
        private AnnouncementSchedule announcements;
        private SourceMac sourceMac;
        private boolean acceptMode;
        private int missedAdvertisements;
        private boolean listensAfterStall;
        private Duration takeoverPatience;
        private LearnedInterval learnedInterval;
        private RemovedAddress removedAddress;

        Draft(Policies from) {
            sentChecksum = from.sentChecksum;
            acceptedChecksum = from.acceptedChecksum;
            groupChecksumFromPeers = from.groupChecksumFromPeers;
            losingAdvertisement = from.losingAdvertisement;
            lastAdvertisement = from.lastAdvertisement;
            ownerListens = from.ownerListens;
            foreignAddressListDiscarded = from.foreignAddressListDiscarded;
            unicastTtl = from.unicastTtl;
            sentUnicastTtl = from.sentUnicastTtl;
            onlyKnownPeers = from.onlyKnownPeers;
            announcements = from.announcements;
            sourceMac = from.sourceMac;
            acceptMode = from.acceptMode;
            missedAdvertisements = from.missedAdvertisements;
            listensAfterStall = from.listensAfterStall;
            takeoverPatience = from.takeoverPatience;
            learnedInterval = from.learnedInterval;
            removedAddress = from.removedAddress;
        }

        Policies finished() {
            return new Policies(
                    sentChecksum,
                    acceptedChecksum,
                    groupChecksumFromPeers,
                    losingAdvertisement,
                    lastAdvertisement,
                    ownerListens,
                    foreignAddressListDiscarded,
                    unicastTtl,
                    sentUnicastTtl,
                    onlyKnownPeers,
                    announcements,
                    sourceMac,
                    acceptMode,
                    missedAdvertisements,
                    listensAfterStall,
                    takeoverPatience,
                    learnedInterval,
                    removedAddress);
        }
    }
}
