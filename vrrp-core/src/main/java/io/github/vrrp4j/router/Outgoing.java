package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.AuthenticationHeader;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one virtual router: one to the group, or one to each peer with a checksum of its own. As long as the same is
 * said from the same address, they are the same packets, and nothing is allocated.
 */
final class Outgoing {
    private static final int MULTICAST_TTL = 255;
    /** One message of each version, and one with priority 0. */
    private static final int REMEMBERED = 3;

    private final List<IpAddress> destinations;
    private final int timeToLive;
    private final @Nullable AuthenticationHeader header;
    private final Prepared[] prepared = new Prepared[REMEMBERED];
    private final AuthenticationSequence sequence;
    private int next;

    Outgoing(VirtualRouterConfig config, AuthenticationSequence sequence) {
        this.sequence = sequence;
        boolean unicast = !config.peers().isEmpty();
        destinations = unicast ? config.peers() : List.of(config.id().family().group());
        timeToLive = unicast ? config.policies().sentUnicastTtl() : MULTICAST_TTL;
        header = config.authentication().type() == 2
                ? new AuthenticationHeader(config.authentication().secret())
                : null;
    }

    List<Datagram> packets(Advertisement advertisement, IpAddress source) {
        if (header != null && advertisement.version() == Version.V2) {
            return authenticated(advertisement, source, header);
        }
        for (Prepared each : prepared) {
            if (each != null && each.says(advertisement) && each.source.equals(source)) {
                return each.packets;
            }
        }
        Prepared fresh = new Prepared(
                advertisement,
                source,
                destinations(source)
                        .map(destination -> new Datagram(
                                source,
                                destination,
                                timeToLive,
                                AdvertisementCodec.encode(advertisement, source, destination)))
                        .toList());
        prepared[next] = fresh;
        next = (next + 1) % REMEMBERED;
        return fresh.packets;
    }

    /** Each packet has its own sequence number, and a receiver takes none twice (RFC 2402 section 3.3.2). */
    private List<Datagram> authenticated(
            Advertisement advertisement, IpAddress source, AuthenticationHeader authentication) {
        int number = (int) sequence.next();
        int identification = number & 0xffff;
        return destinations(source)
                .map(destination -> new Datagram(
                        source,
                        destination,
                        timeToLive,
                        Datagram.AUTHENTICATION_HEADER,
                        identification,
                        authentication.wrap(
                                AdvertisementCodec.encode(advertisement, source, destination),
                                source,
                                destination,
                                timeToLive,
                                identification,
                                number)))
                .toList();
    }

    /** All routers may be given the same list of peers: none sends a copy to itself. */
    private Stream<IpAddress> destinations(IpAddress source) {
        return destinations.stream().filter(destination -> !destination.equals(source));
    }

    private record Prepared(Advertisement advertisement, IpAddress source, List<Datagram> packets) {
        /** What differs most is compared first; equal lists of addresses are garbage to compare. */
        boolean says(Advertisement other) {
            return advertisement.version() == other.version()
                    && advertisement.priority() == other.priority()
                    && advertisement.equals(other);
        }
    }
}
