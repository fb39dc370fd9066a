package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IP packet that carries VRRP, without its header.
 *
 * @param source the source of the IP packet
 * @param destination its destination, of the same family
 * @param timeToLive TTL or hop limit, 0 to 255
 * @param protocol the protocol number: {@link #VRRP}, or {@link #AUTHENTICATION_HEADER} before it in version 2
 * @param identification the identification of an IPv4 packet, 0 to 65535, which an authentication header covers; 0 otherwise
 * @param payload the bytes behind the IP header, cut to the length that the IP header says; handed over, nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // packets are bytes; they are compared by content below
public record Datagram(
        IpAddress source, IpAddress destination, int timeToLive, int protocol, int identification, byte[] payload) {
    /** The protocol number of VRRP. */
    public static final int VRRP = 112;

    /** The protocol number of the IP Authentication Header. */
    public static final int AUTHENTICATION_HEADER = 51;

    /** Checks that it can be an IP packet. */
    public Datagram {
        if (source.family() != destination.family()) {
            throw new IllegalArgumentException(
                    "destination " + destination + ": must be of the family of the source " + source);
        }
        if (timeToLive < 0 || timeToLive > 255) {
            throw new IllegalArgumentException("time to live " + timeToLive + ": must be 0 to 255");
        }
        if (protocol != VRRP && protocol != AUTHENTICATION_HEADER) {
            throw new IllegalArgumentException("protocol " + protocol + ": must be 112 or 51");
        }
        if (identification < 0 || identification > 0xffff) {
            throw new IllegalArgumentException("identification " + identification + ": must be 0 to 65535");
        }
    }

    /**
     * A packet of protocol 112.
     *
     * @param source the source of the IP packet
     * @param destination its destination, of the same family
     * @param timeToLive TTL or hop limit, 0 to 255
     * @param payload the bytes behind the IP header
     */
    public Datagram(IpAddress source, IpAddress destination, int timeToLive, byte[] payload) {
        this(source, destination, timeToLive, VRRP, 0, payload);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Datagram that
                && source.equals(that.source)
                && destination.equals(that.destination)
                && timeToLive == that.timeToLive
                && protocol == that.protocol
                && identification == that.identification
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return payload.length + " bytes from " + source + " to " + destination + ", TTL " + timeToLive;
    }
}
