package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Announcement.GratuitousArp;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 826. */
class ArpFrameTest {
    private static final MacAddress ASKING = new MacAddress(0x0200_0000_0001L);
    private static final MacAddress ANSWERING = new MacAddress(0x0200_0000_0002L);
    private static final IpAddress SENDER = IpAddress.of("192.0.2.11");
    private static final IpAddress TARGET = IpAddress.of("192.0.2.1");
    private static final byte[] REQUEST = Bytes.of(
            "ffffffffffff 020000000001 0806 0001 0800 06 04 0001" + "020000000001 c000020b 000000000000 c0000201");
    private static final byte[] REPLY = Bytes.of(
            "020000000001 020000000002 0806 0001 0800 06 04 0002" + "020000000002 c0000201 020000000001 c000020b");

    @Test
    void aRequestAsksEverybody() {
        assertEquals(Bytes.hex(REQUEST), Bytes.hex(ArpFrame.request(ASKING, SENDER, TARGET)));
    }

    @Test
    void aRequestToOneHostConfirmsWhatIsKnown() {
        byte[] frame = ArpFrame.request(ANSWERING, ASKING, SENDER, TARGET);

        assertEquals(ANSWERING, EthernetFrame.destination(frame));
        assertEquals(ASKING, EthernetFrame.source(frame));
        assertEquals(EthernetFrame.parse(REQUEST), EthernetFrame.parse(frame));
    }

    @Test
    void aReplyGoesToTheOneWhoAsked() {
        FrameContent.Arp request = (FrameContent.Arp) EthernetFrame.parse(REQUEST);

        assertEquals(Bytes.hex(REPLY), Bytes.hex(ArpFrame.reply(ANSWERING, request)));
    }

    @Test
    void whatIsBuiltIsRead() {
        assertEquals(
                new FrameContent.Arp(true, ASKING, SENDER, new MacAddress(0), TARGET), EthernetFrame.parse(REQUEST));
        assertEquals(new FrameContent.Arp(false, ANSWERING, TARGET, ASKING, SENDER), EthernetFrame.parse(REPLY));
    }

    @Test
    void anAnnouncementIsGratuitousAndAQuestionIsNot() {
        byte[] announcement =
                AnnouncementFrame.build(ASKING, new GratuitousArp(Optional.empty(), TARGET, Optional.empty()));

        assertTrue(((FrameContent.Arp) EthernetFrame.parse(announcement)).isGratuitous());
        assertFalse(((FrameContent.Arp) EthernetFrame.parse(REQUEST)).isGratuitous());
    }

    @Test
    void paddingIsIgnored() {
        assertEquals(EthernetFrame.parse(REQUEST), EthernetFrame.parse(Arrays.copyOf(REQUEST, 60)));
    }

    @Test
    void anIpv6AddressIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> ArpFrame.request(ASKING, SENDER, IpAddress.of("2001:db8::1")));
        assertThrows(
                IllegalArgumentException.class, () -> ArpFrame.request(ASKING, IpAddress.of("2001:db8::1"), TARGET));
    }

    @Test
    void aCutOffPacketIsTooShort() {
        for (int length = 14; length < REQUEST.length; length++) {
            assertEquals(FrameRejection.TOO_SHORT, EthernetFrame.parse(Arrays.copyOf(REQUEST, length)));
        }
    }

    @ParameterizedTest(name = "byte {0}")
    @CsvSource({"15", "17", "18", "19", "21"})
    void whatIsNotIpv4OverEthernetOrHasAnotherOperationIsMalformed(int index) {
        byte[] frame = REQUEST.clone();
        frame[index] = 9;

        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(frame));
    }
}
