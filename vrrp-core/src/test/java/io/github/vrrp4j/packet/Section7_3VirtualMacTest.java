package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 sections 5.2.3 and 7.3: the VRID, and the MAC address made of it. */
class Section7_3VirtualMacTest {
    @ParameterizedTest
    @CsvSource({
        "1, IPV4, 00:00:5e:00:01:01",
        "51, IPV4, 00:00:5e:00:01:33",
        "255, IPV4, 00:00:5e:00:01:ff",
        "1, IPV6, 00:00:5e:00:02:01",
        "51, IPV6, 00:00:5e:00:02:33",
        "255, IPV6, 00:00:5e:00:02:ff"
    })
    @Proves(value = "9568-7.3-01", by = POSITIVE)
    void theVirtualMacIsMadeOfFamilyAndVrid(int vrid, Family family, String mac) {
        assertEquals(mac, new Vrid(vrid).virtualMac(family).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256, 307})
    @Proves(
            value = {"9568-7.3-01", "9568-6.1-01"},
            by = NEGATIVE)
    void aVridIs1To255(int vrid) {
        assertRefused(() -> new Vrid(vrid), "vrid", Integer.toString(vrid), "1", "255");
    }

    @Test
    void aVridIsShownAsItsNumber() {
        assertEquals("51", new Vrid(51).toString());
    }
}
