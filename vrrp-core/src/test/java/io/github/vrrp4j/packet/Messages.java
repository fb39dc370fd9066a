package io.github.vrrp4j.packet;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Messages as bytes: worked examples, and the means to break them. Uses nothing of the codec. */
final class Messages {
    static final Vrid VRID = new Vrid(51);
    static final IpAddress SENDER = ip("192.0.2.11");
    static final IpAddress PEER = ip("192.0.2.12");
    static final IpAddress GROUP = ip("224.0.0.18");
    static final IpAddress SENDER6 = ip("fe80::a:b");
    static final IpAddress GROUP6 = ip("ff02::12");

    static final Example V2 = new Example(
            "version 2",
            "21336401 0001b8c8 c0000201 0000000000000000",
            SENDER,
            GROUP,
            Advertisement.v2(VRID, 100, Interval.ofSeconds(1), List.of(ip("192.0.2.1"))));
    static final Example V2_PASSWORD = new Example(
            "version 2, simple text s3cret",
            "21336401 01017bae c0000201 7333637265740000",
            SENDER,
            GROUP,
            new Advertisement(
                    Version.V2,
                    VRID,
                    100,
                    Interval.ofSeconds(1),
                    new Authentication(1, 0x7333_6372_6574_0000L),
                    ChecksumForm.MESSAGE_ONLY,
                    List.of(ip("192.0.2.1"))));
    static final Example V2_RESIGNING = new Example(
            "version 2, priority 0",
            "21330001 00011cc9 c0000201 0000000000000000",
            SENDER,
            GROUP,
            Advertisement.v2(VRID, 0, Interval.ofSeconds(1), List.of(ip("192.0.2.1"))));
    static final Example V3_MESSAGE_ONLY = v3("version 3, message only", "b461", GROUP, ChecksumForm.MESSAGE_ONLY);
    static final Example V3_PSEUDO_HEADER = v3("version 3, pseudo-header", "11c3", GROUP, ChecksumForm.PSEUDO_HEADER);
    static final Example V3_UNICAST =
            v3("version 3, pseudo-header, unicast copy", "2fc9", PEER, ChecksumForm.PSEUDO_HEADER);
    static final Example V3_IPV6 = new Example(
            "version 3 over IPv6",
            "3133c802 0064dbdc fe800000000000000000000000050001 20010db8000500000000000000000001",
            SENDER6,
            GROUP6,
            Advertisement.v3(
                    VRID,
                    200,
                    Interval.ofCentiseconds(100),
                    ChecksumForm.PSEUDO_HEADER,
                    List.of(ip("fe80::5:1"), ip("2001:db8:5::1"))));

    private Messages() {}

    static Stream<Example> examples() {
        return Stream.of(V2, V2_PASSWORD, V2_RESIGNING, V3_MESSAGE_ONLY, V3_PSEUDO_HEADER, V3_UNICAST, V3_IPV6);
    }

    private static Example v3(String name, String checksum, IpAddress destination, ChecksumForm form) {
        return new Example(
                name,
                "31339602 0064" + checksum + " c0000201 c0000202",
                SENDER,
                destination,
                Advertisement.v3(
                        VRID, 150, Interval.ofCentiseconds(100), form, List.of(ip("192.0.2.1"), ip("192.0.2.2"))));
    }

    static IpAddress ip(String literal) {
        return IpAddress.of(literal);
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static Decoded decode(byte[] message, IpAddress source, IpAddress destination) {
        return AdvertisementCodec.decode(message, 0, message.length, source, destination, ChecksumAcceptance.EITHER);
    }

    /** A message in the words of its bytes, with a valid checksum put in: version 2 and message-only version 3. */
    static byte[] messageOnly(String text) {
        return withChecksum(hex(text), 0);
    }

    /** The same with the pseudo-header of IPv6, or with the one in use over IPv4. */
    static byte[] pseudoHeader(String text, IpAddress source, IpAddress destination) {
        byte[] message = hex(text);
        return withChecksum(message, pseudoHeaderSum(source, destination, message.length));
    }

    static int pseudoHeaderSum(IpAddress source, IpAddress destination, int length) {
        return wordSum(source.bytes()) + wordSum(destination.bytes()) + 112 + length;
    }

    static byte[] withChecksum(byte[] message, int pseudoHeaderSum) {
        message[6] = 0;
        message[7] = 0;
        int sum = pseudoHeaderSum + wordSum(message);
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        message[6] = (byte) (~sum >> 8);
        message[7] = (byte) ~sum;
        return message;
    }

    private static int wordSum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    /** A message, the packet that carried it, and what it says. */
    record Example(String name, String text, IpAddress source, IpAddress destination, Advertisement advertisement) {
        byte[] bytes() {
            return hex(text);
        }

        Decoded decode(byte[] changed) {
            return Messages.decode(changed, source, destination);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
