package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 9568 section 7.2, with sections 5.1 and 5.2. */
class Section7_2SendingTest {
    private static Datagram heartbeat(Bench bench) {
        bench.wire.takeSent();
        bench.passes(bench.deadline() - bench.now);
        List<Datagram> sent = bench.wire.takeSent();
        assertEquals(1, sent.size());
        return sent.get(0);
    }

    private static String hex(Datagram datagram) {
        return HexFormat.of().formatHex(datagram.payload());
    }

    /** The sum of its other words is 0xaa74, and with the pseudo-header it 0x951a. */
    @Test
    @Proves(
            value = {"9568-7.2-01", "9568-5.2.8-01", "9568-5.2.6-01"},
            by = POSITIVE)
    void everyFieldComesFromTheConfiguration() {
        assertEquals("3133640200 64558b 0a090064 0a090065".replace(" ", ""), hex(heartbeat(Bench.active(Bench.v3()))));
        assertEquals(
                "3133640200 646ae5 0a090064 0a090065".replace(" ", ""),
                hex(heartbeat(Bench.active(Bench.v3().checksumForm(ChecksumForm.PSEUDO_HEADER)))));
        assertEquals(
                "2133640200 01 65ee 0a090064 0a090065 0000000000000000".replace(" ", ""),
                hex(heartbeat(Bench.active(Bench.v2()))));
        assertEquals(
                "2133640201 01 28d4 0a090064 0a090065 7333637265740000".replace(" ", ""),
                hex(heartbeat(Bench.active(Bench.v2().authentication(AuthenticationKey.simpleText("s3cret"))))));
    }

    @Test
    @Proves(value = "9568-7.2-01", by = NEGATIVE)
    void anotherPriorityChangesPriorityAndChecksumAndNothingElse() {
        Bench bench = Bench.active(Bench.v3());
        Datagram before = heartbeat(bench);

        bench.router.reprioritize(bench.id, 107, bench.now);

        byte[] expected = before.payload().clone();
        expected[2] = 107;
        expected[6] = 0x4e;
        assertEquals(HexFormat.of().formatHex(expected), hex(heartbeat(bench)));
    }

    @Test
    @Proves(
            value = {"9568-7.2-04", "9568-5.1.1.3-02"},
            by = POSITIVE)
    void packetsGoFromTheInterfaceToTheGroupWithTtl255() {
        Datagram ipv4 = heartbeat(Bench.active(Bench.v3()));
        assertEquals(new Datagram(ip(Bench.OWN), ip("224.0.0.18"), 255, 112, 0, ipv4.payload()), ipv4);

        Datagram ipv6 = heartbeat(Bench.active(Bench.v3OverIpv6()));
        assertEquals(new Datagram(ip(Bench.OWN6), ip("ff02::12"), 255, 112, 0, ipv6.payload()), ipv6);
    }

    /** RFC 9568 sections 5.1.1.1 and 5.1.2.1. */
    @Test
    @Proves(value = "9568-7.2-03", by = NEGATIVE)
    void withoutAnAddressToSendFromNothingIsSent() {
        Bench bench = Bench.of(Bench.v3OverIpv6());
        bench.router.link(
                "eth0", LinkStatus.up(List.of(ip("2001:db8::10"), ip(Bench.OWN), ip("fe80::5:1"))), bench.now);
        bench.router.start(bench.id, bench.now);
        bench.passes(10 * Bench.SECOND);

        assertEquals(State.INITIALIZE, bench.state());
        assertEquals(List.of(), bench.wire.takeSent());
        assertTrue(bench.router.status(bench.id).waitsFor().orElseThrow().contains("link-local"));

        bench.router.link("eth0", Bench.UP, bench.now);
        bench.passes(Bench.DOWN);
        assertEquals(ip(Bench.OWN6), bench.wire.takeSent().get(0).source());
    }

    @Test
    @Proves(value = "9568-7.2-03", by = NEGATIVE)
    void anActiveRouterThatLosesItsAddressIsNotActive() {
        Bench bench = Bench.active(Bench.v3());

        bench.router.link("eth0", LinkStatus.up(List.of(ip(Bench.OWN6), ip("10.9.0.100"))), bench.now);
        bench.wire.takeSent();
        bench.passes(10 * Bench.SECOND);

        assertEquals(State.INITIALIZE, bench.state());
        assertEquals(List.of(), bench.wire.takeSent());
        assertEquals(
                LastEvent.NO_PRIMARY_IP_ADDRESS, bench.router.status(bench.id).lastEvent());
    }

    /** RFC 9568 section 7.4: every router of the group would have the same one. */
    @Test
    @Proves(value = "9568-7.4-01", by = NEGATIVE)
    void anAddressMadeOfTheVirtualMacIsNotSentFrom() {
        Bench bench = Bench.of(Bench.v3OverIpv6());
        bench.router.link("eth0", LinkStatus.up(List.of(ip("fe80::200:5eff:fe00:233"), ip(Bench.OWN6))), bench.now);
        bench.router.start(bench.id, bench.now);
        bench.passes(Bench.DOWN);
        assertEquals(ip(Bench.OWN6), bench.wire.takeSent().get(0).source());

        bench.router.link("eth0", LinkStatus.up(List.of(ip("fe80::200:5eff:fe00:233"))), bench.now);
        assertEquals(State.INITIALIZE, bench.state());
    }

    /** RFC 9568 section 5.1.1.2. */
    @Test
    @Proves(value = "9568-5.1.1.2-01", by = NEGATIVE)
    void aReceivedAdvertisementIsNeverForwarded() {
        Bench bench = Bench.backup(Bench.v3());
        VirtualRouterConfig elsewhere =
                VirtualRouterConfig.on("eth1", 51).address("10.8.0.100/24").build();
        bench.router.add(elsewhere, bench.now);
        bench.router.link("eth1", LinkStatus.up(List.of(ip("10.8.0.10"))), bench.now);
        bench.router.start(elsewhere.id(), bench.now);

        for (int priority : new int[] {0, 50, 100, 200, 255}) {
            bench.hears(bench.saying(priority), Bench.HIGHER);
        }

        assertEquals(List.of(), bench.wire.takeSent());
    }

    @Test
    @Proves(value = "9568-5.2.4-01", by = BOTH)
    void anOwnerAdvertises255WhateverIsTracked() {
        Bench bench = Bench.active(Bench.v3().addressOwner());
        bench.router.reprioritize(bench.id, 10, bench.now);

        assertEquals(255, TestWire.advertisement(heartbeat(bench)).priority());
        assertEquals(255, bench.router.status(bench.id).priority());
    }

    @Test
    @Proves(value = "9568-5.2.5-01", by = POSITIVE)
    void theCountIsThatOfTheAddresses() {
        VirtualRouterConfig.Builder many = VirtualRouterConfig.on("eth0", 51);
        IntStream.range(0, 255).forEach(i -> many.address("10.7.0." + i));
        assertEquals(255, heartbeat(Bench.active(many)).payload()[3] & 0xff);
        assertEquals(
                1,
                heartbeat(Bench.active(VirtualRouterConfig.on("eth0", 51).address("10.7.0.1")))
                        .payload()[3]);
    }

    /** A resignation without addresses would be ignored by everyone. */
    @Test
    @Proves(value = "9568-5.2.5-01", by = NEGATIVE)
    void theLastAddressIsNotTakenAwayAndAResignationListsThemAll() {
        Bench bench = Bench.active(Bench.v3());
        assertThrows(
                IllegalArgumentException.class,
                () -> bench.router.reconfigure(
                        bench.config.toBuilder().noAddresses().build(), bench.now));
        assertEquals(State.ACTIVE, bench.state());

        bench.router.stop(bench.id, bench.now);

        List<Datagram> sent = bench.wire.takeSent();
        assertEquals(1, sent.size());
        assertEquals(bench.saying(0), TestWire.advertisement(sent.get(0)));
    }

    @Test
    @Proves(value = "9568-5.2.7-01", by = POSITIVE)
    void theIntervalIsTheOwnOneAndNeverALearnedOne() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(200, Interval.ofCentiseconds(10)), Bench.HIGHER);
        bench.passes(bench.deadline() - bench.now);

        assertEquals(
                Interval.DEFAULT, TestWire.advertisement(bench.wire.sent.get(0)).interval());
        assertEquals(bench.now + Bench.SECOND, bench.deadline());
    }

    /** RFC 9568 section 5.2.9. */
    @Test
    @Proves(value = "9568-5.2.9-02", by = POSITIVE)
    void theOrderOfTheAddressesIsKeptOnTheWire() {
        assertEquals(
                List.of(ip("fe80::5:1"), ip("2001:db8:5::1")),
                TestWire.advertisement(heartbeat(Bench.active(Bench.v3OverIpv6())))
                        .addresses());
    }

    @Test
    @Proves(value = "ext-tx-02", by = POSITIVE)
    void asManyAddressesAreTakenAsFitAPacket() {
        assertEquals(8 + 90 * 16, heartbeat(Bench.active(ipv6Addresses(90))).payload().length);
        VirtualRouterConfig.Builder version2 =
                VirtualRouterConfig.on("eth0", 51).preset(Preset.RFC3768);
        IntStream.range(0, 255).forEach(i -> version2.address("10.7.0." + i));
        assertEquals(16 + 255 * 4, heartbeat(Bench.active(version2)).payload().length);
    }

    @Test
    @Proves(value = "ext-tx-02", by = NEGATIVE)
    void oneMoreIsRefused() {
        assertRefused(() -> ipv6Addresses(91).build(), "addresses", "91", "1500");
    }

    private static VirtualRouterConfig.Builder ipv6Addresses(int count) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on("eth0", 51);
        IntStream.range(0, count).forEach(i -> builder.address("fe80::7:" + Integer.toHexString(i)));
        return builder;
    }

    @Test
    @Proves(value = "ext-tx-03", by = NEGATIVE)
    void aTransportThatFailsForTenSecondsDoesNotShiftTheSchedule() {
        Bench bench = Bench.active(Bench.v3());
        long next = bench.deadline();
        bench.wire.down = true;
        bench.passes(10 * Bench.SECOND);
        bench.wire.down = false;

        assertEquals(10, bench.statistics().sendFailures());
        assertEquals(next + 10 * Bench.SECOND, bench.deadline());
        assertEquals(State.ACTIVE, bench.state());
        heartbeat(bench);
    }

    private static IpAddress ip(String literal) {
        return IpAddress.of(literal);
    }
}
