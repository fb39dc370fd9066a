package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.AuthenticationHeader;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the packets for one virtual router. The same bytes from the same sender are read once. */
final class Incoming {
    /** Both versions of one sender. */
    private static final int REMEMBERED = 2;

    private final VirtualRouterConfig config;
    private final Set<IpAddress> addresses = new HashSet<>();
    private final @Nullable AuthenticationHeader header;
    private final AuthenticationSequence sequence;
    private final Message[] remembered = new Message[REMEMBERED];
    private int next;

    Incoming(VirtualRouterConfig config, AuthenticationSequence sequence) {
        this.sequence = sequence;
        this.config = config;
        config.addresses().stream().map(VirtualAddress::address).forEach(addresses::add);
        header = config.authentication().type() == 2
                ? new AuthenticationHeader(config.authentication().secret())
                : null;
    }

    /**
     * What a packet says.
     *
     * @param datagram the packet
     * @param decoded the advertisement, or why it is none
     * @param sameAddresses whether it lists the configured addresses, in whatever order
     */
    record Message(Datagram datagram, Decoded decoded, boolean sameAddresses) {
        boolean isFrom(Datagram other) {
            return Arrays.equals(datagram.payload(), other.payload())
                    && datagram.source().equals(other.source())
                    && datagram.destination().equals(other.destination());
        }
    }

    /** Reads a packet; removes an authentication header first, and checks it if one is configured. */
    Message read(Datagram datagram) {
        if (datagram.protocol() == Datagram.AUTHENTICATION_HEADER) {
            return header == null
                    ? new Message(datagram, Rejection.AUTHENTICATION_TYPE_MISMATCH, false)
                    : readAuthenticated(datagram, header);
        }
        for (Message each : remembered) {
            if (each != null && each.isFrom(datagram)) {
                return each;
            }
        }
        Message fresh = decode(datagram, datagram.payload());
        remembered[next] = fresh;
        next = (next + 1) % REMEMBERED;
        return fresh;
    }

    private Message readAuthenticated(Datagram datagram, AuthenticationHeader authentication) {
        byte[] payload = datagram.payload();
        if (!authentication.verifies(
                payload, datagram.source(), datagram.destination(), datagram.timeToLive(), datagram.identification())) {
            return new Message(datagram, Rejection.AUTHENTICATION_FAILURE, false);
        }
        if (!sequence.accepts(AuthenticationHeader.sequence(payload), datagram.source())) {
            return new Message(datagram, Rejection.REPLAY, false);
        }
        return decode(datagram, Arrays.copyOfRange(payload, AuthenticationHeader.BYTES, payload.length));
    }

    private Message decode(Datagram datagram, byte[] message) {
        Decoded decoded = decode(datagram, message, datagram.destination());
        boolean unicast = !datagram.destination().isMulticast();
        if (decoded == Rejection.CHECKSUM && unicast && config.policies().groupChecksumFromPeers()) {
            decoded = decode(datagram, message, datagram.source().family().group());
        }
        boolean same = decoded instanceof Advertisement advertisement
                && advertisement.addresses().size() == addresses.size()
                && addresses.equals(new HashSet<>(advertisement.addresses()));
        return new Message(datagram, decoded, same);
    }

    private Decoded decode(Datagram datagram, byte[] message, IpAddress destination) {
        ChecksumAcceptance accepted = config.policies().acceptedChecksum();
        return AdvertisementCodec.decode(message, 0, message.length, datagram.source(), destination, accepted);
    }

    /** The version that a packet claims. */
    static int claimedVersion(Datagram datagram) {
        return datagram.protocol() == Datagram.AUTHENTICATION_HEADER
                ? Version.V2.number()
                : datagram.payload()[0] >>> 4 & 0xf;
    }
}
