package io.github.vrrp4j.examples.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frames from 10.9.0.1 for 10.9.0.100. */
class DissectorTest {
    private static final String ETHERNET = "01005e000012 02000a090001 0800 ";
    private static final String IP = "45c00020 00010000 ff70d090 0a090001 e0000012 ";
    private static final String V3_PSEUDO_HEADER = ETHERNET + IP + "31339601 000a43bb 0a090064";
    private static final String V3_MESSAGE = ETHERNET + IP + "31339601 000a2e54 0a090064";
    private static final String V2 =
            ETHERNET + "45c00028 00010000 ff70d088 0a090001 e0000012 " + "21336401 0001705d 0a090064 00000000 00000000";

    @Test
    void readsEveryFieldOfAnAdvertisement() {
        Advert expected = new Advert(
                7,
                "02:00:0a:09:00:01",
                "01:00:5e:00:00:12",
                "10.9.0.1",
                "224.0.0.18",
                true,
                255,
                3,
                1,
                51,
                150,
                0,
                100,
                Advert.Checksum.PSEUDO_HEADER_AND_MESSAGE,
                List.of("10.9.0.100"));

        assertEquals(Optional.of(expected), read(V3_PSEUDO_HEADER));
    }

    @Test
    void tellsTheChecksumsApart() {
        assertEquals(Advert.Checksum.MESSAGE, advert(V3_MESSAGE).checksum());
        assertEquals(Advert.Checksum.MESSAGE, advert(V2).checksum());
        assertEquals(1000, advert(V2).intervalMillis());
        assertEquals(
                Advert.Checksum.WRONG,
                advert(V3_MESSAGE.replace("0a090064", "0a090065")).checksum());
    }

    @Test
    void checksTheIpHeader() {
        assertTrue(advert(V2).ipChecksumCorrect());
        assertFalse(advert(V2.replace("d088", "d089")).ipChecksumCorrect());
    }

    @Test
    void tellsGratuitousArpFromAQuestion() {
        String arp = "ffffffffffff 02000a090001 0806 0001 0800 06 04 0001 02000a090001 0a090064 000000000000 0a0900";

        assertTrue(arp(arp + "64").gratuitous());
        assertFalse(arp(arp + "09").gratuitous());
        assertTrue(arp(arp + "09").request());
    }

    @Test
    void readsAnAdvertisementOverIpv6() {
        Advert advert = advert("333300000012 00005e000233 86dd 6c0f20cd 0028 70 ff fe80000000000000 00000afffe090001"
                + "ff020000000000000000000000000012 31336402 000a353c fe800000000000000000000000090100"
                + "20010db8000900000000000000000100");
        Advert expected = new Advert(
                7,
                "00:00:5e:00:02:33",
                "33:33:00:00:00:12",
                "fe80::aff:fe09:1",
                "ff02::12",
                true,
                255,
                3,
                1,
                51,
                100,
                0,
                100,
                Advert.Checksum.PSEUDO_HEADER_AND_MESSAGE,
                List.of("fe80::9:100", "2001:db8:9::100"));

        assertEquals(expected, advert);
    }

    @Test
    void looksBehindAnAuthenticationHeader() {
        Advert advert = advert(ETHERNET + "45c00040 00010000 ff33d0ad 0a090001 e0000012 "
                + "70040000 00000000 00000001 000000000000000000000000 21336401 02016e5d 0a090064 00000000 00000000");
        assertEquals(51, advert.vrid());
        assertEquals(2, advert.authenticationType());
        assertEquals(Advert.Checksum.MESSAGE, advert.checksum());
    }

    @Test
    void leavesOutWhatNobodyLooksAt() {
        assertEquals(Optional.empty(), read("01005e000012 02000a090001 86dd " + "00".repeat(40)));
        assertEquals(Optional.empty(), read("01005e000012"));
    }

    private static Advert advert(String hex) {
        return (Advert) read(hex).orElseThrow();
    }

    private static Arp arp(String hex) {
        return (Arp) read(hex).orElseThrow();
    }

    private static Optional<Packet> read(String hex) {
        return Dissector.read(7, HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
