package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.TtlRange;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unicast peers instead of the group (draft-abinabraham-vrrp-unicast), over both families. */
class UnicastTest {
    private static final String THIRD = "10.9.0.30";

    private static VirtualRouterConfig.Builder ipv4() {
        return Bench.v3()
                .checksumForm(ChecksumForm.PSEUDO_HEADER)
                .peer(Bench.LOWER)
                .peer(THIRD)
                .peer(Bench.HIGHER);
    }

    private static VirtualRouterConfig.Builder ipv6() {
        return Bench.v3OverIpv6().peer(Bench.LOWER6).peer(Bench.HIGHER6);
    }

    static Stream<VirtualRouterConfig.Builder> families() {
        return Stream.of(ipv4(), ipv6());
    }

    private static String own(Bench bench) {
        return bench.router.status(bench.id).source().orElseThrow().toString();
    }

    private static String peer(Bench bench) {
        return bench.config.peers().get(0).toString();
    }

    @ParameterizedTest
    @MethodSource("families")
    @Proves(value = "ext-uni-01", by = POSITIVE)
    void eachPeerGetsItsCopyAndTheGroupGetsNone(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.active(builder);
        bench.passes(Bench.SECOND);

        List<Datagram> copies = bench.wire.takeSent();
        assertEquals(
                bench.config.peers(), copies.stream().map(Datagram::destination).toList());
        for (Datagram copy : copies) {
            assertEquals(255, copy.timeToLive());
            assertEquals(own(bench), copy.source().toString());
            assertEquals(
                    bench.saying(100).addresses(), TestWire.advertisement(copy).addresses());
        }
    }

    @Test
    @Proves(value = "ext-uni-01", by = POSITIVE)
    void aResignationGoesToEachPeer() {
        Bench bench = Bench.active(ipv4());
        bench.router.stop(bench.id, bench.now);
        assertEquals(
                List.of(0, 0, 0),
                bench.wire.takeSent().stream()
                        .map(copy -> TestWire.advertisement(copy).priority())
                        .toList());
        assertEquals(3, bench.statistics().priorityZeroSent());
    }

    @Test
    @Proves(value = "ext-uni-01", by = NEGATIVE)
    void peersAreOtherHostsOfTheSameFamilyEachListedOnce() {
        assertRefused(() -> ipv4().peer(Bench.HIGHER6).build(), "peer", Bench.HIGHER6, "family");
        assertRefused(() -> ipv4().peer("224.0.0.18").build(), "peer", "224.0.0.18", "unicast");
        assertRefused(() -> ipv4().peer(THIRD).build(), "peer", THIRD, "twice");
        assertRefused(() -> ipv4().peer("10.9.0.100").build(), "peer", "10.9.0.100", "virtual");
        assertEquals(List.of(), ipv4().noPeers().build().peers(), "without peers it is multicast");
    }

    /** So that all hosts may have the same list. */
    @Test
    @Proves(value = "ext-uni-01", by = NEGATIVE)
    void aRouterSendsNoCopyToItself() {
        Bench bench = Bench.active(ipv4().peer(Bench.OWN));
        bench.passes(Bench.SECOND);
        assertEquals(
                Set.of(Bench.LOWER, THIRD, Bench.HIGHER),
                bench.wire.takeSent().stream()
                        .map(copy -> copy.destination().toString())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("families")
    @Proves(
            value = {"ext-uni-02", "ext-uni-03"},
            by = POSITIVE)
    void aPeerIsHeard(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.backup(builder);
        bench.passes(Bench.SECOND);
        bench.accepts(Bench.unicast(bench.saying(200), peer(bench), own(bench)));
    }

    @ParameterizedTest
    @MethodSource("families")
    @Proves(value = "ext-uni-02", by = NEGATIVE)
    void aStrangerIsRejected(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.backup(builder);
        String stranger = peer(bench).startsWith("fe80") ? "fe80::99" : "10.9.0.99";
        bench.rejects(Rejection.UNKNOWN_PEER, Bench.unicast(bench.saying(200), stranger, own(bench)));
    }

    @Test
    @Proves(value = "ext-uni-02", by = POSITIVE)
    void aStrangerIsHeardIfStrangersAreToBe() {
        Bench bench = Bench.backup(ipv4().adjust(policies -> policies.withOnlyKnownPeers(false)));
        bench.accepts(Bench.unicast(bench.saying(200), "10.9.0.99", Bench.OWN));
    }

    /** The other way round of a unicast copy for a multicast router. */
    @ParameterizedTest
    @MethodSource("families")
    @Proves(value = "ext-rx-07", by = NEGATIVE)
    void aPacketToTheGroupIsRejected(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.backup(builder);
        bench.rejects(Rejection.DESTINATION, TestWire.packet(bench.saying(200), peer(bench)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 254})
    @Proves(value = "ext-uni-03", by = NEGATIVE)
    void aTtlOtherThan255IsRejected(int timeToLive) {
        Bench bench = Bench.backup(ipv4());
        bench.rejects(Rejection.TTL, withTtl(bench, timeToLive));
    }

    @Test
    @Proves(value = "ext-uni-03", by = BOTH)
    void theRangeOfTtlsIsConfigurableAndSoIsTheSentOne() {
        Bench bench = Bench.backup(ipv4().adjust(policies ->
                policies.withUnicastTtl(new TtlRange(60, 64)).withSentUnicastTtl(64)));
        bench.rejects(Rejection.TTL, withTtl(bench, 59));
        bench.accepts(withTtl(bench, 60));
        bench.accepts(withTtl(bench, 64));
        bench.rejects(Rejection.TTL, withTtl(bench, 65));
        bench.rejects(Rejection.TTL, withTtl(bench, 255));

        bench.passes(bench.deadline() - bench.now);
        assertEquals(
                List.of(64, 64, 64),
                bench.wire.takeSent().stream().map(Datagram::timeToLive).toList());
    }

    private static Datagram withTtl(Bench bench, int timeToLive) {
        Datagram datagram = Bench.unicast(bench.saying(200), peer(bench), Bench.OWN);
        return new Datagram(datagram.source(), datagram.destination(), timeToLive, datagram.payload());
    }

    @ParameterizedTest
    @MethodSource("families")
    @Proves(value = "ext-uni-04", by = POSITIVE)
    void eachCopyHasTheChecksumOfItsOwnDestination(VirtualRouterConfig.Builder builder) {
        Bench bench = Bench.active(builder);
        bench.passes(Bench.SECOND);

        List<Datagram> copies = bench.wire.takeSent();
        for (Datagram copy : copies) {
            Advertisement says = TestWire.advertisement(copy);
            assertArrayEquals(AdvertisementCodec.encode(says, copy.source(), copy.destination()), copy.payload());
        }
        assertEquals(
                copies.size(),
                copies.stream()
                        .map(copy -> copy.payload()[6] << 8 | copy.payload()[7] & 0xff)
                        .distinct()
                        .count());
    }

    /** keepalived up to 1.3.6 computed it for 224.0.0.18. */
    @Test
    @Proves(value = "ext-uni-04", by = NEGATIVE)
    void aChecksumForTheGroupIsRejectedUnlessItIsToBeTaken() {
        IpAddress source = IpAddress.of(Bench.HIGHER);
        Bench strict = Bench.backup(ipv4());
        Advertisement says = Advertisement.v3(
                strict.id.vrid(),
                200,
                Interval.DEFAULT,
                ChecksumForm.PSEUDO_HEADER,
                strict.saying(0).addresses());
        Datagram legacy = new Datagram(
                source,
                IpAddress.of(Bench.OWN),
                255,
                AdvertisementCodec.encode(says, source, IpAddress.of("224.0.0.18")));

        strict.rejects(Rejection.CHECKSUM, legacy);
        Bench tolerant = Bench.backup(ipv4().adjust(policies -> policies.withGroupChecksumFromPeers(true)));
        tolerant.accepts(legacy);
        tolerant.accepts(Bench.unicast(says, Bench.HIGHER, Bench.OWN));
    }

    /** The whole of it: two routers that know each other elect one, and it hands over. */
    @Test
    void peersElectAndHandOver() {
        Bench high = Bench.backup(Bench.v3().priority(200).peer(Bench.HIGHER));
        Bench low = Bench.backup(Bench.v3().peer(Bench.LOWER));
        high.router.link("eth0", LinkStatus.up(List.of(IpAddress.of(Bench.LOWER))), high.now);
        low.router.link("eth0", LinkStatus.up(List.of(IpAddress.of(Bench.HIGHER))), low.now);
        for (int i = 0; i < 10; i++) {
            high.passes(Bench.SECOND);
            low.passes(Bench.SECOND);
            high.wire.takeSent().forEach(low::receives);
        }
        assertEquals(State.ACTIVE, high.state());
        assertEquals(State.BACKUP, low.state());

        high.router.stop(high.id, high.now);
        high.wire.takeSent().forEach(low::receives);
        low.passes(Bench.SKEW);
        assertEquals(State.ACTIVE, low.state());
    }
}
