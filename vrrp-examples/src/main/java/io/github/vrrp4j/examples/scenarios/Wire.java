package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.simulation.Transcript;
import io.github.vrrp4j.simulation.Transcript.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a takeover from A to B looked like to somebody who captured frames.
 *
 * @param resignations advertisements of A with priority 0
 * @param advertisements advertisements of A with another priority
 * @param answers how often A answered ARP requests for the address
 * @param takeover when the first advertisement of B came, since the beginning; negative if none came
 * @param announcements gratuitous ARP of B
 */
record Wire(long resignations, long advertisements, long answers, Duration takeover, long announcements) {
    private static final IpAddress VIRTUAL = IpAddress.of(Stage.VIRTUAL);
    private static final Duration NEVER = Duration.ofNanos(-1);

    /** Looks at frames from a moment on. */
    static Wire of(Transcript transcript, Duration since) {
        Transcript later =
                transcript.only(entry -> entry.frame().isPresent() && entry.at().compareTo(since) >= 0);
        List<Entry> ofA = later.only(entry -> entry.who().equals("A")).entries();
        List<Entry> ofB = later.only(entry -> entry.who().equals("B")).entries();
        return new Wire(
                count(ofA, entry -> priority(entry) == Advertisement.PRIORITY_RESIGNING),
                count(ofA, entry -> priority(entry) > 0),
                count(ofA, entry -> arp(entry) && !gratuitous(entry)),
                ofB.stream()
                        .filter(entry -> priority(entry) > 0)
                        .map(entry -> entry.at().minus(since))
                        .findFirst()
                        .orElse(NEVER),
                count(ofB, Wire::gratuitous));
    }

    private static long count(List<Entry> entries, Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).count();
    }

    private static FrameContent content(Entry entry) {
        return EthernetFrame.parse(entry.frame().orElseThrow().bytes());
    }

    /** The priority of an advertisement; -1 for other frames. */
    private static int priority(Entry entry) {
        if (content(entry) instanceof FrameContent.Packet packet) {
            byte[] message = packet.datagram().payload();
            Decoded decoded = AdvertisementCodec.decode(
                    message,
                    0,
                    message.length,
                    packet.datagram().source(),
                    packet.datagram().destination(),
                    ChecksumAcceptance.EITHER);
            return decoded instanceof Advertisement advertisement ? advertisement.priority() : -1;
        }
        return -1;
    }

    private static boolean arp(Entry entry) {
        return content(entry) instanceof FrameContent.Arp arp && arp.sender().equals(VIRTUAL);
    }

    private static boolean gratuitous(Entry entry) {
        return arp(entry) && content(entry) instanceof FrameContent.Arp arp && arp.isGratuitous();
    }

    @Override
    public String toString() {
        return "A: priority 0 sent " + resignations + ", ARP for the address answered " + answers
                + "; B: first advertisement after " + Trail.seconds(takeover) + ", gratuitous ARP " + announcements
                + ".";
    }
}
