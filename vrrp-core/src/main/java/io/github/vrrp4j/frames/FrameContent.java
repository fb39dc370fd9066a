package io.github.vrrp4j.frames;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a frame from the wire turned out to be, or the {@link FrameRejection} that says why it is nothing of use. */
public sealed interface FrameContent
        permits FrameContent.Packet,
                FrameContent.Arp,
                FrameContent.NeighborSolicitation,
                FrameContent.NeighborAdvertisement,
                FrameContent.Udp,
                FrameRejection {
    /**
     * A frame that carries a VRRP packet.
     *
     * @param datagram the packet, with its own copy of the payload
     */
    record Packet(Datagram datagram) implements FrameContent {}

    /**
     * An ARP packet for IPv4 over Ethernet (RFC 826).
     *
     * @param request whether it is a request; otherwise a reply
     * @param senderMac sender hardware address
     * @param sender sender protocol address; 0.0.0.0 in a probe
     * @param targetMac target hardware address, which means nothing in a request
     * @param target target protocol address
     */
    record Arp(boolean request, MacAddress senderMac, IpAddress sender, MacAddress targetMac, IpAddress target)
            implements FrameContent {
        /**
         * Whether it announces an address instead of asking for one.
         *
         * @return true if sender and target are the same address
         */
        public boolean isGratuitous() {
            return sender.equals(target);
        }
    }

    /**
     * A Neighbor Solicitation (RFC 4861 section 4.3).
     *
     * @param source the source of the IP packet; unspecified while its sender checks whether an address is free
     * @param target the address that is asked for
     * @param sourceMac the source link-layer address option
     */
    record NeighborSolicitation(IpAddress source, IpAddress target, Optional<MacAddress> sourceMac)
            implements FrameContent {}

    /**
     * A Neighbor Advertisement (RFC 4861 section 4.4).
     *
     * @param source the source of the IP packet
     * @param target the address that is answered for
     * @param router the R flag
     * @param solicited the S flag
     * @param override the O flag: replaces what a neighbor knew
     * @param targetMac the target link-layer address option
     */
    record NeighborAdvertisement(
            IpAddress source,
            IpAddress target,
            boolean router,
            boolean solicited,
            boolean override,
            Optional<MacAddress> targetMac)
            implements FrameContent {}

    /**
     * A UDP datagram.
     *
     * @param source the source of the IP packet
     * @param destination its destination, of the same family
     * @param sourcePort 0 to 65535
     * @param destinationPort 0 to 65535
     * @param payload the bytes behind the UDP header; handed over, nobody may change them
     */
    @SuppressWarnings("ArrayRecordComponent") // packets are bytes; they are compared by content below
    record Udp(IpAddress source, IpAddress destination, int sourcePort, int destinationPort, byte[] payload)
            implements FrameContent {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Udp that
                    && source.equals(that.source)
                    && destination.equals(that.destination)
                    && sourcePort == that.sourcePort
                    && destinationPort == that.destinationPort
                    && Arrays.equals(payload, that.payload);
        }

        @Override
        public int hashCode() {
            return 31 * source.hashCode() + Arrays.hashCode(payload);
        }

        @Override
        public String toString() {
            return payload.length + " bytes from " + source + " port " + sourcePort + " to " + destination + " port "
                    + destinationPort;
        }
    }
}
