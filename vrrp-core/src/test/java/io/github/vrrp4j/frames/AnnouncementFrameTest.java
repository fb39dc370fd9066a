package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.spi.Announcement.GratuitousArp;
import io.github.vrrp4j.spi.Announcement.UnsolicitedNeighborAdvertisement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 9568 section 6.4.2: what a router sends when it becomes Active. */
class AnnouncementFrameTest {
    private static final MacAddress OTHER = new MacAddress(0x0200_0000_0001L);
    private static final IpAddress IPV4 = IpAddress.of("192.0.2.1");
    private static final IpAddress IPV6 = IpAddress.of("2001:db8:5::1");
    private static final MacAddress IPV4_MAC = new Vrid(0x33).virtualMac(Family.IPV4);
    private static final MacAddress IPV6_MAC = new Vrid(0x33).virtualMac(Family.IPV6);

    @Test
    void aGratuitousArpNamesTheVirtualAddressTwiceAndTheSenderTwice() {
        byte[] expected = Bytes.of(
                "ffffffffffff 00005e000133 0806 0001 0800 06 04 0001" + "00005e000133 c0000201 00005e000133 c0000201");

        assertEquals(
                Bytes.hex(expected),
                Bytes.hex(AnnouncementFrame.build(
                        OTHER, new GratuitousArp(Optional.of(IPV4_MAC), IPV4, Optional.empty()))));
    }

    @Test
    void theTargetHardwareAddressCanBeTheBroadcastThatOthersSend() {
        byte[] expected = Bytes.of(
                "ffffffffffff 00005e000133 0806 0001 0800 06 04 0001" + "00005e000133 c0000201 ffffffffffff c0000201");

        assertEquals(
                Bytes.hex(expected),
                Bytes.hex(AnnouncementFrame.build(
                        IPV4_MAC, new GratuitousArp(Optional.empty(), IPV4, Optional.of(MacAddress.BROADCAST)))));
    }

    @Test
    void aNeighborAdvertisementOverridesWhatAllNodesKnew() {
        byte[] expected = Bytes.of("333300000001 00005e000233 86dd 60000000 00203aff"
                + "20010db8000500000000000000000001 ff020000000000000000000000000001"
                + "88001aee a0000000 20010db8000500000000000000000001 0201 00005e000233");

        assertEquals(
                Bytes.hex(expected),
                Bytes.hex(AnnouncementFrame.build(
                        OTHER, new UnsolicitedNeighborAdvertisement(Optional.of(IPV6_MAC), IPV6, true))));
    }

    @Test
    void eachKindIsForItsFamily() {
        assertThrows(
                IllegalArgumentException.class,
                () -> AnnouncementFrame.build(OTHER, new GratuitousArp(Optional.empty(), IPV6, Optional.empty())));
        assertThrows(
                IllegalArgumentException.class,
                () -> AnnouncementFrame.build(
                        OTHER, new UnsolicitedNeighborAdvertisement(Optional.empty(), IPV4, true)));
    }

    @Test
    void aNeighborAdvertisementOfAHostThatForwardsNothingHasNoRouterFlag() {
        byte[] frame =
                AnnouncementFrame.build(OTHER, new UnsolicitedNeighborAdvertisement(Optional.empty(), IPV6, false));

        assertEquals(0x20, frame[58]);
    }
}
