package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which targets were asked on an interface. One answer is passed on for each question, however many come, and only if it is one:
 * what was announced to everybody proves nothing about the way from here to there.
 */
final class Probes {
    private final Map<IpAddress, IpAddress> sourceByTarget = new HashMap<>();
    private final Consumer<IpAddress> answered;

    Probes(Consumer<IpAddress> answered) {
        this.answered = answered;
    }

    /** The frame of a question; from now on an answer counts. */
    byte[] question(MacAddress mac, IpAddress source, IpAddress target) {
        byte[] frame = target.family() == Family.IPV4
                ? ArpFrame.request(mac, source, target)
                : NeighborFrame.solicitation(mac, source, target);
        synchronized (this) {
            sourceByTarget.put(target, source);
        }
        return frame;
    }

    void accept(byte[] frame) {
        FrameContent content = EthernetFrame.parse(frame);
        if (content instanceof FrameContent.Arp arp && !arp.request() && isAnswer(arp.sender(), arp.target())) {
            answered.accept(arp.sender());
        } else if (content instanceof FrameContent.NeighborAdvertisement advertisement
                && advertisement.solicited()
                && isAnswer(advertisement.target())) {
            answered.accept(advertisement.target());
        }
    }

    private synchronized boolean isAnswer(IpAddress target, IpAddress source) {
        return sourceByTarget.remove(target, source);
    }

    private synchronized boolean isAnswer(IpAddress target) {
        return sourceByTarget.remove(target) != null;
    }
}
