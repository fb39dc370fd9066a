package io.github.vrrp4j.packet;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.packet.ChecksumForm.MESSAGE_ONLY;
import static io.github.vrrp4j.packet.ChecksumForm.PSEUDO_HEADER;
import static io.github.vrrp4j.packet.Messages.VRID;
import static io.github.vrrp4j.packet.Messages.ip;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.Proves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be said in a message cannot be built. */
class AdvertisementTest {
    private static final List<IpAddress> IPV4 = List.of(ip("192.0.2.1"), ip("192.0.2.2"));
    private static final List<IpAddress> IPV6 = List.of(ip("fe80::5:1"), ip("2001:db8:5::1"));
    private static final Interval SECOND = Interval.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {-1, 256, 1000})
    void aPriorityIs0To255(int priority) {
        assertRefused(
                () -> Advertisement.v3(VRID, priority, SECOND, MESSAGE_ONLY, IPV4),
                "priority",
                Integer.toString(priority),
                "0",
                "255");
        assertRefused(
                () -> Advertisement.v2(VRID, priority, SECOND, IPV4), "priority", Integer.toString(priority), "255");
        assertRefused(() -> Messages.V2.advertisement().withPriority(priority), "priority", Integer.toString(priority));
    }

    @Test
    void anIntervalHasToFitTheVersion() {
        assertRefused(
                () -> Advertisement.v3(VRID, 100, Interval.ofCentiseconds(4096), MESSAGE_ONLY, IPV4),
                "interval",
                "40.96 s",
                "40.95 s");
        assertRefused(
                () -> Advertisement.v2(VRID, 100, Interval.ofCentiseconds(150), IPV4),
                "interval",
                "1.5 s",
                "whole seconds");
    }

    @Test
    @Proves(value = "9568-5.2.5-01", by = NEGATIVE)
    void thereIsAtLeastOneAddress() {
        assertRefused(() -> Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, List.of()), "addresses", "0", "1", "255");
        assertRefused(() -> Advertisement.v2(VRID, 100, SECOND, List.of()), "addresses", "0", "1", "255");
    }

    @Test
    void thereAreAtMost255Addresses() {
        List<IpAddress> many = Collections.nCopies(256, ip("192.0.2.1"));
        assertRefused(() -> Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, many), "addresses", "256", "255");
    }

    @Test
    void theAddressesAreOfOneFamily() {
        assertRefused(
                () -> Advertisement.v3(VRID, 100, SECOND, PSEUDO_HEADER, List.of(ip("fe80::1"), ip("192.0.2.1"))),
                "addresses",
                "192.0.2.1",
                "family");
        assertRefused(
                () -> Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, List.of(ip("192.0.2.1"), ip("fe80::1"))),
                "addresses",
                "fe80::1",
                "family");
    }

    @Test
    void theFirstIpv6AddressIsLinkLocal() {
        assertRefused(
                () -> Advertisement.v3(VRID, 100, SECOND, PSEUDO_HEADER, List.of(ip("2001:db8:5::1"), ip("fe80::5:1"))),
                "addresses",
                "2001:db8:5::1",
                "link-local");
    }

    @Test
    void version2IsForIpv4() {
        assertRefused(() -> Advertisement.v2(VRID, 100, SECOND, IPV6), "version 2", "IPv4");
    }

    @Test
    void version3HasNoAuthentication() {
        assertRefused(
                () -> new Advertisement(Version.V3, VRID, 100, SECOND, new Authentication(1, 7), MESSAGE_ONLY, IPV4),
                "authentication",
                "version 3");
    }

    /** Records are compared by value. */
    @Test
    void noAuthenticationIsNoAuthenticationWhoeverMadeIt() {
        assertEquals(
                Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, IPV4),
                new Advertisement(Version.V3, VRID, 100, SECOND, new Authentication(0, 0), MESSAGE_ONLY, IPV4));
    }

    @Test
    void version2HasNoPseudoHeader() {
        assertRefused(
                () -> new Advertisement(Version.V2, VRID, 100, SECOND, Authentication.NONE, PSEUDO_HEADER, IPV4),
                "checksum form",
                "PSEUDO_HEADER",
                "version 2");
    }

    @Test
    void ipv6AlwaysHasThePseudoHeader() {
        assertRefused(
                () -> Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, IPV6), "checksum form", "MESSAGE_ONLY", "IPv6");
    }

    @Test
    void theFamilyIsThatOfTheAddresses() {
        assertEquals(Family.IPV4, Messages.V2.advertisement().family());
        assertEquals(Family.IPV4, Messages.V3_MESSAGE_ONLY.advertisement().family());
        assertEquals(Family.IPV6, Messages.V3_IPV6.advertisement().family());
    }

    @Test
    void anotherPriorityChangesNothingElse() {
        assertEquals(
                Messages.V2_RESIGNING.advertisement(),
                Messages.V2.advertisement().withPriority(0));
        assertEquals(
                Messages.V2_PASSWORD.advertisement(),
                Messages.V2_PASSWORD.advertisement().withPriority(0).withPriority(100));
    }

    @Test
    void theAddressesCannotBeChangedAfterwards() {
        List<IpAddress> addresses = new ArrayList<>(IPV4);
        Advertisement advertisement = Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, addresses);
        addresses.clear();
        assertEquals(IPV4, advertisement.addresses());
        assertThrows(
                UnsupportedOperationException.class,
                () -> advertisement.addresses().remove(0));
    }

    @Test
    void anAddressFromTheWireMayAppearTwice() {
        assertEquals(
                2,
                Advertisement.v3(VRID, 100, SECOND, MESSAGE_ONLY, List.of(ip("192.0.2.1"), ip("192.0.2.1")))
                        .addresses()
                        .size());
    }
}
