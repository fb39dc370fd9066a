package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Version;
import java.time.Duration;

/** Whose habits to follow: a consistent set of {@link Policies}, and the version to start from. */
public enum Preset {
    /** RFC 9568 with its errata; takes both checksum forms, since both are in use. The default. */
    RFC9568(Version.V3) {
        @Override
        Policies policiesOf(Version version) {
            return version == Version.V2 ? RFC3768.policiesOf(version) : RFC_BASE;
        }
    },
    /** RFC 5798 to the letter: pseudo-header over IPv4, silence towards routers that have to yield, a deaf owner. */
    RFC5798(Version.V3) {
        @Override
        Policies policiesOf(Version version) {
            return version == Version.V2
                    ? RFC3768.policiesOf(version)
                    : RFC_BASE.withSentChecksum(ChecksumForm.PSEUDO_HEADER)
                            .withAcceptedChecksum(ChecksumAcceptance.PSEUDO_HEADER)
                            .withLosingAdvertisement(LosingAdvertisement.DISCARD)
                            .withOwnerListens(false);
        }
    },
    /** RFC 3768: version 2, and so IPv4 only. */
    RFC3768(Version.V2) {
        @Override
        Policies policiesOf(Version version) {
            return RFC_BASE.withLosingAdvertisement(LosingAdvertisement.DISCARD).withOwnerListens(false);
        }
    },
    /** keepalived 2.x as it is out of the box: the interface's MAC address, bursts of announcements, packets accepted. */
    KEEPALIVED(Version.V2) {
        @Override
        Policies policiesOf(Version version) {
            return DEPLOYED.withGroupChecksumFromPeers(true)
                    .withLosingAdvertisement(LosingAdvertisement.ADVERTISE_AND_RESTART_TIMER)
                    .withUnicastTtl(TtlRange.ANY)
                    .withOnlyKnownPeers(false)
                    .withSourceMac(SourceMac.INTERFACE)
                    .withAcceptMode(true)
                    .withAnnouncements(
                            new AnnouncementSchedule(5, Duration.ofSeconds(5), Duration.ZERO, true, true, false));
        }
    },
    /** FRR's vrrpd. */
    FRR(Version.V3) {
        @Override
        Policies policiesOf(Version version) {
            return DEPLOYED.withLosingAdvertisement(LosingAdvertisement.DISCARD)
                    .withAcceptMode(true)
                    .withAnnouncements(new AnnouncementSchedule(1, Duration.ZERO, Duration.ZERO, false, true, true));
        }
    };

    private static final Policies RFC_BASE = new Policies(
            ChecksumForm.MESSAGE_ONLY,
            ChecksumAcceptance.EITHER,
            false,
            LosingAdvertisement.ADVERTISE,
            false,
            true,
            false,
            TtlRange.ONLY_255,
            255,
            true,
            AnnouncementSchedule.ONCE,
            SourceMac.VIRTUAL,
            false,
            3,
            true,
            Duration.ofMillis(100),
            LearnedInterval.ANY,
            RemovedAddress.PUT_BACK);

    /** What keepalived and FRR have in common against the RFC. */
    private static final Policies DEPLOYED = RFC_BASE.withSentChecksum(ChecksumForm.PSEUDO_HEADER)
            .withAcceptedChecksum(ChecksumAcceptance.PSEUDO_HEADER);

    private final Version version;

    Preset(Version version) {
        this.version = version;
    }

    /**
     * The version to use when nothing is said.
     *
     * @param family the family of the virtual addresses
     * @return for {@link #KEEPALIVED} version 2 over IPv4 and version 3 over IPv6; the others have one version, whether or not
     *     it can carry the family
     */
    public Version version(Family family) {
        return this == KEEPALIVED && family == Family.IPV6 ? Version.V3 : version;
    }

    /**
     * The policies.
     *
     * @param forVersion the version that the virtual router runs: version 2 follows RFC 3768 where RFC 9568 differs
     * @return a consistent set
     */
    public Policies policies(Version forVersion) {
        return policiesOf(forVersion);
    }

    abstract Policies policiesOf(Version forVersion);
}
