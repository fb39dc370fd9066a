package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Messages.ip;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 1122 section 3.2.1.3 and RFC 4291 section 2: what a host can have as its address. */
class UnicastAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "127.0.0.1",
                "169.254.0.1",
                "192.0.2.1",
                "223.255.255.255",
                "::1",
                "fe80::1",
                "2001:db8::1",
                "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void theseAreUnicast(String address) {
        assertTrue(ip(address).isUnicast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "ff00::",
                "ff02::12"
            })
    void theseAreNot(String address) {
        assertFalse(ip(address).isUnicast());
    }
}
