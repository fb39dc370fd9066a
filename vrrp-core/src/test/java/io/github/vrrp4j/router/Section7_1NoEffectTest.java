package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.LearnedInterval;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 section 7.1: what is discarded has no effect, and what is not discarded has. */
class Section7_1NoEffectTest {
    private final Bench bench = Bench.backup(Bench.v3());
    private final Bench ipv6 = Bench.backup(Bench.v3OverIpv6());

    private static Datagram withTtl(Datagram datagram, int timeToLive) {
        return new Datagram(datagram.source(), datagram.destination(), timeToLive, datagram.payload());
    }

    @Test
    @Proves(
            value = {"9568-5.1.2.3-01", "9568-5.2.9-01"},
            by = POSITIVE)
    void aHopLimitOf255IsTaken() {
        ipv6.passes(Bench.SECOND);
        ipv6.accepts(TestWire.packet(ipv6.saying(200), Bench.HIGHER6));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 254})
    @Proves(value = "9568-5.1.2.3-01", by = NEGATIVE)
    void anyOtherHopLimitIsRejected(int hopLimit) {
        ipv6.rejects(Rejection.TTL, withTtl(TestWire.packet(ipv6.saying(200), Bench.HIGHER6), hopLimit));
        assertEquals(1, ipv6.router.statistics("eth0").ttlErrors());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 15})
    @Proves(value = "9568-7.1-01", by = NEGATIVE)
    void aVersionOtherThan3IsRejected(int version) {
        Datagram datagram = TestWire.packet(bench.saying(200), Bench.HIGHER);
        datagram.payload()[0] = (byte) (version << 4 | 1);

        bench.rejects(Rejection.VERSION, datagram);
        assertEquals(1, bench.router.statistics("eth0").versionErrors());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 15})
    @Proves(value = "3768-7.1-01", by = NEGATIVE)
    void aVersionOtherThan2IsRejectedByVersion2(int version) {
        Bench v2 = Bench.backup(Bench.v2());
        Datagram datagram = TestWire.packet(v2.saying(200), Bench.HIGHER);
        datagram.payload()[0] = (byte) (version << 4 | 1);

        v2.rejects(Rejection.VERSION, datagram);
    }

    @Test
    @Proves(
            value = {"3768-7.1-01", "3768-5.3.6-01"},
            by = POSITIVE)
    void version2TakesACompletePacketWithoutAuthentication() {
        Bench v2 = Bench.backup(Bench.v2());
        v2.accepts(TestWire.packet(v2.saying(200), Bench.HIGHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 254})
    @Proves(value = "3768-7.1-01", by = NEGATIVE)
    void version2RejectsAnyOtherTtl(int timeToLive) {
        Bench v2 = Bench.backup(Bench.v2());
        v2.rejects(Rejection.TTL, withTtl(TestWire.packet(v2.saying(200), Bench.HIGHER), timeToLive));
    }

    /** RFC 3768 section 7.1: also with priority 0, so that two routers that disagree stay Active both, and everybody can see why. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 255})
    @Proves(
            value = {"3768-7.1-04", "9568-6.4.2-09"},
            by = NEGATIVE)
    void version2RejectsAnotherIntervalAndLearnsNothing(int priority) {
        Bench v2 = Bench.backup(Bench.v2());

        v2.rejects(
                Rejection.INTERVAL_MISMATCH, TestWire.packet(v2.saying(priority, Interval.ofSeconds(2)), Bench.HIGHER));

        assertEquals(1, v2.statistics().intervalErrors());
        assertEquals(
                List.of(new Conflict.IntervalMismatch(
                        IpAddress.of(Bench.HIGHER), Interval.ofSeconds(2), Interval.ofSeconds(1))),
                v2.wire.takeConflicts());
        v2.passes(Bench.DOWN);
        assertEquals(State.ACTIVE, v2.state());
    }

    /** RFC 9568 section 7.1: the VRID and the family have to be configured on the very interface. */
    @Test
    @Proves(
            value = {"9568-7.1-04", "9568-1-01"},
            by = NEGATIVE)
    void whatArrivesForAnotherInterfaceOrFamilyTouchesNobody() {
        VirtualRouterConfig elsewhere =
                VirtualRouterConfig.on("eth1", 52).address("10.8.0.100/24").build();
        bench.router.add(elsewhere, bench.now);
        bench.router.link("eth1", LinkStatus.up(List.of(IpAddress.of("10.8.0.10"))), bench.now);
        bench.router.start(elsewhere.id(), bench.now);
        bench.forget();
        long deadline = bench.deadline();
        bench.passes(Bench.SECOND);

        bench.router.receive("eth1", TestWire.packet(bench.saying(200), Bench.HIGHER), bench.now);
        bench.receives(TestWire.packet(Bench.advertisement(elsewhere, 200, Interval.DEFAULT), Bench.HIGHER));
        bench.receives(TestWire.packet(ipv6.saying(200), Bench.HIGHER6));
        bench.router.receive("eth2", TestWire.packet(bench.saying(200), Bench.HIGHER), bench.now);

        assertEquals(deadline, bench.deadline());
        assertEquals(deadline, bench.router.deadlineOf(elsewhere.id()));
        assertEquals(2, bench.router.statistics("eth0").vridErrors());
        assertEquals(1, bench.router.statistics("eth1").vridErrors());
        assertEquals(0, bench.statistics().advertisementsReceived());
    }

    @Test
    @Proves(value = "9568-1-01", by = BOTH)
    void bothFamiliesOfOneVridGoTheirOwnWays() {
        Bench both = Bench.active(Bench.v3());
        VirtualRouterConfig other = Bench.v3OverIpv6().build();
        both.router.add(other, both.now);
        both.router.start(other.id(), both.now);

        both.passes(Bench.SECOND);
        both.receives(TestWire.packet(Bench.advertisement(other, 200, Interval.DEFAULT), Bench.HIGHER6));
        assertEquals(State.ACTIVE, both.state());
        assertEquals(State.BACKUP, both.router.status(other.id()).state());

        long deadline = both.router.deadlineOf(other.id());
        both.router.stop(both.id, both.now);
        assertEquals(State.INITIALIZE, both.state());
        assertEquals(State.BACKUP, both.router.status(other.id()).state());
        assertEquals(deadline, both.router.deadlineOf(other.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "ff02::12", "2001:db8::1", "fec0::1"})
    @Proves(value = "ext-rx-06", by = NEGATIVE)
    void anIpv6SourceThatIsNotLinkLocalIsRejected(String source) {
        ipv6.rejects(Rejection.SOURCE, TestWire.packet(ipv6.saying(200), source));
    }

    @Test
    @Proves(value = "ext-rx-07", by = NEGATIVE)
    void aUnicastCopyIsNothingToAMulticastRouter() {
        ipv6.rejects(Rejection.DESTINATION, Bench.unicast(ipv6.saying(200), Bench.HIGHER6, Bench.OWN6));
        bench.rejects(Rejection.DESTINATION, Bench.unicast(bench.saying(200), Bench.HIGHER, "255.255.255.255"));
    }

    /** Faster than the interval, and for longer than Active_Down_Interval. */
    @Test
    @Proves(value = "9568-7.1-05", by = NEGATIVE)
    void aFloodOfBadPacketsDelaysNoAdvertisementOfAnActiveRouter() {
        Bench active = Bench.active(Bench.v3());
        Datagram good = TestWire.packet(active.saying(200), Bench.HIGHER);
        long first = active.deadline();
        for (int i = 0; i < 5000; i++) {
            active.receives(bad(good, i));
            active.passes(Bench.MILLISECOND);
        }

        assertEquals(State.ACTIVE, active.state());
        assertEquals(first + 5 * Bench.SECOND, active.deadline());
        assertEquals(5, active.wire.takeSent().size());
        assertEquals(
                5000,
                active.statistics().rejections().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    @Proves(value = "9568-7.1-05", by = NEGATIVE)
    void aFloodOfBadPacketsDelaysNoTakeoverOfABackup() {
        Datagram good = TestWire.packet(bench.saying(200, Interval.ofCentiseconds(4095)), Bench.HIGHER);
        long deadline = bench.deadline();
        for (int i = 0; i < 3609; i++) {
            bench.receives(bad(good, i));
            bench.passes(Bench.MILLISECOND);
        }

        assertEquals(deadline, bench.deadline());
        assertEquals(State.BACKUP, bench.state());
        bench.passes(Bench.MILLISECOND);
        assertEquals(State.ACTIVE, bench.state());
    }

    private static Datagram bad(Datagram good, int i) {
        byte[] payload = good.payload().clone();
        switch (i % 4) {
            case 0 -> payload[0] = 0x41;
            case 1 -> payload[0] = 0x32;
            case 2 -> payload[7] ^= 1;
            default -> payload[3]++;
        }
        return new Datagram(good.source(), good.destination(), 255, payload);
    }

    @Test
    @Proves(value = "ext-rx-08", by = POSITIVE)
    void anIntervalUpToTheLongestOneIsLearned() {
        Bench capped = Bench.backup(capped(LearnedInterval.TooLong.DISCARD));
        capped.hears(capped.saying(200, Interval.ofCentiseconds(500)), Bench.HIGHER);
        assertEquals(capped.now + 5 * Bench.DOWN, capped.deadline());
    }

    @Test
    @Proves(value = "ext-rx-08", by = NEGATIVE)
    void aLongerIntervalIsDiscardedAndReported() {
        Bench capped = Bench.backup(capped(LearnedInterval.TooLong.DISCARD));
        Interval tooLong = Interval.ofCentiseconds(4095);

        capped.rejects(Rejection.INTERVAL_TOO_LONG, TestWire.packet(capped.saying(200, tooLong), Bench.HIGHER));

        assertEquals(
                List.of(new Conflict.IntervalTooLong(
                        IpAddress.of(Bench.HIGHER), tooLong, Interval.ofCentiseconds(500))),
                capped.wire.takeConflicts());
    }

    @Test
    @Proves(value = "ext-rx-08", by = NEGATIVE)
    void aLongerIntervalIsCutAndReported() {
        Bench capped = Bench.backup(capped(LearnedInterval.TooLong.CLAMP));
        Interval tooLong = Interval.ofCentiseconds(4095);

        capped.hears(capped.saying(200, tooLong), Bench.HIGHER);

        assertEquals(capped.now + 5 * Bench.DOWN, capped.deadline());
        assertEquals(
                List.of(new Conflict.IntervalMismatch(IpAddress.of(Bench.HIGHER), tooLong, Interval.DEFAULT)),
                capped.wire.takeConflicts());
    }

    private static VirtualRouterConfig.Builder capped(LearnedInterval.TooLong tooLong) {
        return Bench.v3()
                .adjust(policies ->
                        policies.withLearnedInterval(new LearnedInterval(Interval.ofCentiseconds(500), tooLong)));
    }

    /** Each accepted form is counted apart; the strict choices take one of them. */
    @Test
    @Proves(value = "ext-rx-05", by = BOTH)
    void checksumFormsAreCountedApartAndStrictOnesRefuseTheOther() {
        Advertisement messageOnly = bench.saying(200);
        Advertisement pseudoHeader = new Advertisement(
                messageOnly.version(),
                messageOnly.vrid(),
                200,
                messageOnly.interval(),
                messageOnly.authentication(),
                ChecksumForm.PSEUDO_HEADER,
                messageOnly.addresses());
        bench.hears(messageOnly, Bench.HIGHER);
        bench.hears(pseudoHeader, Bench.HIGHER);
        bench.hears(pseudoHeader, Bench.LOWER);
        assertEquals(1, bench.statistics().messageOnlyChecksums());
        assertEquals(2, bench.statistics().pseudoHeaderChecksums());

        Bench strict = Bench.backup(
                Bench.v3().adjust(policies -> policies.withAcceptedChecksum(ChecksumAcceptance.MESSAGE_ONLY)));
        strict.accepts(TestWire.packet(messageOnly, Bench.HIGHER));
        strict.rejects(Rejection.CHECKSUM, TestWire.packet(pseudoHeader, Bench.HIGHER));
        Bench deployed = Bench.backup(
                Bench.v3().adjust(policies -> policies.withAcceptedChecksum(ChecksumAcceptance.PSEUDO_HEADER)));
        deployed.accepts(TestWire.packet(pseudoHeader, Bench.HIGHER));
        deployed.rejects(Rejection.CHECKSUM, TestWire.packet(messageOnly, Bench.HIGHER));
        assertEquals(1, deployed.router.statistics("eth0").checksumErrors());
    }

    /** RFC 3768 section 7.1 allows to discard other addresses, but not those of an owner. */
    @Test
    @Proves(value = "3768-7.1-03", by = BOTH)
    void otherAddressesAreARejectionForVersion2OnlyIfSoConfiguredAndNotFromAnOwner() {
        Bench lenient = Bench.backup(Bench.v2());
        Bench strict = Bench.backup(Bench.v2().adjust(policies -> policies.withForeignAddressListDiscarded(true)));
        List<IpAddress> others = List.of(IpAddress.of("10.9.0.100"));
        for (int priority : new int[] {0, 100, 254}) {
            Datagram foreign = TestWire.packet(
                    Advertisement.v2(lenient.id.vrid(), priority, Interval.DEFAULT, others), Bench.HIGHER);
            strict.rejects(Rejection.ADDRESS_LIST_MISMATCH, foreign);
            lenient.receives(foreign);
        }
        assertEquals(3, lenient.statistics().advertisementsReceived());
        assertEquals(3, lenient.statistics().addressListErrors());
        assertEquals(3, strict.statistics().addressListErrors());
        strict.accepts(
                TestWire.packet(Advertisement.v2(strict.id.vrid(), 255, Interval.DEFAULT, others), Bench.HIGHER));
        assertEquals(4, strict.statistics().addressListErrors());
    }

    /** The same bytes are not read twice; that must not be noticed. */
    @Test
    void theMemoryForReadPacketsMakesNoDifference() {
        Datagram good = TestWire.packet(bench.saying(200), Bench.HIGHER);
        for (int i = 0; i < 10; i++) {
            bench.passes(Bench.SECOND);
            bench.accepts(good);
            bench.rejects(Rejection.TTL, withTtl(good, 254));
            bench.rejects(Rejection.CHECKSUM, bad(good, 2));
        }
    }
}
