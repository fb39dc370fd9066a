package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;

/** Receiving VRRP packets (RFC 9568 section 7.1, RFC 3768 section 7.1): the checks that need more than the message itself. */
final class ReceiveChecks {
    private static final int TIME_TO_LIVE = 255;
    private static final int HEADER_BYTES = 8;

    private ReceiveChecks() {}

    /** The VRID that a packet claims to be for; 0 if it has none. */
    static int claimedVrid(Datagram datagram) {
        return datagram.payload().length > 1 ? datagram.payload()[1] & 0xff : 0;
    }

    /** The advertisement in a packet that claims to be for a virtual router, or why it does not count. */
    static Decoded check(Instance instance, Datagram datagram, long now) {
        if (instance.echoes(datagram, now)) {
            return Rejection.OWN_PACKET;
        }
        if (datagram.timeToLive() != TIME_TO_LIVE) {
            return Rejection.TTL;
        }
        if (!canBeASource(datagram.source())) {
            return Rejection.SOURCE;
        }
        if (!datagram.destination().equals(instance.id.family().group())) {
            return Rejection.DESTINATION;
        }
        if (datagram.payload().length < HEADER_BYTES) {
            return Rejection.PACKET_LENGTH;
        }
        VirtualRouterConfig config = instance.config();
        if ((datagram.payload()[0] >>> 4 & 0xf) != config.version().number()) {
            return Rejection.VERSION;
        }
        Decoded decoded = instance.decode(datagram);
        return config.version() == Version.V2 && decoded instanceof Advertisement advertisement
                ? checkV2(config, advertisement)
                : decoded;
    }

    private static boolean canBeASource(IpAddress source) {
        return source.family() == Family.IPV6
                ? source.isLinkLocal()
                : !source.isUnspecified() && !source.isLoopback() && !source.isMulticast();
    }

    /** RFC 3768 section 7.1; in version 3 an owner processes what it hears (RFC 9568 erratum 8298), and intervals may differ. */
    private static Decoded checkV2(VirtualRouterConfig config, Advertisement advertisement) {
        if (advertisement.authentication().type() != 0) {
            return Rejection.AUTHENTICATION_TYPE_MISMATCH;
        }
        if (!advertisement.interval().equals(config.interval())) {
            return Rejection.INTERVAL_MISMATCH;
        }
        return config.isOwner() ? Rejection.ADDRESS_OWNER : advertisement;
    }
}
