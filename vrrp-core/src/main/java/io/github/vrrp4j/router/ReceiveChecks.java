package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AuthenticationHeader;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.LearnedInterval;
import io.github.vrrp4j.protocol.Policies;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import org.jspecify.annotations.Nullable;

/** Receiving VRRP packets (RFC 9568 section 7.1, RFC 3768 section 7.1): the checks that need more than the message itself. */
final class ReceiveChecks {
    private static final int MULTICAST_TTL = 255;
    private static final int HEADER_BYTES = 8;

    private ReceiveChecks() {}

    /** The VRID that a packet claims to be for; 0 if it has none. */
    static int claimedVrid(Datagram datagram) {
        int index = messageOffset(datagram) + 1;
        return datagram.payload().length > index ? datagram.payload()[index] & 0xff : 0;
    }

    /** What is wrong with a packet that names no virtual router of this host: its TTL and its version would come first. */
    static Rejection ofNobody(Datagram datagram) {
        if (datagram.destination().isMulticast() && datagram.timeToLive() != MULTICAST_TTL) {
            return Rejection.TTL;
        }
        if (datagram.payload().length == 0) {
            return Rejection.VRID;
        }
        int version = Incoming.claimedVersion(datagram);
        boolean exists = version == Version.V3.number()
                || (version == Version.V2.number() && datagram.source().family() == Family.IPV4);
        return exists ? Rejection.VRID : Rejection.VERSION;
    }

    private static int messageOffset(Datagram datagram) {
        return datagram.protocol() == Datagram.AUTHENTICATION_HEADER ? AuthenticationHeader.BYTES : 0;
    }

    /** What can be said before the message is read; null if nothing speaks against reading it. */
    static @Nullable Rejection beforeReading(Instance instance, Datagram datagram, long now) {
        if (instance.echoes(datagram, now)) {
            return Rejection.OWN_PACKET;
        }
        VirtualRouterConfig config = instance.config();
        Rejection envelope = config.peers().isEmpty() ? multicastEnvelope(datagram) : unicastEnvelope(config, datagram);
        if (envelope != null) {
            return envelope;
        }
        if (datagram.payload().length < messageOffset(datagram) + HEADER_BYTES) {
            return Rejection.PACKET_LENGTH;
        }
        int version = Incoming.claimedVersion(datagram);
        boolean known =
                version == config.version().number() || (config.coexistence() && version == Version.V2.number());
        return known ? null : Rejection.VERSION;
    }

    private static @Nullable Rejection multicastEnvelope(Datagram datagram) {
        // RFC 9568 5.1.1.3 and 5.1.2.3: a packet that has crossed a router is discarded.
        if (datagram.timeToLive() != MULTICAST_TTL) {
            return Rejection.TTL;
        }
        IpAddress source = datagram.source();
        if (!canBeASource(source) || (source.family() == Family.IPV6 && !source.isLinkLocal())) {
            return Rejection.SOURCE;
        }
        return datagram.destination().equals(source.family().group()) ? null : Rejection.DESTINATION;
    }

    private static @Nullable Rejection unicastEnvelope(VirtualRouterConfig config, Datagram datagram) {
        if (!config.policies().unicastTtl().contains(datagram.timeToLive())) {
            return Rejection.TTL;
        }
        if (!canBeASource(datagram.source())) {
            return Rejection.SOURCE;
        }
        if (datagram.destination().isMulticast()) {
            return Rejection.DESTINATION;
        }
        boolean stranger = !config.peers().contains(datagram.source());
        return stranger && config.policies().onlyKnownPeers() ? Rejection.UNKNOWN_PEER : null;
    }

    private static boolean canBeASource(IpAddress source) {
        return source.isUnicast() && !source.isLoopback();
    }

    /** What speaks against an advertisement that was read; null if it counts. */
    static @Nullable Rejection afterReading(
            Instance instance, Incoming.Message message, Advertisement advertisement, long now) {
        VirtualRouterConfig config = instance.config();
        Policies policies = config.policies();
        Rejection rejection = advertisement.version() == Version.V2
                ? checkV2(instance, message, advertisement, now)
                : checkV3(policies, advertisement);
        if (rejection != null) {
            return rejection;
        }
        // RFC 3768 and RFC 5798 7.1 discard here; RFC 9568 erratum 8298 lets two owners settle it.
        return config.isOwner() && !policies.ownerListens() ? Rejection.ADDRESS_OWNER : null;
    }

    private static @Nullable Rejection checkV3(Policies policies, Advertisement advertisement) {
        LearnedInterval learned = policies.learnedInterval();
        boolean tooLong =
                advertisement.interval().centiseconds() > learned.longest().centiseconds();
        return tooLong && learned.tooLong() == LearnedInterval.TooLong.DISCARD ? Rejection.INTERVAL_TOO_LONG : null;
    }

    private static @Nullable Rejection checkV2(
            Instance instance, Incoming.Message message, Advertisement advertisement, long now) {
        VirtualRouterConfig config = instance.config();
        Rejection authentication = checkAuthentication(config, message.datagram(), advertisement);
        if (authentication != null) {
            return authentication;
        }
        if (config.coexistence()) {
            // RFC 9568 8.4.2: the rate of such a router is in its version 3 packets.
            boolean redundant =
                    instance.peers.repeatsVersion3(message.datagram().source(), now);
            return redundant ? Rejection.VERSION_2_OF_A_VERSION_3_ROUTER : null;
        }
        // RFC 3768 7.1: a different interval is discarded, whatever the priority.
        if (!advertisement.interval().equals(config.interval())) {
            return Rejection.INTERVAL_MISMATCH;
        }
        boolean foreign = !message.sameAddresses() && advertisement.priority() != Advertisement.PRIORITY_OWNER;
        return foreign && config.policies().foreignAddressListDiscarded() ? Rejection.ADDRESS_LIST_MISMATCH : null;
    }

    private static @Nullable Rejection checkAuthentication(
            VirtualRouterConfig config, Datagram datagram, Advertisement advertisement) {
        int type = config.authentication().type();
        if (advertisement.authentication().type() != type) {
            return Rejection.AUTHENTICATION_TYPE_MISMATCH;
        }
        // Compared as one number, which takes the same time wherever the difference is.
        boolean wrongPassword = type == 1
                && advertisement.authentication().data()
                        != config.authentication().secret();
        boolean headerMissing = type == 2 && datagram.protocol() != Datagram.AUTHENTICATION_HEADER;
        return wrongPassword || headerMissing ? Rejection.AUTHENTICATION_FAILURE : null;
    }
}
