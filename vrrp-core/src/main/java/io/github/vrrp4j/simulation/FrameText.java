package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.spi.Datagram;

/** Frames in words. */
final class FrameText {
    private FrameText() {}

    static String of(byte[] frame) {
        FrameContent content = EthernetFrame.parse(frame);
        if (content instanceof FrameContent.Packet packet) {
            return of(packet.datagram());
        } else if (content instanceof FrameContent.Arp arp) {
            return of(arp);
        } else if (content instanceof FrameContent.NeighborSolicitation solicitation) {
            return solicitation.source() + " asks for " + solicitation.target();
        } else if (content instanceof FrameContent.NeighborAdvertisement advertisement) {
            return advertisement.target() + " is at " + EthernetFrame.source(frame)
                    + (advertisement.solicited() ? "" : " (unsolicited)");
        } else if (content instanceof FrameContent.Udp udp) {
            return udp.source() + " to " + udp.destination() + " UDP " + udp.payload().length + " bytes, to "
                    + EthernetFrame.destination(frame);
        }
        return frame.length + " bytes, " + content;
    }

    private static String of(FrameContent.Arp arp) {
        if (arp.isGratuitous()) {
            return arp.sender() + " is at " + arp.senderMac() + " (gratuitous)";
        }
        return arp.request()
                ? arp.sender() + " asks for " + arp.target()
                : arp.sender() + " is at " + arp.senderMac() + ", to " + arp.target();
    }

    private static String of(Datagram datagram) {
        String addresses = datagram.source() + " to " + datagram.destination();
        if (datagram.protocol() != Datagram.VRRP) {
            return addresses + " VRRP behind an authentication header";
        }
        byte[] message = datagram.payload();
        Decoded decoded = AdvertisementCodec.decode(
                message, 0, message.length, datagram.source(), datagram.destination(), ChecksumAcceptance.EITHER);
        return addresses + " VRRP "
                + (decoded instanceof Advertisement advertisement
                        ? "version " + advertisement.version().number() + " VRID " + advertisement.vrid()
                                + " priority " + advertisement.priority() + " interval " + advertisement.interval()
                                + " " + advertisement.addresses()
                        : "rejected: " + decoded);
    }
}
