package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1/24, 192.0.2.1, 24",
        "192.0.2.1/1, 192.0.2.1, 1",
        "192.0.2.1, 192.0.2.1, 32",
        "2001:db8::1/64, 2001:db8::1, 64",
        "2001:db8::1/128, 2001:db8::1, 128",
        "2001:db8::1, 2001:db8::1, 128"
    })
    void anAddressHasAPrefixOrIsAHost(String text, String address, int prefixLength) {
        assertEquals(new VirtualAddress(ip(address), prefixLength), VirtualAddress.of(text));
        assertEquals(
                VirtualAddress.of(text),
                VirtualAddress.of(VirtualAddress.of(text).toString()));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1/0, 0, 32", "192.0.2.1/33, 33, 32", "fe80::1/0, 0, 128", "fe80::1/129, 129, 128"})
    void aPrefixIsNotLongerThanTheAddress(String text, String value, String longest) {
        assertRefused(() -> VirtualAddress.of(text), "prefix", value, "1", longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/", "192.0.2.1/x", "192.0.2.1/-1", "192.0.2.1/24/8", "192.0.2.1/99999999999"})
    void aPrefixLengthIsANumber(String text) {
        assertRefused(() -> VirtualAddress.of(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/24", "router", "router/24"})
    void thereIsAnAddressBeforeThePrefixLength(String text) {
        assertRefused(() -> VirtualAddress.of(text), "address '" + text.replace("/24", "") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.18", "0.0.0.0", "127.0.0.1", "ff02::12", "::", "::1"})
    void aVirtualAddressIsAUnicastAddressOfTheLink(String address) {
        assertRefused(() -> VirtualAddress.of(address), "address", address, "unicast");
    }
}
