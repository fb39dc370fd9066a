package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 7.1, and RFC 3768 section 7.1 where version 2 asks for more. */
class Section7_1ReceivingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DOWN_AT = 3_609_375_000L;
    private static final List<IpAddress> ADDRESSES = List.of(IpAddress.of("10.9.0.100"));
    private static final Advertisement HIGHER =
            Advertisement.v3(new Vrid(51), 200, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, ADDRESSES);

    private final TestWire wire = new TestWire();
    private final VrrpRouter router = new VrrpRouter(wire, wire.hooks(), HostLane.INLINE);
    private final VirtualRouterId v3 = start(VirtualRouterConfig.on("eth0", 51).address("10.9.0.100/24"));
    private final VirtualRouterId v2 =
            start(VirtualRouterConfig.on("eth0", 52).version(Version.V2).address("10.9.0.200/24"));

    private VirtualRouterId start(VirtualRouterConfig.Builder builder) {
        VirtualRouterConfig config = builder.build();
        router.add(config, 0);
        router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.0.1"))), 0);
        router.start(config.id(), 0);
        return config.id();
    }

    @BeforeEach
    void forgetTheStart() {
        wire.takeLog();
    }

    private void receive(Datagram datagram) {
        router.receive("eth0", datagram, SECOND);
    }

    private void assertRejected(VirtualRouterId id, Rejection rejection, Datagram datagram) {
        long deadline = router.deadlineOf(id);
        receive(datagram);
        assertEquals(List.of("rejected " + rejection + " from " + datagram.source()), wire.takeLog());
        assertEquals(Map.of(rejection, 1L), router.status(id).statistics().rejections());
        assertEquals(0, router.status(id).statistics().advertisementsReceived());
        assertEquals(deadline, router.deadlineOf(id), "a rejected packet touches no timer");
    }

    private static Datagram changed(Datagram datagram, int timeToLive, String source, String destination) {
        return new Datagram(IpAddress.of(source), IpAddress.of(destination), timeToLive, datagram.payload());
    }

    @Test
    @Proves(
            value = {"9568-5.1.1.3-01", "9568-7.1-01", "9568-7.1-04"},
            by = POSITIVE)
    void aGoodPacketRestartsTheActiveDownTimer() {
        receive(TestWire.packet(HIGHER, "10.9.0.2"));

        assertEquals(SECOND + DOWN_AT, router.deadlineOf(v3));
        assertEquals(1, router.status(v3).statistics().advertisementsReceived());
        assertEquals(List.of(), wire.takeLog());
    }

    @Test
    void bothChecksumFormsAreTaken() {
        receive(TestWire.packet(
                Advertisement.v3(new Vrid(51), 200, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, ADDRESSES),
                "10.9.0.2"));

        assertEquals(SECOND + DOWN_AT, router.deadlineOf(v3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254})
    @Proves(value = "9568-5.1.1.3-01", by = NEGATIVE)
    void aTtlOtherThan255IsRejected(int timeToLive) {
        assertRejected(
                v3, Rejection.TTL, changed(TestWire.packet(HIGHER, "10.9.0.2"), timeToLive, "10.9.0.2", "224.0.0.18"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "224.0.0.18"})
    @Proves(value = "ext-rx-06", by = NEGATIVE)
    void aSourceThatNoHostCanHaveIsRejected(String source) {
        assertRejected(v3, Rejection.SOURCE, changed(TestWire.packet(HIGHER, "10.9.0.2"), 255, source, "224.0.0.18"));
    }

    @Test
    @Proves(value = "ext-rx-07", by = NEGATIVE)
    void aUnicastCopyIsRejected() {
        assertRejected(
                v3, Rejection.DESTINATION, changed(TestWire.packet(HIGHER, "10.9.0.2"), 255, "10.9.0.2", "10.9.0.1"));
    }

    @Test
    @Proves(value = "9568-7.1-01", by = NEGATIVE)
    void theOtherVersionIsRejected() {
        Advertisement version2 = Advertisement.v2(new Vrid(51), 200, Interval.DEFAULT, ADDRESSES);

        assertRejected(v3, Rejection.VERSION, TestWire.packet(version2, "10.9.0.2"));
    }

    @Test
    void aDamagedPacketIsRejected() {
        Datagram damaged = TestWire.packet(HIGHER, "10.9.0.2");
        damaged.payload()[2] ^= 1;

        assertRejected(v3, Rejection.CHECKSUM, damaged);
    }

    @Test
    void aTruncatedPacketIsRejected() {
        assertRejected(
                v3,
                Rejection.PACKET_LENGTH,
                new Datagram(IpAddress.of("10.9.0.2"), IpAddress.of("224.0.0.18"), 255, new byte[] {0x31, 51, 0}));
    }

    @Test
    @Proves(value = "9568-7.1-04", by = NEGATIVE)
    void aPacketForAnUnknownVirtualRouterIsCountedAndNothingElse() {
        receive(TestWire.packet(
                Advertisement.v3(new Vrid(99), 200, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, ADDRESSES),
                "10.9.0.2"));
        receive(new Datagram(IpAddress.of("10.9.0.2"), IpAddress.of("224.0.0.18"), 255, new byte[0]));

        assertEquals(2, router.statistics("eth0").vridErrors());
        assertEquals(List.of(), wire.takeLog());
    }

    @Test
    @Proves(value = "9568-7.1-06", by = BOTH)
    void rejectionsAreReportedOnceInTenSecondsAndAllCounted() {
        Datagram bad = changed(TestWire.packet(HIGHER, "10.9.0.2"), 1, "10.9.0.2", "224.0.0.18");
        for (int i = 0; i < 10_000; i++) {
            router.receive("eth0", changed(bad, 1, "10.9.1." + i % 200, "224.0.0.18"), SECOND + i);
        }
        assertEquals(1, wire.takeLog().size());
        router.receive("eth0", bad, 11 * SECOND);
        assertEquals(1, wire.takeLog().size());

        assertEquals(
                Map.of(Rejection.TTL, 10_001L), router.status(v3).statistics().rejections());
    }

    @Test
    void anEchoOfTheActivesOwnPacketIsRejectedAndNotAnswered() {
        router.expire(DOWN_AT);
        wire.takeLog();

        router.receive("eth0", wire.sent.get(0), DOWN_AT + 1);

        assertEquals(List.of("rejected OWN_PACKET from 10.9.0.1"), wire.takeLog());
        assertEquals(State.ACTIVE, router.status(v3).state());
    }

    @Test
    void anEchoOfTheOwnResignationDoesNotElectItsSenderAgain() {
        router.expire(DOWN_AT);
        router.stop(v3, 4 * SECOND);
        Datagram resignation = wire.sent.get(wire.sent.size() - 1);
        assertEquals(0, TestWire.advertisement(resignation).priority());
        router.start(v3, 4 * SECOND + 1);
        long deadline = router.deadlineOf(v3);

        router.receive("eth0", resignation, 4 * SECOND + 2);

        assertEquals(deadline, router.deadlineOf(v3));
    }

    @Test
    @Proves(value = "3768-7.1-04", by = POSITIVE)
    void version2TakesItsOwnIntervalOnly() {
        List<IpAddress> addresses = List.of(IpAddress.of("10.9.0.200"));
        assertRejected(
                v2,
                Rejection.INTERVAL_MISMATCH,
                TestWire.packet(Advertisement.v2(new Vrid(52), 200, Interval.ofSeconds(2), addresses), "10.9.0.2"));

        receive(TestWire.packet(Advertisement.v2(new Vrid(52), 200, Interval.DEFAULT, addresses), "10.9.0.2"));
        assertEquals(SECOND + DOWN_AT, router.deadlineOf(v2));
    }

    @Test
    @Proves(value = "3768-5.3.6-01", by = NEGATIVE)
    void version2RejectsAnAuthenticationTypeThatIsNotConfigured() {
        Datagram datagram = TestWire.packet(
                Advertisement.v2(new Vrid(52), 200, Interval.DEFAULT, List.of(IpAddress.of("10.9.0.200"))), "10.9.0.2");
        datagram.payload()[4] = 1;
        datagram.payload()[6] -= 1; // the checksum of a sum that is 0x0100 larger

        assertRejected(v2, Rejection.AUTHENTICATION_TYPE_MISMATCH, datagram);
    }

    @Test
    void aVersion2OwnerListensToNobodyAndAVersion3OwnerDoes() {
        VirtualRouterId owner2 = start(VirtualRouterConfig.on("eth0", 53)
                .version(Version.V2)
                .addressOwner()
                .address("10.9.0.1/24"));
        VirtualRouterId owner3 =
                start(VirtualRouterConfig.on("eth0", 54).addressOwner().address("10.9.0.1/24"));
        wire.takeLog();
        List<IpAddress> addresses = List.of(IpAddress.of("10.9.0.1"));

        receive(TestWire.packet(Advertisement.v2(new Vrid(53), 255, Interval.DEFAULT, addresses), "10.9.0.2"));
        receive(TestWire.packet(
                Advertisement.v3(new Vrid(54), 255, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, addresses),
                "10.9.0.2"));

        assertEquals(State.ACTIVE, router.status(owner2).state());
        assertEquals(
                Map.of(Rejection.ADDRESS_OWNER, 1L),
                router.status(owner2).statistics().rejections());
        assertEquals(State.BACKUP, router.status(owner3).state(), "two owners converge to the higher address");
    }

    @Test
    void theSameBytesFromAnotherSenderAreCheckedAgain() {
        Advertisement pseudo =
                Advertisement.v3(new Vrid(51), 200, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, ADDRESSES);
        Datagram good = TestWire.packet(pseudo, "10.9.0.2");
        receive(good);

        receive(changed(good, 255, "10.9.0.3", "224.0.0.18"));

        assertEquals(
                Map.of(Rejection.CHECKSUM, 1L), router.status(v3).statistics().rejections());
        assertEquals(12, AdvertisementCodec.encode(pseudo, good.source(), good.destination()).length);
    }
}
