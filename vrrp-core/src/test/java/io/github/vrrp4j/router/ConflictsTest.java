package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.LearnedInterval;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not as it should be on a link: RFC 9568 sections 7.1, 8.3.2 and 2.5. */
class ConflictsTest {
    private static final IpAddress OWN = IpAddress.of(Bench.OWN);

    /** Something that provokes a conflict, time and again, from one source and another. */
    private record Provocation(Conflict first, Supplier<Bench> setting, Act act) {
        @Override
        public String toString() {
            return first.getClass().getSimpleName();
        }
    }

    private interface Act {
        void on(Bench bench, String source);
    }

    private static IpAddress first() {
        return IpAddress.of(source(0));
    }

    /** Lower than the own address. */
    private static String source(int i) {
        return "10.9.0." + (1 + i % 5);
    }

    static Stream<Provocation> provocations() {
        List<IpAddress> ours = List.of(IpAddress.of("10.9.0.100"), IpAddress.of("10.9.0.101"));
        List<IpAddress> theirs = List.of(IpAddress.of("10.9.0.101"), IpAddress.of("10.9.0.102"));
        Interval slow = Interval.ofCentiseconds(300);
        return Stream.of(
                new Provocation(
                        new Conflict.TwoActives(OWN, 100, first(), 50),
                        () -> Bench.active(Bench.v3()),
                        (bench, source) -> bench.hears(bench.saying(50), source)),
                new Provocation(
                        new Conflict.TwoOwners(OWN, first()),
                        () -> Bench.active(Bench.v3().addressOwner()),
                        (bench, source) -> bench.hears(bench.saying(255), source)),
                new Provocation(
                        new Conflict.EqualPriority(first(), 100),
                        () -> Bench.backup(Bench.v3()),
                        (bench, source) -> bench.hears(bench.saying(100), source)),
                new Provocation(
                        new Conflict.PrioritiesClose(first(), 101, 100, 390_625),
                        () -> Bench.backup(Bench.v3().interval(Duration.ofMillis(100))),
                        (bench, source) -> bench.hears(bench.saying(101), source)),
                new Provocation(
                        new Conflict.DuplicateAddress(OWN),
                        () -> Bench.backup(Bench.v3()),
                        (bench, source) -> bench.hears(bench.saying(200), Bench.OWN)),
                new Provocation(
                        new Conflict.AddressListMismatch(first(), theirs, ours),
                        () -> Bench.backup(Bench.v3()),
                        (bench, source) -> bench.hears(
                                Advertisement.v3(
                                        bench.id.vrid(), 200, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, theirs),
                                source)),
                new Provocation(
                        new Conflict.IntervalMismatch(first(), slow, Interval.DEFAULT),
                        () -> Bench.backup(Bench.v3()),
                        (bench, source) -> bench.hears(bench.saying(200, slow), source)),
                new Provocation(
                        new Conflict.OtherChecksumForm(first(), ChecksumForm.PSEUDO_HEADER),
                        () -> Bench.backup(Bench.v3()),
                        (bench, source) -> bench.hears(
                                Advertisement.v3(
                                        bench.id.vrid(), 200, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, ours),
                                source)),
                new Provocation(
                        new Conflict.AuthenticationFailed(first(), Rejection.AUTHENTICATION_TYPE_MISMATCH),
                        () -> Bench.backup(Bench.v2()),
                        (bench, source) -> {
                            Datagram datagram = TestWire.packet(bench.saying(200), source);
                            datagram.payload()[4] = 1;
                            datagram.payload()[6] -= 1;
                            bench.receives(datagram);
                        }),
                new Provocation(
                        new Conflict.TtlViolation(first(), 64), () -> Bench.backup(Bench.v3()), (bench, source) -> {
                            Datagram near = TestWire.packet(bench.saying(200), source);
                            bench.receives(new Datagram(near.source(), near.destination(), 64, near.payload()));
                        }),
                new Provocation(
                        new Conflict.IntervalTooLong(first(), slow, Interval.ofCentiseconds(200)),
                        () -> Bench.backup(Bench.v3()
                                .adjust(policies -> policies.withLearnedInterval(new LearnedInterval(
                                        Interval.ofCentiseconds(200), LearnedInterval.TooLong.DISCARD)))),
                        (bench, source) -> bench.hears(bench.saying(200, slow), source)),
                new Provocation(
                        new Conflict.LateTimer(15 * Bench.MILLISECOND, Interval.ofCentiseconds(1)),
                        () -> Bench.active(Bench.v3().interval(Duration.ofMillis(10))),
                        (bench, source) -> {
                            bench.now = bench.deadline() + 15 * Bench.MILLISECOND;
                            bench.router.expire(bench.now);
                        }),
                new Provocation(
                        new Conflict.ListensAfterStall(45 * Bench.MILLISECOND, Interval.ofCentiseconds(1)),
                        () -> Bench.active(Bench.v3().interval(Duration.ofMillis(10))),
                        (bench, source) -> {
                            bench.now = bench.deadline() + 45 * Bench.MILLISECOND;
                            bench.router.expire(bench.now);
                        }),
                new Provocation(
                        new Conflict.TakeoverAverted(5 * Bench.MILLISECOND),
                        () -> Bench.backup(Bench.v3().interval(Duration.ofMillis(10))),
                        (bench, source) -> {
                            bench.hears(bench.saying(200), source);
                            bench.now = bench.deadline() + 5 * Bench.MILLISECOND;
                            bench.router.stoodStill(
                                    bench.now - 5 * Bench.MILLISECOND, bench.now - 5 * Bench.MILLISECOND, bench.now);
                            bench.hears(bench.saying(200), source);
                            bench.router.caughtUp(bench.now);
                        }),
                new Provocation(
                        new Conflict.SilenceDiscounted(50 * Bench.MILLISECOND),
                        () -> Bench.backup(Bench.v3().interval(Duration.ofMillis(10))),
                        (bench, source) -> {
                            bench.hears(bench.saying(200), source);
                            long heard = bench.now;
                            bench.now += 50 * Bench.MILLISECOND;
                            bench.router.stoodStill(heard, heard, bench.now);
                            bench.router.caughtUp(bench.now);
                        }),
                new Provocation(
                        new Conflict.TakeoverUnheard(100 * Bench.MILLISECOND),
                        () -> Bench.backup(Bench.v3().interval(Duration.ofMillis(10))),
                        (bench, source) -> {
                            bench.hears(bench.saying(200), source);
                            bench.wire.behind = true;
                            bench.now = bench.deadline();
                            bench.router.expire(bench.now);
                            bench.now += 100 * Bench.MILLISECOND;
                            bench.router.expire(bench.now);
                        }),
                new Provocation(
                        new Conflict.AddressesRemoved(
                                List.of(VirtualAddress.of("10.9.0.101/24")), RemovedAddress.PUT_BACK),
                        () -> Bench.active(Bench.v3()),
                        (bench, source) -> bench.router.removed(
                                bench.id, List.of(VirtualAddress.of("10.9.0.101/24")), bench.now)));
    }

    @Test
    void everyKindIsProvokedHere() {
        Set<Class<?>> kinds = provocations()
                .map(provocation -> provocation.first().getClass())
                .collect(Collectors.toSet());
        kinds.add(Conflict.TwoActivesResolved.class);
        assertEquals(Set.of(Conflict.class.getPermittedSubclasses()), kinds);
    }

    @ParameterizedTest
    @MethodSource("provocations")
    @Proves(
            value = {"ext-evt-02", "9568-8.3.2-02", "9568-2.5-01", "9568-7.1-07", "9568-7.1-08"},
            by = POSITIVE)
    void itIsReportedWithItsEvidence(Provocation provocation) {
        Bench bench = provocation.setting().get();
        provocation.act().on(bench, source(0));
        assertEquals(List.of(provocation.first()), reported(bench, provocation));
    }

    /** However often, and from whatever sources. */
    @ParameterizedTest
    @MethodSource("provocations")
    @Proves(
            value = {"ext-evt-02", "9568-7.1-06"},
            by = NEGATIVE)
    void itIsReportedOnceInTenSeconds(Provocation provocation) {
        Bench bench = provocation.setting().get();
        long start = bench.now;
        provocation.act().on(bench, source(0));
        long reportedAt = bench.now;
        for (int i = 1; bench.now < reportedAt + 9_900 * Bench.MILLISECOND; i++) {
            bench.passes(20 * Bench.MILLISECOND);
            provocation.act().on(bench, source(i));
        }
        assertEquals(1, reported(bench, provocation).size(), () -> "since " + start);

        bench.passes(15 * Bench.SECOND);
        provocation.act().on(bench, source(0));
        assertEquals(2, reported(bench, provocation).size());
    }

    private static List<Conflict> reported(Bench bench, Provocation provocation) {
        return bench.wire.conflicts.stream()
                .filter(conflict -> conflict.getClass() == provocation.first().getClass())
                .toList();
    }

    /** Who resigns does not compete, and nobody is apart from an owner by choice. */
    @Test
    @Proves(
            value = {"ext-evt-02", "9568-8.3.2-01"},
            by = NEGATIVE)
    void aResignationOrAnOwnerIsNoConflictWithWhomeverIsNext() {
        Bench lowest = Bench.active(Bench.v3().interval(Duration.ofMillis(10)).priority(1));
        lowest.hears(lowest.saying(0), Bench.HIGHER);
        assertEquals(List.of(), lowest.wire.takeConflicts());

        Bench highest = Bench.backup(Bench.v3().interval(Duration.ofMillis(10)).priority(254));
        highest.hears(highest.saying(255), Bench.HIGHER);
        assertEquals(List.of(), highest.wire.takeConflicts());
    }

    /** RFC 3768 section 7.1: discarded or not, it is reported. */
    @Test
    @Proves(value = "3768-7.1-03", by = POSITIVE)
    void anAddressListThatIsDiscardedIsReported() {
        Bench strict = Bench.backup(Bench.v2().adjust(policies -> policies.withForeignAddressListDiscarded(true)));
        List<IpAddress> theirs = List.of(IpAddress.of("10.9.0.7"));
        strict.hears(Advertisement.v2(strict.id.vrid(), 200, Interval.DEFAULT, theirs), Bench.HIGHER);
        strict.hears(Advertisement.v2(strict.id.vrid(), 200, Interval.DEFAULT, theirs), Bench.LOWER);

        assertEquals(
                List.of(new Conflict.AddressListMismatch(
                        IpAddress.of(Bench.HIGHER),
                        theirs,
                        List.of(IpAddress.of("10.9.0.100"), IpAddress.of("10.9.0.101")))),
                strict.wire.takeConflicts());
    }

    /** What agrees is not reported. */
    @Test
    @Proves(
            value = {"ext-evt-02", "9568-8.3.2-01", "9568-7.1-07", "9568-7.1-08", "9568-2.5-01"},
            by = NEGATIVE)
    void routersThatAgreeReportNothing() {
        Bench bench = Bench.backup(Bench.v3());
        List<IpAddress> otherOrder = new ArrayList<>(bench.saying(0).addresses());
        Collections.reverse(otherOrder);
        for (int i = 0; i < 20; i++) {
            bench.passes(Bench.SECOND);
            bench.hears(bench.saying(200), Bench.HIGHER);
            bench.hears(
                    Advertisement.v3(bench.id.vrid(), 200, Interval.DEFAULT, ChecksumForm.MESSAGE_ONLY, otherOrder),
                    Bench.HIGHER);
        }
        bench.hears(bench.saying(0), Bench.HIGHER);
        bench.passes(20 * Bench.SECOND);

        assertEquals(List.of(), bench.wire.takeConflicts());
        assertEquals(0, bench.statistics().addressListErrors());
        assertEquals(0, bench.statistics().intervalErrors());
        assertEquals(0, bench.statistics().lateTimers());
    }

    /** RFC 9568 section 7.1: what differs is processed all the same. */
    @Test
    @Proves(
            value = {"9568-7.1-07", "9568-7.1-08"},
            by = BOTH)
    void anotherIntervalOrListIsNoReasonToDiscard() {
        Bench bench = Bench.backup(Bench.v3());
        List<List<IpAddress>> lists = List.of(
                List.of(IpAddress.of("10.9.0.100")),
                List.of(IpAddress.of("10.9.0.100"), IpAddress.of("10.9.0.101"), IpAddress.of("10.9.0.102")),
                List.of(IpAddress.of("10.9.0.100"), IpAddress.of("10.9.0.102")));
        for (List<IpAddress> list : lists) {
            bench.passes(Bench.SECOND);
            bench.accepts(TestWire.packet(
                    Advertisement.v3(
                            bench.id.vrid(), 200, Interval.ofCentiseconds(50), ChecksumForm.MESSAGE_ONLY, list),
                    Bench.HIGHER));
        }
        assertEquals(bench.now + Bench.DOWN / 2, bench.deadline());
        assertEquals(3, bench.statistics().addressListErrors());
        assertEquals(3, bench.statistics().intervalErrors());
    }

    @Test
    @Proves(value = "ext-evt-02", by = POSITIVE)
    void theEndOfTwoActivesIsReportedByWhoStays() {
        Bench bench = Bench.active(Bench.v3());
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.wire.takeConflicts();

        bench.passes(3 * Bench.SECOND - 1);
        assertEquals(List.of(), bench.wire.takeConflicts());
        bench.passes(Bench.SECOND);
        assertEquals(
                List.of(new Conflict.TwoActivesResolved(OWN, IpAddress.of(Bench.HIGHER), false)),
                bench.wire.takeConflicts());
    }

    @Test
    @Proves(value = "ext-evt-02", by = POSITIVE)
    void theEndOfTwoActivesIsReportedByWhoYields() {
        Bench bench = Bench.active(Bench.v3());

        bench.hears(bench.saying(200), Bench.HIGHER);

        assertEquals(State.BACKUP, bench.state());
        assertEquals(
                List.of(
                        new Conflict.TwoActives(OWN, 100, IpAddress.of(Bench.HIGHER), 200),
                        new Conflict.TwoActivesResolved(OWN, IpAddress.of(Bench.HIGHER), true)),
                bench.wire.takeConflicts());
    }

    /** It heard of its successor only by that one's first advertisement. */
    @Test
    @Proves(value = "ext-evt-02", by = NEGATIVE)
    void theLastWordOfAPreemptedRouterIsNoConflict() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.passes(Bench.DOWN);
        assertEquals(State.ACTIVE, bench.state());
        bench.wire.takeConflicts();

        bench.hears(bench.saying(50), Bench.HIGHER);
        assertEquals(List.of(), bench.wire.takeConflicts());

        bench.passes(Bench.SECOND);
        bench.hears(bench.saying(50), Bench.HIGHER);
        assertEquals(
                List.of(new Conflict.TwoActives(OWN, 100, IpAddress.of(Bench.HIGHER), 50)), bench.wire.takeConflicts());
    }

    /** Each begin that is reported has its end, and none has two. */
    @Test
    void beginsAndEndsComeInTurn() {
        Bench bench = Bench.active(Bench.v3().preemption(Preemption.IMMEDIATE));
        for (int i = 0; i < 30; i++) {
            bench.hears(bench.saying(50), source(i));
            bench.passes((1 + i % 7) * Bench.SECOND);
        }
        bench.passes(10 * Bench.SECOND);
        List<Class<?>> kinds = new ArrayList<>();
        bench.wire.takeConflicts().forEach(each -> kinds.add(each.getClass()));
        List<Class<?>> turns = new ArrayList<>();
        for (int i = 0; i < kinds.size() / 2; i++) {
            turns.addAll(Arrays.asList(Conflict.TwoActives.class, Conflict.TwoActivesResolved.class));
        }
        assertEquals(turns, kinds);
    }

    @Test
    void aRouterThatStopsLeavesTheOtherOneAlone() {
        List<Consumer<Bench>> ends = List.of(
                bench -> bench.router.stop(bench.id, bench.now),
                bench -> bench.router.resign(bench.id, "maintenance", bench.now),
                bench -> bench.router.eligible(bench.id, Optional.of("no uplink"), bench.now),
                bench -> bench.router.link("eth0", LinkStatus.ABSENT, bench.now));
        for (Consumer<Bench> end : ends) {
            Bench bench = Bench.active(Bench.v3());
            bench.hears(bench.saying(50), Bench.HIGHER);
            bench.wire.takeConflicts();

            end.accept(bench);

            assertEquals(
                    List.of(new Conflict.TwoActivesResolved(OWN, IpAddress.of(Bench.HIGHER), true)),
                    bench.wire.takeConflicts());
        }
    }

    /** RFC 9568 section 2.5: 200 ms late with an interval of 10 ms. */
    @Test
    @Proves(value = "9568-2.5-01", by = POSITIVE)
    void aStallThatPeersMustHaveNoticedIsReported() {
        Bench bench = Bench.active(Bench.v3().interval(Duration.ofMillis(10)));
        bench.now = bench.deadline() + 200 * Bench.MILLISECOND;
        bench.router.expire(bench.now);

        assertEquals(
                List.of(
                        new Conflict.LateTimer(200 * Bench.MILLISECOND, Interval.ofCentiseconds(1)),
                        new Conflict.ListensAfterStall(200 * Bench.MILLISECOND, Interval.ofCentiseconds(1))),
                bench.wire.takeConflicts());
        assertEquals(1, bench.statistics().lateTimers());
        assertEquals(200 * Bench.MILLISECOND, bench.statistics().worstLatenessNanos());
    }

    @Test
    @Proves(
            value = {"9568-2.5-01", "ext-stall-02"},
            by = NEGATIVE)
    void aLittleLateIsNotLate() {
        Bench bench = Bench.active(Bench.v3());
        bench.now = bench.deadline() + Bench.SECOND - 1;
        bench.router.expire(bench.now);

        assertEquals(List.of(), bench.wire.takeConflicts());
        assertEquals(0, bench.statistics().lateTimers());
        assertEquals(1, bench.wire.takeSent().size());
    }
}
