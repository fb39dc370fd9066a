package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IP packet of protocol 112, without its header.
 *
 * @param source the source of the IP packet
 * @param destination its destination, of the same family
 * @param timeToLive TTL or hop limit, 0 to 255
 * @param payload the bytes behind the IP header, cut to the length that the IP header says; handed over, nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // packets are bytes; they are compared by content below
public record Datagram(IpAddress source, IpAddress destination, int timeToLive, byte[] payload) {
    /** Checks that it can be an IP packet. */
    public Datagram {
        if (source.family() != destination.family()) {
            throw new IllegalArgumentException(
                    "destination " + destination + ": must be of the family of the source " + source);
        }
        if (timeToLive < 0 || timeToLive > 255) {
            throw new IllegalArgumentException("time to live " + timeToLive + ": must be 0 to 255");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Datagram that
                && source.equals(that.source)
                && destination.equals(that.destination)
                && timeToLive == that.timeToLive
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
