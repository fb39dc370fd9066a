package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ConfigurationException;

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
 * @param learnedInterval how far the interval of the Active router is followed
 */
public record Policies(
        ChecksumForm sentChecksum,
        ChecksumAcceptance acceptedChecksum,
        boolean groupChecksumFromPeers,
        LosingAdvertisement losingAdvertisement,
        boolean ownerListens,
        boolean foreignAddressListDiscarded,
        TtlRange unicastTtl,
        int sentUnicastTtl,
        boolean onlyKnownPeers,
        AnnouncementSchedule announcements,
        SourceMac sourceMac,
        boolean acceptMode,
        int missedAdvertisements,
        LearnedInterval learnedInterval) {
    /** Checks the ranges. */
    public Policies {
        if (sentUnicastTtl < 1 || sentUnicastTtl > 255) {
            throw new ConfigurationException("unicast ttl", sentUnicastTtl, "must be 1 to 255");
        }
        if (missedAdvertisements < 1 || missedAdvertisements > 100) {
            throw new ConfigurationException("missed advertisements", missedAdvertisements, "must be 1 to 100");
        }
    }
    /**
     * The same policies but for one.
     *
     * @param value what is sent in version 3 over IPv4
     * @return the changed policies
     */
    public Policies withSentChecksum(ChecksumForm value) {
        return new Policies(
                value,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value what is taken in version 3 over IPv4
     * @return the changed policies
     */
    public Policies withAcceptedChecksum(ChecksumAcceptance value) {
        return new Policies(
                sentChecksum,
                value,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether a unicast copy may have the checksum of the group
     * @return the changed policies
     */
    public Policies withGroupChecksumFromPeers(boolean value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                value,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value the answer to a router that has to yield
     * @return the changed policies
     */
    public Policies withLosingAdvertisement(LosingAdvertisement value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                value,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether an address owner processes advertisements
     * @return the changed policies
     */
    public Policies withOwnerListens(boolean value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                value,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value version 2: whether other addresses are a reason to discard
     * @return the changed policies
     */
    public Policies withForeignAddressListDiscarded(boolean value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                value,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value which TTLs are taken from unicast peers
     * @return the changed policies
     */
    public Policies withUnicastTtl(TtlRange value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                value,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value the TTL of unicast copies, 1 to 255
     * @return the changed policies
     */
    public Policies withSentUnicastTtl(int value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                value,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value whether unicast packets of strangers are discarded
     * @return the changed policies
     */
    public Policies withOnlyKnownPeers(boolean value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                value,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value when addresses are announced
     * @return the changed policies
     */
    public Policies withAnnouncements(AnnouncementSchedule value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                value,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value where frames come from
     * @return the changed policies
     */
    public Policies withSourceMac(SourceMac value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                value,
                acceptMode,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value Accept_Mode
     * @return the changed policies
     */
    public Policies withAcceptMode(boolean value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                value,
                missedAdvertisements,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value how many intervals a Backup waits for, 1 to 100
     * @return the changed policies
     */
    public Policies withMissedAdvertisements(int value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                value,
                learnedInterval);
    }

    /**
     * The same policies but for one.
     *
     * @param value how far the interval of the Active router is followed
     * @return the changed policies
     */
    public Policies withLearnedInterval(LearnedInterval value) {
        return new Policies(
                sentChecksum,
                acceptedChecksum,
                groupChecksumFromPeers,
                losingAdvertisement,
                ownerListens,
                foreignAddressListDiscarded,
                unicastTtl,
                sentUnicastTtl,
                onlyKnownPeers,
                announcements,
                sourceMac,
                acceptMode,
                missedAdvertisements,
                value);
    }
}
