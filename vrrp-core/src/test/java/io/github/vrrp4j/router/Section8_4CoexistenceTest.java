package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.Impact;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9568 section 8.4: both versions on one link, for the time of an upgrade. */
class Section8_4CoexistenceTest {
    private static Advertisement v2(Bench bench, int priority, int seconds) {
        return Advertisement.v2(
                bench.id.vrid(),
                priority,
                Interval.ofSeconds(seconds),
                bench.saying(0).addresses());
    }

    private static VirtualRouterConfig.Builder fast() {
        return Bench.v3().coexistence().interval(Duration.ofMillis(100));
    }

    private static List<Version> versions(List<Datagram> packets) {
        return packets.stream()
                .map(packet -> TestWire.advertisement(packet).version())
                .toList();
    }

    @Test
    @Proves(value = "9568-8.4.2-01", by = POSITIVE)
    void bothVersionsAreSentAndTaken() {
        Bench active = Bench.active(Bench.v3().coexistence());
        active.passes(Bench.SECOND);
        assertEquals(List.of(Version.V3, Version.V2), versions(active.wire.takeSent()));
        active.router.stop(active.id, active.now);
        List<Datagram> resignations = active.wire.takeSent();
        assertEquals(List.of(Version.V3, Version.V2), versions(resignations));
        assertTrue(resignations.stream()
                .allMatch(packet -> TestWire.advertisement(packet).priority() == 0));

        Bench backup = Bench.backup(Bench.v3().coexistence());
        backup.passes(Bench.SECOND);
        backup.accepts(TestWire.packet(v2(backup, 200, 1), Bench.LOWER));
        backup.accepts(TestWire.packet(backup.saying(200), Bench.HIGHER));
    }

    @Test
    @Proves(value = "9568-8.4.2-01", by = NEGATIVE)
    void byItselfARouterSpeaksOneVersion() {
        Bench bench = Bench.active(Bench.v3());
        bench.passes(Bench.SECOND);
        assertEquals(List.of(Version.V3), versions(bench.wire.takeSent()));
        bench.rejects(Rejection.VERSION, TestWire.packet(v2(bench, 200, 1), Bench.HIGHER));
        assertTrue(Bench.v3().coexistence().build().advice().stream()
                .anyMatch(advice -> advice.parameter().equals("coexistence")));
    }

    @Test
    @Proves(value = "9568-8.4.2-02", by = POSITIVE)
    void bothAreSentAtTheConfiguredRate() {
        Bench bench = Bench.active(fast());
        bench.passes(Bench.SECOND);

        List<Datagram> sent = bench.wire.takeSent();
        assertEquals(20, sent.size());
        assertEquals(10, versions(sent).stream().filter(Version.V2::equals).count());
    }

    /** Version 2 cannot say less than a second, and its routers discard what is not theirs: that is advised of. */
    @Test
    @Proves(value = "9568-8.4.2-02", by = NEGATIVE)
    void theIntervalThatVersion2CannotSayIsOneSecond() {
        Bench bench = Bench.active(fast());
        bench.passes(100 * Bench.MILLISECOND);
        List<Datagram> sent = bench.wire.takeSent();
        assertEquals(
                Interval.ofCentiseconds(10), TestWire.advertisement(sent.get(0)).interval());
        assertEquals(Interval.ofSeconds(1), TestWire.advertisement(sent.get(1)).interval());

        assertTrue(fast().build().advice().toString().contains("version 2 routers discard"));
        assertFalse(Bench.v3().coexistence().build().advice().toString().contains("version 2 routers discard"));
    }

    @Test
    @Proves(value = "9568-8.4.2-03", by = BOTH)
    void aBackupWaitsByTheIntervalOfVersion2() {
        Bench bench = Bench.backup(fast());
        bench.hears(v2(bench, 200, 2), Bench.HIGHER);
        assertEquals(bench.now + 2 * Bench.DOWN, bench.deadline());
    }

    @Test
    @Proves(value = "9568-8.4.2-04", by = POSITIVE)
    void theRateOfARouterThatSpeaksBothIsInItsVersion3() {
        Bench bench = Bench.backup(fast());
        bench.hears(bench.saying(200), Bench.HIGHER);
        long deadline = bench.deadline();

        bench.rejects(Rejection.VERSION_2_OF_A_VERSION_3_ROUTER, TestWire.packet(v2(bench, 200, 1), Bench.HIGHER));
        assertEquals(deadline, bench.deadline());
        bench.passes(300 * Bench.MILLISECOND);
        bench.rejects(Rejection.VERSION_2_OF_A_VERSION_3_ROUTER, TestWire.packet(v2(bench, 200, 1), Bench.HIGHER));
    }

    @Test
    @Proves(value = "9568-8.4.2-04", by = NEGATIVE)
    void aRouterThatSpeaksOnlyVersion2IsHeard() {
        Bench bench = Bench.backup(fast());
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.accepts(TestWire.packet(v2(bench, 200, 1), Bench.LOWER));

        bench.passes(300 * Bench.MILLISECOND + 1);
        bench.accepts(TestWire.packet(v2(bench, 200, 1), Bench.HIGHER));
    }

    /** Somebody else said it, with a version and an interval of his own. */
    @Test
    @Proves(value = "9568-8.4.2-04", by = NEGATIVE)
    void oneForgedPacketOfVersion3SilencesARouterOfVersion2ForThreePacketsAtMost() {
        Bench bench = Bench.backup(Bench.v3().coexistence());
        bench.hears(
                Bench.advertisement(bench.router.status(bench.id).config(), 200, Interval.ofSeconds(40)), Bench.HIGHER);
        for (int i = 0; i < 3; i++) {
            bench.rejects(Rejection.VERSION_2_OF_A_VERSION_3_ROUTER, TestWire.packet(v2(bench, 200, 1), Bench.HIGHER));
        }
        bench.accepts(TestWire.packet(v2(bench, 200, 1), Bench.HIGHER));
        assertEquals(bench.now + Bench.DOWN, bench.deadline());
    }

    @Test
    void twoUpgradedRoutersElectOneAndHandOver() {
        Bench high = Bench.backup(fast().priority(200));
        Bench low = Bench.backup(fast());
        high.router.link("eth0", LinkStatus.up(List.of(IpAddress.of(Bench.LOWER))), high.now);
        for (int i = 0; i < 50; i++) {
            high.passes(100 * Bench.MILLISECOND);
            low.passes(100 * Bench.MILLISECOND);
            high.wire.takeSent().forEach(low::receives);
        }
        assertEquals(State.ACTIVE, high.state());
        assertEquals(State.BACKUP, low.state());

        high.router.stop(high.id, high.now);
        high.wire.takeSent().forEach(low::receives);
        low.passes(Bench.SKEW / 10);
        assertEquals(State.ACTIVE, low.state());
    }

    /** RFC 3768 section 5.3.6 holds for version 2 here, too. */
    @Test
    @Proves(value = "3768-5.3.6-01", by = NEGATIVE)
    void version2WithAuthenticationIsRejected() {
        Bench bench = Bench.backup(Bench.v3().coexistence());
        Datagram datagram = TestWire.packet(v2(bench, 200, 1), Bench.HIGHER);
        datagram.payload()[4] = 1;
        datagram.payload()[6] -= 1;
        bench.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, datagram);
    }

    @Test
    @Proves(value = "3768-1.2-01", by = NEGATIVE)
    void itNeedsVersion3AndIpv4() {
        assertRefused(() -> Bench.v3OverIpv6().coexistence().build(), "coexistence", "IPv4");
        assertRefused(() -> Bench.v2().coexistence().build(), "coexistence", "version 3");
    }

    /** From here to there a virtual router has to be started anew, and says so. */
    @Test
    void theEndOfTheUpgradeIsARestart() {
        assertEquals(
                Impact.RESTART,
                Bench.v3().coexistence().build().compare(Bench.v3().build()).impact());
    }
}
