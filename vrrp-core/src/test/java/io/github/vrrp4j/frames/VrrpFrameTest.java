package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.spi.Datagram;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 sections 5.1.1 and 5.1.2: the IP header around an advertisement. */
class VrrpFrameTest {
    static final byte[] V2_IPV4 = Bytes.of("01005e000012 00005e000133 0800"
            + "45c00028 00000000 ff701888 c000020b e0000012"
            + "21336401 0001b8c8 c0000201 0000000000000000");
    static final byte[] V3_IPV4 = Bytes.of("01005e000012 00005e000133 0800"
            + "45c00024 00000000 ff70188c c000020b e0000012"
            + "31339602 006411c3 c0000201 c0000202");
    static final byte[] V3_IPV4_UNICAST = Bytes.of("020000000012 00005e000133 0800"
            + "45c00024 00000000 ff703692 c000020b c000020c"
            + "31339602 00642fc9 c0000201 c0000202");
    static final byte[] V3_IPV6 = Bytes.of("333300000012 00005e000233 86dd"
            + "6c000000 002870ff fe8000000000000000000000000a000b ff020000000000000000000000000012"
            + "3133c802 0064dbdc fe800000000000000000000000050001 20010db8000500000000000000000001");

    private static final int IPV4_PAYLOAD = 34;
    private static final int IPV6_PAYLOAD = 54;

    private static final IpAddress SENDER = IpAddress.of("192.0.2.11");
    private static final MacAddress VIRTUAL_MAC = new Vrid(0x33).virtualMac(Family.IPV4);

    @Test
    void anIpv4AdvertisementIsFramedForItsGroup() {
        Datagram datagram = new Datagram(SENDER, Family.IPV4.group(), 255, payload(V2_IPV4, IPV4_PAYLOAD));

        assertEquals(Bytes.hex(V2_IPV4), Bytes.hex(VrrpFrame.build(VIRTUAL_MAC, datagram)));
    }

    @Test
    void theHeaderChecksumCoversTheRealLength() {
        Datagram datagram = new Datagram(SENDER, Family.IPV4.group(), 255, payload(V3_IPV4, IPV4_PAYLOAD));

        assertEquals(Bytes.hex(V3_IPV4), Bytes.hex(VrrpFrame.build(VIRTUAL_MAC, datagram)));
    }

    @Test
    void thePacketAloneBeginsWithItsIpHeader() {
        Datagram datagram =
                new Datagram(SENDER, IpAddress.of("192.0.2.12"), 255, payload(V3_IPV4_UNICAST, IPV4_PAYLOAD));

        assertEquals(Bytes.hex(V3_IPV4_UNICAST).substring(28), Bytes.hex(VrrpFrame.ipPacket(datagram)));
    }

    @Test
    void anAdvertisementToOnePeerIsFramedForItsMacAddress() {
        Datagram datagram =
                new Datagram(SENDER, IpAddress.of("192.0.2.12"), 255, payload(V3_IPV4_UNICAST, IPV4_PAYLOAD));

        assertEquals(
                Bytes.hex(V3_IPV4_UNICAST),
                Bytes.hex(VrrpFrame.build(VIRTUAL_MAC, new MacAddress(0x0200_0000_0012L), datagram)));
    }

    @Test
    void anIpv6AdvertisementIsFramedForItsGroup() {
        Datagram datagram =
                new Datagram(IpAddress.of("fe80::a:b"), Family.IPV6.group(), 255, payload(V3_IPV6, IPV6_PAYLOAD));

        assertEquals(Bytes.hex(V3_IPV6), Bytes.hex(VrrpFrame.build(new Vrid(0x33).virtualMac(Family.IPV6), datagram)));
    }

    @Test
    void theTimeToLiveIsThatOfTheDatagram() {
        Datagram datagram = new Datagram(SENDER, Family.IPV4.group(), 1, new byte[8]);

        assertEquals(1, parsed(VrrpFrame.build(VIRTUAL_MAC, datagram)).timeToLive());
    }

    @Test
    void aUnicastDestinationNeedsAMacAddress() {
        Datagram datagram = new Datagram(SENDER, IpAddress.of("192.0.2.12"), 255, new byte[8]);

        assertThrows(IllegalArgumentException.class, () -> VrrpFrame.build(VIRTUAL_MAC, datagram));
    }

    @Test
    void aPayloadThatNoIpPacketCanHoldIsRefused() {
        Datagram datagram = new Datagram(SENDER, Family.IPV4.group(), 255, new byte[65_516]);

        assertThrows(IllegalArgumentException.class, () -> VrrpFrame.build(VIRTUAL_MAC, datagram));
    }

    @Test
    void anIpv4FrameBecomesItsDatagram() {
        Datagram datagram = parsed(V2_IPV4);

        assertEquals(SENDER, datagram.source());
        assertEquals(Family.IPV4.group(), datagram.destination());
        assertEquals(255, datagram.timeToLive());
        assertEquals(Bytes.hex(payload(V2_IPV4, IPV4_PAYLOAD)), Bytes.hex(datagram.payload()));
    }

    @Test
    void anIpv6FrameBecomesItsDatagram() {
        Datagram datagram = parsed(V3_IPV6);

        assertEquals(IpAddress.of("fe80::a:b"), datagram.source());
        assertEquals(Family.IPV6.group(), datagram.destination());
        assertEquals(255, datagram.timeToLive());
        assertEquals(Bytes.hex(payload(V3_IPV6, IPV6_PAYLOAD)), Bytes.hex(datagram.payload()));
    }

    @Test
    void paddingIsNotPartOfThePacket() {
        assertEquals(20, parsed(Arrays.copyOf(V2_IPV4, 60)).payload().length);
        assertEquals(40, parsed(Arrays.copyOf(V3_IPV6, 110)).payload().length);
    }

    @Test
    void ipv4OptionsAreSkipped() {
        byte[] frame = Bytes.of("01005e000012 00005e000133 0800"
                + "46c0002c 00000000 ff70837f c000020b e0000012 94040000"
                + "21336401 0001b8c8 c0000201 0000000000000000");

        assertEquals(
                Bytes.hex(payload(V2_IPV4, IPV4_PAYLOAD)),
                Bytes.hex(parsed(frame).payload()));
    }

    @Test
    void dontFragmentIsNoFragment() {
        assertEquals(20, parsed(changed(V2_IPV4, "20:40,24:d8,25:87")).payload().length);
    }

    @ParameterizedTest(name = "{0} to {1} bytes")
    @CsvSource({"V2, 0", "V2, 13", "V2, 14", "V2, 33", "V6, 53"})
    void aFrameThatEndsWithinAHeaderIsTooShort(String which, int length) {
        byte[] frame = which.equals("V2") ? V2_IPV4 : V3_IPV6;

        assertEquals(FrameRejection.TOO_SHORT, VrrpFrame.parse(Arrays.copyOf(frame, length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:81,13:00", "12:88,13:a8", "12:91,13:00"})
    void aFrameWithAVlanTagBelongsToAnotherInterface(String change) {
        assertEquals(FrameRejection.VLAN_TAG, VrrpFrame.parse(changed(V2_IPV4, change)));
    }

    @ParameterizedTest(name = "IPv4 with {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "12:08,13:06 | NOT_IP",
                "14:65       | IP_VERSION",
                "14:44       | HEADER_LENGTH",
                "14:4f       | HEADER_LENGTH",
                "16:00,17:13 | HEADER_LENGTH",
                "16:00,17:29 | TOTAL_LENGTH",
                "16:ff,17:ff | TOTAL_LENGTH",
                "22:fe       | HEADER_CHECKSUM",
                "20:20,24:f8,25:87 | FRAGMENT",
                "21:01,25:87 | FRAGMENT",
                "23:59,25:9f | PROTOCOL",
            })
    void anIpv4FrameIsRejectedForItsReason(String change, FrameRejection reason) {
        assertEquals(reason, VrrpFrame.parse(changed(V2_IPV4, change)));
    }

    @ParameterizedTest(name = "IPv6 with {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "14:4c       | IP_VERSION",
                "19:29       | TOTAL_LENGTH",
                "18:ff,19:ff | TOTAL_LENGTH",
                "20:2c       | FRAGMENT",
                "20:00       | PROTOCOL",
                "20:3a       | PROTOCOL",
            })
    void anIpv6FrameIsRejectedForItsReason(String change, FrameRejection reason) {
        assertEquals(reason, VrrpFrame.parse(changed(V3_IPV6, change)));
    }

    private static Datagram parsed(byte[] frame) {
        FrameContent content = VrrpFrame.parse(frame);
        if (content instanceof FrameContent.Packet packet) {
            return packet.datagram();
        }
        throw new AssertionError("rejected: " + content);
    }

    private static byte[] payload(byte[] frame, int offset) {
        return Arrays.copyOfRange(frame, offset, frame.length);
    }

    /** A copy with other bytes at some places, written as {@code index:hex,...}. */
    private static byte[] changed(byte[] frame, String changes) {
        byte[] copy = frame.clone();
        for (String change : changes.split(",")) {
            String[] indexAndByte = change.split(":");
            copy[Integer.parseInt(indexAndByte[0])] = (byte) Integer.parseInt(indexAndByte[1], 16);
        }
        return copy;
    }
}
