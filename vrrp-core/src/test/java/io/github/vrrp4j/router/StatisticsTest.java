package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects of RFC 6527 and the leaves of RFC 8347, each with the condition that makes it count. */
class StatisticsTest {
    private final Bench bench = Bench.backup(Bench.v3());

    @Test
    void aNewVirtualRouterHasCountedNothingSinceItWasAdded() {
        Bench fresh = Bench.of(Bench.v3());
        assertEquals(
                new VirtualRouterStatistics(
                        0,
                        0,
                        NewActiveReason.NOT_ACTIVE,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Map.of(),
                        ProtocolError.NONE,
                        fresh.now),
                fresh.statistics());
        assertEquals(LastEvent.NONE, fresh.router.status(fresh.id).lastEvent());
        assertEquals(new InterfaceStatistics(0, 0, 0, 0, fresh.now), fresh.router.statistics("eth0"));
    }

    @Test
    void stateChangesResetNothing() {
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.passes(2 * Bench.DOWN);
        bench.router.stop(bench.id, bench.now);
        bench.router.start(bench.id, bench.now);
        bench.router.link("eth0", LinkStatus.ABSENT, bench.now);
        bench.router.link("eth0", Bench.UP, bench.now);
        bench.router.reconfigure(bench.config.toBuilder().priority(50).build(), bench.now);

        VirtualRouterStatistics statistics = bench.statistics();
        assertEquals(1, statistics.advertisementsReceived());
        assertEquals(1, statistics.activeTransitions());
        assertEquals(3, statistics.backupTransitions());
        assertEquals(5_000 * Bench.SECOND, statistics.discontinuityNanos());
    }

    @Test
    void aVirtualRouterThatIsAddedAgainCountsAnew() {
        bench.passes(Bench.DOWN);
        bench.router.remove(bench.id, bench.now);
        bench.router.add(bench.config, bench.now);
        assertEquals(0, bench.statistics().activeTransitions());
        assertEquals(bench.now, bench.statistics().discontinuityNanos());
        assertEquals(5_000 * Bench.SECOND, bench.router.statistics("eth0").discontinuityNanos());
    }

    /** MasterTransitions: an owner's start is one. */
    @Test
    void entriesIntoActiveAreCountedAnOwnersStartToo() {
        assertEquals(1, Bench.active(Bench.v3().addressOwner()).statistics().activeTransitions());
        assertEquals(0, Bench.active(Bench.v3().addressOwner()).statistics().backupTransitions());
        Bench active = Bench.active(Bench.v3());
        active.hears(active.saying(200), Bench.HIGHER);
        active.passes(Bench.DOWN);
        assertEquals(2, active.statistics().activeTransitions());
        assertEquals(2, active.statistics().backupTransitions());
    }

    /** RcvdAdvertisements and RcvdPriZeroPackets. */
    @Test
    void packetsThatPassedAllChecksAreCountedThoseWithPriorityZeroToo() {
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.hears(bench.saying(0), Bench.HIGHER);
        Datagram damaged = TestWire.packet(bench.saying(0), Bench.HIGHER);
        damaged.payload()[7] ^= 1;
        bench.receives(damaged);

        assertEquals(3, bench.statistics().advertisementsReceived());
        assertEquals(1, bench.statistics().priorityZeroReceived());
    }

    @Test
    void aRouterInInitializeReceivesNothing() {
        bench.router.stop(bench.id, bench.now);
        bench.hears(bench.saying(200), Bench.HIGHER);
        assertEquals(0, bench.statistics().advertisementsReceived());
        assertEquals(State.INITIALIZE, bench.state());
    }

    /** advertisement-sent: what was handed to the transport, for each peer. */
    @Test
    void sentPacketsAreCountedForEachPeerAndFailuresApart() {
        Bench unicast =
                Bench.active(Bench.v3().peer(Bench.LOWER).peer(Bench.HIGHER).checksumForm(ChecksumForm.PSEUDO_HEADER));
        assertEquals(2, unicast.statistics().advertisementsSent());
        assertEquals(0, unicast.statistics().priorityZeroSent());
        unicast.wire.down = true;
        unicast.passes(Bench.SECOND);
        unicast.wire.down = false;
        unicast.router.stop(unicast.id, unicast.now);

        assertEquals(4, unicast.statistics().advertisementsSent());
        assertEquals(2, unicast.statistics().priorityZeroSent());
        assertEquals(2, unicast.statistics().sendFailures());
    }

    /** AdvIntervalErrors: processed in version 3, dropped in version 2. */
    @Test
    void otherIntervalsAreCountedInBothVersions() {
        bench.hears(bench.saying(200, Interval.ofCentiseconds(50)), Bench.HIGHER);
        assertEquals(1, bench.statistics().intervalErrors());
        assertEquals(1, bench.statistics().advertisementsReceived());

        Bench v2 = Bench.backup(Bench.v2());
        v2.hears(v2.saying(200, Interval.ofSeconds(3)), Bench.HIGHER);
        assertEquals(1, v2.statistics().intervalErrors());
        assertEquals(0, v2.statistics().advertisementsReceived());
    }

    /** AddressListErrors: the list is a set. */
    @Test
    void otherAddressListsAreCounted() {
        for (List<String> list : List.of(
                List.of("10.9.0.101", "10.9.0.100"),
                List.of("10.9.0.100"),
                List.of("10.9.0.100", "10.9.0.100"),
                List.of("10.9.0.100", "10.9.0.102"))) {
            bench.hears(
                    Advertisement.v3(
                            bench.id.vrid(),
                            200,
                            Interval.DEFAULT,
                            ChecksumForm.MESSAGE_ONLY,
                            list.stream().map(IpAddress::of).toList()),
                    Bench.HIGHER);
        }
        assertEquals(3, bench.statistics().addressListErrors());
    }

    /** RcvdInvalidTypePackets, PacketLengthErrors and the errors of a whole host, with ProtoErrReason. */
    @Test
    void whatIsRejectedIsCountedOnceByItsReason() {
        Datagram good = TestWire.packet(bench.saying(200), Bench.HIGHER);
        assertEquals(ProtocolError.NONE, bench.statistics().lastProtocolError());
        bench.receives(changed(good, 255, 0, 0x32));
        bench.receives(changed(good, 255, 3, 9));
        assertEquals(ProtocolError.NONE, bench.statistics().lastProtocolError());
        bench.receives(changed(good, 255, 2, 1));
        assertEquals(ProtocolError.CHECKSUM, bench.statistics().lastProtocolError());
        bench.receives(changed(good, 255, 0, 0x41));
        assertEquals(ProtocolError.VERSION, bench.statistics().lastProtocolError());
        bench.receives(changed(good, 1, 0, 0x31));
        assertEquals(ProtocolError.TTL, bench.statistics().lastProtocolError());
        bench.receives(changed(good, 255, 1, 99));
        bench.receives(changed(good, 255, 0, 0x32));

        assertEquals(
                Map.of(
                        Rejection.TYPE,
                        2L,
                        Rejection.PACKET_LENGTH,
                        1L,
                        Rejection.CHECKSUM,
                        1L,
                        Rejection.VERSION,
                        1L,
                        Rejection.TTL,
                        1L),
                bench.statistics().rejections());
        assertEquals(0, bench.statistics().rejections(Rejection.REPLAY));
        assertEquals(ProtocolError.TTL, bench.statistics().lastProtocolError());
        assertEquals(new InterfaceStatistics(1, 1, 1, 1, 5_000 * Bench.SECOND), bench.router.statistics("eth0"));
    }

    private static Datagram changed(Datagram datagram, int timeToLive, int index, int value) {
        byte[] payload = datagram.payload().clone();
        payload[index] = (byte) value;
        return new Datagram(datagram.source(), datagram.destination(), timeToLive, payload);
    }

    @Test
    void whoHasToYieldIsCountedAsLongAsThisOneIsActive() {
        bench.hears(bench.saying(50), Bench.HIGHER);
        assertEquals(0, bench.statistics().losingAdvertisements());
        bench.passes(Bench.DOWN);
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.hears(bench.saying(100), Bench.LOWER);
        bench.hears(bench.saying(0), Bench.LOWER);
        bench.hears(bench.saying(200), Bench.LOWER);
        assertEquals(2, bench.statistics().losingAdvertisements());
    }

    @Test
    void announcementsAreCountedOneForEachFrame() {
        Bench bursts = Bench.active(Bench.v3()
                .adjust(policies -> policies.withAnnouncements(
                        new AnnouncementSchedule(5, Duration.ofSeconds(5), Duration.ZERO, false, false, true))));
        assertEquals(10, bursts.statistics().announcementsSent());
        bursts.passes(5 * Bench.SECOND);
        assertEquals(20, bursts.statistics().announcementsSent());
    }

    @Test
    void lateTimersAreCountedWithTheWorst() {
        Bench active = Bench.active(Bench.v3());
        for (long late : new long[] {Bench.SECOND, 3 * Bench.SECOND, Bench.SECOND - 1, 2 * Bench.SECOND}) {
            active.now = active.deadline() + late;
            active.router.expire(active.now);
        }
        assertEquals(3, active.statistics().lateTimers());
        assertEquals(3 * Bench.SECOND, active.statistics().worstLatenessNanos());
    }

    /** NewMasterReason. */
    @Test
    void theReasonForBeingActiveIsThatOfTheLastTime() {
        assertEquals(NewActiveReason.NOT_ACTIVE, bench.statistics().newActiveReason());
        bench.passes(Bench.DOWN);
        assertEquals(NewActiveReason.NO_RESPONSE, bench.statistics().newActiveReason());

        bench.hears(bench.saying(200), Bench.HIGHER);
        assertEquals(NewActiveReason.NO_RESPONSE, bench.statistics().newActiveReason(), "until it is Active again");
        bench.hears(bench.saying(0), Bench.HIGHER);
        bench.passes(Bench.SKEW);
        assertEquals(NewActiveReason.PRIORITY, bench.statistics().newActiveReason());

        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.passes(Bench.DOWN);
        assertEquals(NewActiveReason.PREEMPTED, bench.statistics().newActiveReason());
        assertEquals(
                NewActiveReason.PREEMPTED,
                Bench.active(Bench.v3().addressOwner()).statistics().newActiveReason());
    }

    /** What happens to a virtual router, and the word of RFC 8347 (last-event) for it. */
    private record Event(LastEvent expected, boolean active, Consumer<Bench> what) {
        @Override
        public String toString() {
            return expected.name();
        }
    }

    static Stream<Event> events() {
        return Stream.of(
                new Event(LastEvent.STARTUP, false, on -> {}),
                new Event(LastEvent.SHUTDOWN, true, on -> on.router.stop(on.id, on.now)),
                new Event(LastEvent.SHUTDOWN, true, on -> on.router.eligible(on.id, Optional.of("no uplink"), on.now)),
                new Event(LastEvent.STARTUP, false, on -> {
                    on.router.eligible(on.id, Optional.of("no uplink"), on.now);
                    on.router.eligible(on.id, Optional.empty(), on.now);
                }),
                new Event(LastEvent.HIGHER_PRIORITY_BACKUP, true, on -> on.hears(on.saying(200), Bench.HIGHER)),
                new Event(LastEvent.MASTER_TIMEOUT, false, on -> on.passes(Bench.DOWN)),
                new Event(LastEvent.INTERFACE_DOWN, true, on -> on.router.link("eth0", LinkStatus.ABSENT, on.now)),
                new Event(LastEvent.INTERFACE_UP, false, on -> {
                    on.router.link("eth0", LinkStatus.ABSENT, on.now);
                    on.router.link("eth0", Bench.UP, on.now);
                }),
                new Event(
                        LastEvent.NO_PRIMARY_IP_ADDRESS,
                        true,
                        on -> on.router.link("eth0", LinkStatus.up(List.of()), on.now)),
                new Event(LastEvent.PRIMARY_IP_ADDRESS, false, on -> {
                    on.router.link("eth0", LinkStatus.up(List.of()), on.now);
                    on.router.link("eth0", Bench.UP, on.now);
                }),
                new Event(LastEvent.STARTUP, false, on -> on.hears(on.saying(100), Bench.HIGHER)),
                new Event(LastEvent.LOWER_PRIORITY_MASTER, false, on -> on.hears(on.saying(50), Bench.HIGHER)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theLastEventIsNamedAsRfc8347Does(Event event) {
        Bench on = event.active() ? Bench.active(Bench.v3()) : Bench.backup(Bench.v3());
        event.what().accept(on);
        assertEquals(event.expected(), on.router.status(on.id).lastEvent());
    }

    @Test
    void anOwnersStartIsAnEventOfItsOwn() {
        Bench owner = Bench.active(Bench.v3().addressOwner());
        assertEquals(LastEvent.OWNER_PREEMPT, owner.router.status(owner.id).lastEvent());
    }

    /** Status, MasterIpAddr and UpTime. */
    @Test
    void theStatusSaysSinceWhenAndByWhom() {
        assertEquals(Optional.of(bench.now), bench.router.status(bench.id).upSinceNanos());
        assertEquals(Optional.empty(), bench.router.status(bench.id).lastAdvertisementFrom());
        long since = bench.now;
        bench.passes(Bench.SECOND);
        bench.hears(bench.saying(200), Bench.HIGHER);
        bench.receives(changed(TestWire.packet(bench.saying(200), Bench.LOWER), 1, 0, 0x31));
        bench.passes(2 * Bench.DOWN);

        VirtualRouterStatus status = bench.router.status(bench.id);
        assertEquals(Optional.of(since), status.upSinceNanos());
        assertEquals(Optional.of(IpAddress.of(Bench.HIGHER)), status.lastAdvertisementFrom());
        assertEquals(Optional.of(IpAddress.of(Bench.OWN)), status.source());
        assertEquals(Bench.DOWN, status.activeDownNanos());
        assertEquals(Bench.SKEW, status.skewNanos());

        bench.router.stop(bench.id, bench.now);
        assertEquals(Optional.empty(), bench.router.status(bench.id).upSinceNanos());
        assertEquals(
                Optional.of("stopped by the host"),
                bench.router.status(bench.id).waitsFor());
    }
}
