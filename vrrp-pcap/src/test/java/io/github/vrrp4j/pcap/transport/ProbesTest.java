package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Announcement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final MacAddress OURS = new MacAddress(0x0200_0000_0001L);
    private static final MacAddress THEIRS = new MacAddress(0x0200_0000_0002L);
    private static final IpAddress SOURCE4 = IpAddress.of("192.0.2.11");
    private static final IpAddress GATEWAY4 = IpAddress.of("192.0.2.254");
    private static final IpAddress SOURCE6 = IpAddress.of("fe80::11");
    private static final IpAddress GATEWAY6 = IpAddress.of("fe80::254");

    private final List<IpAddress> answered = new ArrayList<>();
    private final Probes probes = new Probes(answered::add);

    @Test
    void theQuestionGoesToEverybodyOrToTheGroupOfTheTarget() {
        assertArrayEquals(ArpFrame.request(OURS, SOURCE4, GATEWAY4), probes.question(OURS, SOURCE4, GATEWAY4));
        assertArrayEquals(
                NeighborFrame.solicitation(OURS, SOURCE6, GATEWAY6), probes.question(OURS, SOURCE6, GATEWAY6));
    }

    @Test
    void anAnswerIsPassedOnOnceForEachQuestion() {
        byte[] arp = ArpFrame.reply(THEIRS, asked(probes.question(OURS, SOURCE4, GATEWAY4)));
        byte[] advertisement = advertisement(probes.question(OURS, SOURCE6, GATEWAY6));

        probes.accept(arp);
        probes.accept(arp);
        probes.accept(advertisement);
        probes.accept(advertisement);

        assertEquals(List.of(GATEWAY4, GATEWAY6), answered);
    }

    @Test
    void whatNobodyAskedForIsNoAnswer() {
        probes.accept(ArpFrame.reply(THEIRS, asked(ArpFrame.request(OURS, SOURCE4, GATEWAY4))));
        probes.accept(advertisement(NeighborFrame.solicitation(OURS, SOURCE6, GATEWAY6)));

        assertEquals(List.of(), answered);
    }

    @Test
    void theAnswerToAnotherHostIsNone() {
        probes.question(OURS, SOURCE4, GATEWAY4);

        probes.accept(ArpFrame.reply(THEIRS, asked(ArpFrame.request(OURS, IpAddress.of("192.0.2.12"), GATEWAY4))));

        assertEquals(List.of(), answered);
    }

    @Test
    void whatATargetTellsEverybodyIsNoAnswer() {
        probes.question(OURS, SOURCE4, GATEWAY4);
        probes.question(OURS, SOURCE6, GATEWAY6);

        probes.accept(AnnouncementFrame.build(
                THEIRS, new Announcement.GratuitousArp(Optional.empty(), GATEWAY4, Optional.empty())));
        probes.accept(AnnouncementFrame.build(
                THEIRS, new Announcement.UnsolicitedNeighborAdvertisement(Optional.empty(), GATEWAY6, true)));

        assertEquals(List.of(), answered);
    }

    @Test
    void addressesOfDifferentFamiliesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> probes.question(OURS, SOURCE6, GATEWAY4));
        assertThrows(IllegalArgumentException.class, () -> probes.question(OURS, SOURCE4, GATEWAY6));
    }

    private static FrameContent.Arp asked(byte[] question) {
        return (FrameContent.Arp) EthernetFrame.parse(question);
    }

    private static byte[] advertisement(byte[] question) {
        var solicitation = (FrameContent.NeighborSolicitation) EthernetFrame.parse(question);
        return NeighborFrame.advertisement(THEIRS, OURS, solicitation, true);
    }
}
