package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Announcement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 9568 sections 6.4.3, 8.1.2 and 8.2.2: what is said of the virtual addresses, and to whom. */
class AnswerTableTest {
    private static final MacAddress INTERFACE = new MacAddress(0x0200_0000_0099L);
    private static final MacAddress ASKING = new MacAddress(0x0200_0000_0001L);
    private static final IpAddress NOBODY4 = IpAddress.of("0.0.0.0");
    private static final IpAddress NOBODY6 = IpAddress.of("::");
    private static final IpAddress HOST4 = IpAddress.of("192.0.2.7");
    private static final IpAddress HOST6 = IpAddress.of("fe80::7");
    private static final IpAddress VIRTUAL4 = IpAddress.of("192.0.2.1");
    private static final IpAddress VIRTUAL6 = IpAddress.of("2001:db8:5::1");
    private static final VirtualRouterConfig IPV4 =
            VirtualRouterConfig.on("eth0", 51).address("192.0.2.1/24").build();
    private static final VirtualRouterConfig IPV6 = VirtualRouterConfig.on("eth0", 51)
            .address("fe80::5:1")
            .address("2001:db8:5::1")
            .build();

    private final AnswerTable table = new AnswerTable();

    @BeforeEach
    void acquire() {
        add(IPV4);
        add(IPV6);
    }

    private void add(VirtualRouterConfig config) {
        table.add(config, config.addresses());
    }

    private static VirtualRouterConfig virtualMac(VirtualRouterConfig config) {
        return config.toBuilder()
                .adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                .build();
    }

    private FrameContent answer(byte[] question) {
        byte[] answer = table.answer(INTERFACE, question);
        assertNotNull(answer);
        return EthernetFrame.parse(answer);
    }

    @Test
    void anArpRequestIsAnsweredWithTheMacAddressOfTheInterface() {
        byte[] question = ArpFrame.request(ASKING, HOST4, VIRTUAL4);

        assertEquals(new FrameContent.Arp(false, INTERFACE, VIRTUAL4, ASKING, HOST4), answer(question));
        assertEquals(ASKING, EthernetFrame.destination(table.answer(INTERFACE, question)));
        assertEquals(INTERFACE, EthernetFrame.source(table.answer(INTERFACE, question)));
    }

    @Test
    void inVirtualMacModeOnlyTheVirtualMacAddressAnswers() {
        add(virtualMac(IPV4));
        add(virtualMac(IPV6));
        MacAddress mac4 = new Vrid(51).virtualMac(Family.IPV4);
        MacAddress mac6 = new Vrid(51).virtualMac(Family.IPV6);
        byte[] question6 = NeighborFrame.solicitation(ASKING, HOST6, VIRTUAL6);

        assertEquals(
                new FrameContent.Arp(false, mac4, VIRTUAL4, ASKING, HOST4),
                answer(ArpFrame.request(ASKING, HOST4, VIRTUAL4)));
        assertEquals(
                new FrameContent.NeighborAdvertisement(VIRTUAL6, VIRTUAL6, true, true, true, Optional.of(mac6)),
                answer(question6));
        assertEquals(mac6, EthernetFrame.source(table.answer(INTERFACE, question6)));
        assertEquals(Set.of(mac4, mac6), table.virtualMacs());
    }

    @Test
    void aHostThatAsksWhetherTheAddressIsFreeLearnsThatItIsNot() {
        assertEquals(
                new FrameContent.Arp(false, INTERFACE, VIRTUAL4, ASKING, NOBODY4),
                answer(ArpFrame.request(ASKING, NOBODY4, VIRTUAL4)));

        byte[] advertisement = table.answer(INTERFACE, NeighborFrame.solicitation(ASKING, NOBODY6, VIRTUAL6));
        assertEquals(MacAddress.ofMulticast(IpAddress.of("ff02::1")), EthernetFrame.destination(advertisement));
        assertEquals(
                new FrameContent.NeighborAdvertisement(VIRTUAL6, VIRTUAL6, true, false, true, Optional.of(INTERFACE)),
                EthernetFrame.parse(advertisement));
    }

    @Test
    void aHostThatAnnouncesTheAddressAsItsOwnLearnsThatItIsNot() {
        byte[] gratuitous = AnnouncementFrame.build(
                ASKING, new Announcement.GratuitousArp(Optional.empty(), VIRTUAL4, Optional.empty()));

        assertEquals(new FrameContent.Arp(false, INTERFACE, VIRTUAL4, ASKING, VIRTUAL4), answer(gratuitous));
    }

    @Test
    void anotherRouterWithTheSameVirtualMacAddressIsNotAnswered() {
        add(virtualMac(IPV4));
        add(virtualMac(IPV6));
        MacAddress mac4 = new Vrid(51).virtualMac(Family.IPV4);
        MacAddress mac6 = new Vrid(51).virtualMac(Family.IPV6);

        assertNull(table.answer(
                INTERFACE,
                AnnouncementFrame.build(
                        mac4, new Announcement.GratuitousArp(Optional.empty(), VIRTUAL4, Optional.empty()))));
        assertNull(table.answer(INTERFACE, NeighborFrame.solicitation(mac6, NOBODY6, VIRTUAL6)));
    }

    @Test
    void nobodyIsAskedToAnswerForAGroup() {
        assertNull(table.answer(INTERFACE, ArpFrame.request(MacAddress.BROADCAST, HOST4, VIRTUAL4)));
        assertNull(table.answer(
                INTERFACE,
                NeighborFrame.solicitation(MacAddress.ofMulticast(IpAddress.of("ff02::1")), HOST6, VIRTUAL6)));
    }

    @Test
    void answersAndOtherAddressesAreNotAnswered() {
        assertNull(table.answer(INTERFACE, ArpFrame.request(ASKING, HOST4, IpAddress.of("192.0.2.2"))));
        assertNull(table.answer(INTERFACE, NeighborFrame.solicitation(ASKING, HOST6, IpAddress.of("fe80::1"))));
        assertNull(table.answer(
                INTERFACE, ArpFrame.reply(ASKING, new FrameContent.Arp(true, INTERFACE, VIRTUAL4, ASKING, VIRTUAL4))));
        assertNull(table.answer(INTERFACE, new byte[0]));
    }

    @Test
    void theRouterFlagIsThatOfThePolicies() {
        add(IPV6.toBuilder()
                .adjust(policies -> policies.withAnnouncements(
                        new AnnouncementSchedule(1, Duration.ZERO, Duration.ZERO, false, false, false)))
                .build());

        assertEquals(
                new FrameContent.NeighborAdvertisement(VIRTUAL6, VIRTUAL6, false, true, true, Optional.of(INTERFACE)),
                answer(NeighborFrame.solicitation(ASKING, HOST6, VIRTUAL6)));
    }

    @Test
    void whatIsReleasedIsAnsweredForNoLonger() {
        table.remove(IPV4.id(), IPV4.addresses());
        table.remove(IPV6.id(), IPV6.addresses());

        assertNull(table.answer(INTERFACE, ArpFrame.request(ASKING, HOST4, VIRTUAL4)));
        assertNull(table.answer(INTERFACE, NeighborFrame.solicitation(ASKING, HOST6, VIRTUAL6)));
        assertEquals(Set.of(), table.groups());
    }

    @Test
    void anotherVirtualRouterReleasesOnlyWhatIsItsOwn() {
        VirtualRouterConfig other =
                VirtualRouterConfig.on("eth0", 52).address("192.0.2.1/24").build();

        table.remove(other.id(), other.addresses());

        assertNotNull(table.answer(INTERFACE, ArpFrame.request(ASKING, HOST4, VIRTUAL4)));
    }

    @Test
    void questionsForIpv6AddressesComeToTheirGroups() {
        assertEquals(Set.of(IpAddress.of("ff02::1:ff05:1"), IpAddress.of("ff02::1:ff00:1")), table.groups());
    }
}
