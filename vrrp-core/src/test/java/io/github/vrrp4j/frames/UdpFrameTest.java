package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 768, over both families. */
class UdpFrameTest {
    private static final MacAddress TO = new MacAddress(0x0000_5e00_0133L);
    private static final MacAddress FROM = new MacAddress(0x0200_0000_0001L);
    /** Its checksum was computed apart from this code. */
    private static final byte[] FRAME = Bytes.of("00005e000133 020000000001 0800"
            + "4500001f 00000000 4011f6c1 c000020b c0000201" + "9c400007 000b db81 010203");

    private static FrameContent.Udp datagram(String source, String destination, int length) {
        return new FrameContent.Udp(IpAddress.of(source), IpAddress.of(destination), 40_000, 7, bytes(length));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    @Test
    void aDatagramOfAnOddLengthIsFramed() {
        assertEquals(Bytes.hex(FRAME), Bytes.hex(UdpFrame.build(TO, FROM, datagram("192.0.2.11", "192.0.2.1", 3))));
    }

    @ParameterizedTest(name = "{2} bytes from {0} to {1}")
    @CsvSource({
        "192.0.2.11, 192.0.2.1, 0",
        "192.0.2.11, 192.0.2.1, 3",
        "192.0.2.11, 192.0.2.1, 1472",
        "2001:db8::b, 2001:db8::1, 16",
        "fe80::b, fe80::1, 17",
    })
    void whatIsBuiltIsRead(String source, String destination, int length) {
        FrameContent.Udp datagram = datagram(source, destination, length);

        assertEquals(datagram, EthernetFrame.parse(UdpFrame.build(TO, FROM, datagram)));
    }

    @Test
    void aPayloadThatDoesNotFitIntoAFrameIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> UdpFrame.build(TO, FROM, datagram("192.0.2.11", "192.0.2.1", 1473)));
    }

    @ParameterizedTest(name = "byte {0} = {1}: {2}")
    @CsvSource({"44, 9, PAYLOAD_CHECKSUM", "39, 12, MALFORMED", "39, 7, MALFORMED"})
    void aDamagedDatagramIsRejected(int index, int value, FrameRejection reason) {
        byte[] frame = FRAME.clone();
        frame[index] = (byte) value;

        assertEquals(reason, EthernetFrame.parse(frame));
    }

    @Test
    void overIpv4AChecksumIsOptional() {
        byte[] frame = FRAME.clone();
        frame[40] = 0;
        frame[41] = 0;

        assertEquals(datagram("192.0.2.11", "192.0.2.1", 3), EthernetFrame.parse(frame));
    }
}
