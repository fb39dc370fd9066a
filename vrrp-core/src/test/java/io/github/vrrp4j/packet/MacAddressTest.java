package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Messages.ip;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    /** RFC 1112 section 6.4 takes 23 bits, RFC 2464 section 7 takes 32. */
    @ParameterizedTest
    @CsvSource({
        "224.0.0.18, 01:00:5e:00:00:12",
        "224.128.0.18, 01:00:5e:00:00:12",
        "239.255.255.255, 01:00:5e:7f:ff:ff",
        "ff02::12, 33:33:00:00:00:12",
        "ff02::1, 33:33:00:00:00:01",
        "ff02::1:ff00:1, 33:33:ff:00:00:01",
        "ff02::1:ff05:1, 33:33:ff:05:00:01"
    })
    void aGroupHasItsEthernetAddress(String group, String mac) {
        assertEquals(mac, MacAddress.ofMulticast(ip(group)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "fe80::1"})
    void aUnicastAddressHasNoGroup(String address) {
        assertRefused(() -> MacAddress.ofMulticast(ip(address)), address, "multicast");
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theGroupOfVrrpEndsIn12(Family family) {
        String mac = MacAddress.ofMulticast(family.group()).toString();
        assertEquals(family == Family.IPV4 ? "01:00:5e:00:00:12" : "33:33:00:00:00:12", mac);
    }

    @Test
    void theBytesAreInTheOrderOfTheText() {
        byte[] buffer = new byte[8];
        new MacAddress(0x0000_5e00_01ffL).write(buffer, 1);
        assertArrayEquals(new byte[] {0, 0, 0, 0x5e, 0, 1, (byte) 0xff, 0}, buffer);
        assertEquals("00:00:5e:00:01:ff", MacAddress.read(buffer, 1).toString());
    }

    @Test
    void aBufferThatIsTooShortIsTheCallersMistake() {
        byte[] buffer = new byte[8];
        assertThrows(IndexOutOfBoundsException.class, () -> MacAddress.read(buffer, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> MacAddress.read(buffer, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> MacAddress.BROADCAST.write(buffer, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> MacAddress.BROADCAST.write(buffer, -1));
    }

    @Test
    void theBroadcastAddressIsAllOnes() {
        assertEquals("ff:ff:ff:ff:ff:ff", MacAddress.BROADCAST.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x1_0000_0000_0000L})
    void aValueHas48Bits(long value) {
        assertRefused(() -> new MacAddress(value), "mac", Long.toHexString(value), "48 bits");
    }
}
