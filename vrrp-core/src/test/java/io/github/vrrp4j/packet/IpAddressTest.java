package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.packet.Messages.ip;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0",
        "192.0.2.1, c0000201",
        "255.255.255.255, ffffffff",
        "1.2.3.4, 01020304",
        "128.0.0.127, 8000007f"
    })
    void anIpv4LiteralIsRead(String literal, String hex) {
        assertEquals(new IpAddress(Family.IPV4, 0, Long.parseLong(hex, 16)), ip(literal));
    }

    @ParameterizedTest
    @CsvSource({
        "::, 0, 0",
        "::1, 0, 1",
        "1::, 1000000000000, 0",
        "2001:db8::1, 20010db800000000, 1",
        "2001:DB8::aBcD, 20010db800000000, abcd",
        "fe80:0000:0000:0000:0000:0000:0005:0001, fe80000000000000, 50001",
        "1:2:3:4:5:6:7:8, 1000200030004, 5000600070008",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000",
        "::2:3:4:5:6:7:8, 200030004, 5000600070008",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffffffffffffffff, ffffffffffffffff",
        "64:ff9b::192.0.2.33, 64ff9b00000000, c0000221"
    })
    void anIpv6LiteralIsRead(String literal, String high, String low) {
        assertEquals(
                new IpAddress(Family.IPV6, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)),
                ip(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "192.0.2",
                "192.0.2.",
                ".192.0.2.1",
                "192.0..1",
                "192.0.2.256",
                "192.0.2.1000",
                "192.0.2.99999999999",
                "192.0.2.-1",
                "192.0.2.+1",
                "192.0.2.1.1",
                "192.0.2.1 ",
                " 192.0.2.1",
                "192.0.2.1/24",
                "192.0.2.0x1",
                "192.0.513",
                "3221225985",
                "\u0661.2.3.4",
                "192.0.2.1%eth0"
            })
    void whatIsNoIpv4LiteralIsRefused(String text) {
        assertRefused(() -> IpAddress.of(text), "address", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "1",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "-1::",
                "+1::",
                "::1 ",
                "[::1]",
                "::1/64",
                "fe80::1%eth0",
                "fe80::1%1",
                "::192.0.2",
                "::192.0.2.256",
                "192.0.2.1::",
                "1:2:3:4:5:6:7:192.0.2.1",
                "::\u0661"
            })
    void whatIsNoIpv6LiteralIsRefused(String text) {
        assertRefused(() -> IpAddress.of(text), "address", text);
    }

    /** "localhost" would be found in every hosts file if anything were looked up. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.", "ip6-localhost", "example.com", "a", "dead.beef", "fe80"})
    void aNameIsRefusedAndNotLookedUp(String name) {
        assertRefused(() -> IpAddress.of(name), name);
    }

    /** RFC 5952 sections 1, 2 and 4: its own examples. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
        "2001:db8:aaaa:bbbb:cccc:dddd:0:1, 2001:db8:aaaa:bbbb:cccc:dddd:0:1",
        "2001:db8:0:0:0::1, 2001:db8::1",
        "2001:db8:1234:5678:9abc:def0:0:0, 2001:db8:1234:5678:9abc:def0::",
        "0:0:1:0:0:0:0:0, 0:0:1::",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        "ff02:0:0:0:0:0:0:12, ff02::12"
    })
    void theTextIsThatOfRfc5952(String literal, String text) {
        assertEquals(text, ip(literal).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "1.20.100.200"})
    void ipv4TextIsDotted(String text) {
        assertEquals(text, ip(text).toString());
    }

    @Test
    void theTextIsReadAsTheSameAddress() {
        Seed seed = Seed.ofThisRun();
        RandomGenerator random = seed.generator();
        RandomAdvertisements addresses = new RandomAdvertisements(random);
        for (int i = 0; i < 20_000; i++) {
            IpAddress any = addresses.address(i % 2 == 0 ? Family.IPV4 : Family.IPV6);
            // Groups of zeros are what the text is hard for.
            long mask = random.nextLong() & random.nextLong() & random.nextLong();
            IpAddress address = i % 4 == 1 ? new IpAddress(any.family(), any.high() & mask, any.low() & mask) : any;
            assertEquals(address, ip(address.toString()), () -> seed.toString());
        }
    }

    /** 9568-6.4.3-11, with the values that a comparison of signed bytes, ints or longs gets wrong. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 192.0.2.200",
        "127.255.255.255, 128.0.0.0",
        "192.0.2.127, 192.0.2.128",
        "0.0.0.0, 255.255.255.255",
        "192.0.2.11, 192.0.2.12",
        "fe80::7f, fe80::ff",
        "fe80::1, fe80::8000:0:0:0",
        "fe80::7fff:ffff:ffff:ffff, fe80::8000:0:0:0",
        "7fff::, 8000::",
        "2001:db8::ffff, 2001:db8:0:1::",
        "255.255.255.255, ::"
    })
    @Proves(value = "9568-6.4.3-11", by = BOTH)
    void addressesAreOrderedUnsignedInNetworkOrder(String lower, String higher) {
        assertTrue(ip(lower).compareTo(ip(higher)) < 0);
        assertTrue(ip(higher).compareTo(ip(lower)) > 0);
        assertEquals(0, ip(lower).compareTo(ip(lower)));
    }

    @Test
    void anIpv4AddressIsNotTheIpv6AddressWithTheSameNumber() {
        assertNotEquals(ip("0.0.0.1"), ip("::1"));
    }

    /** RFC 4291 section 2.5.5.2. The JDK turns such an address into an IPv4 address; here it stays what it is. */
    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:ffff:192.0.2.1"})
    void anIpv4MappedAddressStaysAnIpv6Address(String literal) {
        assertEquals(new IpAddress(Family.IPV6, 0, 0xffff_c000_0201L), ip(literal));
    }

    @Test
    void anIpv4MappedAddressIsReadFromItsText() {
        IpAddress mapped = new IpAddress(Family.IPV6, 0, 0xffff_c000_0201L);
        assertEquals(mapped, ip(mapped.toString()));
        assertNotEquals(ip("192.0.2.1"), mapped);
        assertFalse(new IpAddress(Family.IPV6, 0, 0xffff_e000_0012L).isMulticast());
        assertFalse(new IpAddress(Family.IPV6, 0, 0xffff_7f00_0001L).isLoopback());
        assertFalse(new IpAddress(Family.IPV6, 0, 0xffff_a9fe_0001L).isLinkLocal());
        assertFalse(new IpAddress(Family.IPV6, 0, 0xffff_0000_0000L).isUnspecified());
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.0.0, true",
        "169.254.255.255, true",
        "169.253.255.255, false",
        "169.255.0.0, false",
        "fe80::, true",
        "fe80::1, true",
        "febf:ffff::, true",
        "fe7f:ffff::, false",
        "fec0::, false",
        "ff02::1, false",
        "::a9fe:1, false"
    })
    void linkLocalIs169254AndFe80Slash10(String address, boolean expected) {
        assertEquals(expected, ip(address).isLinkLocal());
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.0, true",
        "224.0.0.18, true",
        "239.255.255.255, true",
        "223.255.255.255, false",
        "240.0.0.0, false",
        "ff00::, true",
        "ff02::12, true",
        "ffff::, true",
        "feff::, false",
        "fe80::1, false",
        "::e000:12, false"
    })
    void multicastIs224Slash4AndFf00Slash8(String address, boolean expected) {
        assertEquals(expected, ip(address).isMulticast());
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "::, true", "0.0.0.1, false", "::1, false", "1::, false"})
    void unspecifiedIsAllZeros(String address, boolean expected) {
        assertEquals(expected, ip(address).isUnspecified());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.0.0.0, true",
        "127.255.255.255, true",
        "126.255.255.255, false",
        "128.0.0.0, false",
        "::1, true",
        "::, false",
        "::2, false",
        "1::1, false",
        "::7f00:1, false"
    })
    void loopbackIs127Slash8And1(String address, boolean expected) {
        assertEquals(expected, ip(address).isLoopback());
    }

    @Test
    void bytesAreInNetworkOrder() {
        assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1}, ip("192.0.2.1").bytes());
        assertArrayEquals(
                new byte[] {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x81},
                ip("2001:db8:5::81").bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.255", "2001:db8:5::81", "ffff:fffe::"})
    void anAddressIsWrittenAndReadInPlace(String literal) {
        IpAddress address = ip(literal);
        int size = address.bytes().length;
        byte[] buffer = new byte[size + 5];
        address.write(buffer, 3);
        assertEquals(address, IpAddress.read(address.family(), buffer, 3));
        assertArrayEquals(new byte[3], Arrays.copyOf(buffer, 3));
        assertArrayEquals(new byte[2], Arrays.copyOfRange(buffer, size + 3, size + 5));
        assertThrows(IndexOutOfBoundsException.class, () -> address.write(buffer, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> address.write(buffer, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> IpAddress.read(address.family(), buffer, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> IpAddress.read(address.family(), buffer, -1));
    }

    @Test
    void theNumberOfAJavaAddressIsTakenOver() throws UnknownHostException {
        assertEquals(ip("192.0.2.1"), IpAddress.of(InetAddress.getByAddress("router.example", new byte[] {
            (byte) 192, 0, 2, 1
        })));
        assertEquals(
                ip("2001:db8:5::81"),
                IpAddress.of(InetAddress.getByAddress(ip("2001:db8:5::81").bytes())));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x1_0000_0000L, Long.MIN_VALUE})
    void moreThan32BitsAreNoIpv4Address(long low) {
        assertRefused(() -> new IpAddress(Family.IPV4, 0, low), "IPv4", "32");
    }

    @Test
    void anIpv4AddressHasNoUpperBits() {
        assertRefused(() -> new IpAddress(Family.IPV4, 1, 0), "IPv4", "32");
    }
}
