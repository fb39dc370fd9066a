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
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.spi.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address owner hears: RFC 9568 section 7.1 with erratum 8298, and section 7.1 of RFC 3768 and RFC 5798. */
class AddressOwnerTest {
    private static final IpAddress OWN = IpAddress.of(Bench.OWN);
    private static final IpAddress HIGHER = IpAddress.of(Bench.HIGHER);
    private static final IpAddress LOWER = IpAddress.of(Bench.LOWER);
    /** Three intervals and the Skew_Time of priority 255. */
    private static final long DOWN_255 = 3_003_906_250L;

    private final Bench owner = Bench.active(Bench.v3().addressOwner());

    @Test
    @Proves(
            value = {"9568-8298-01", "9568-8.3.2-01", "ext-own-01"},
            by = POSITIVE)
    void ofTwoOwnersTheOneWithTheLowerAddressYieldsAtOnceAndBothReportIt() {
        owner.hears(owner.saying(255), Bench.HIGHER);
        assertEquals(State.BACKUP, owner.state());
        assertEquals(
                new Conflict.TwoOwners(OWN, HIGHER), owner.wire.takeConflicts().get(0));

        Bench winner = Bench.active(Bench.v3().addressOwner());
        winner.hears(winner.saying(255), Bench.LOWER);
        assertEquals(State.ACTIVE, winner.state());
        assertEquals(1, winner.wire.takeSent().size(), "it asserts itself");
        assertEquals(
                new Conflict.TwoOwners(OWN, LOWER), winner.wire.takeConflicts().get(0));
    }

    @Test
    @Proves(value = "ext-own-01", by = NEGATIVE)
    void anOwnerThatYieldedIsBackWhenTheOtherIsGone() {
        owner.hears(owner.saying(255), Bench.HIGHER);
        owner.passes(DOWN_255 - 1);
        assertEquals(State.BACKUP, owner.state());
        owner.passes(1);
        assertEquals(State.ACTIVE, owner.state());
    }

    @Test
    @Proves(value = "9568-8298-01", by = NEGATIVE)
    void aRivalIsReportedOnceInTenSeconds() {
        for (int i = 0; i < 99; i++) {
            owner.hears(owner.saying(255), i % 2 == 0 ? Bench.LOWER : "10.9.0.3");
            owner.passes(100 * Bench.MILLISECOND);
        }
        assertEquals(1, twoOwners());
        owner.passes(100 * Bench.MILLISECOND);
        owner.hears(owner.saying(255), Bench.LOWER);
        assertEquals(2, twoOwners());
    }

    private long twoOwners() {
        return owner.wire.conflicts.stream()
                .filter(each -> each instanceof Conflict.TwoOwners)
                .count();
    }

    /** RFC 9568 erratum 8298: it processes what it hears as any other router. */
    @Test
    @Proves(value = "9568-8298-01", by = POSITIVE)
    void anOwnerAnswersWhoHasToYield() {
        owner.hears(owner.saying(254), Bench.HIGHER);
        assertEquals(1, owner.wire.takeSent().size());
        owner.hears(owner.saying(0), Bench.HIGHER);
        assertEquals(1, owner.wire.takeSent().size());
        assertEquals(State.ACTIVE, owner.state());
        assertEquals(2, owner.statistics().advertisementsReceived());
    }

    @Test
    @Proves(value = "9568-8.3.2-01", by = POSITIVE)
    void equalPrioritiesOfOthersAreReportedToo() {
        Bench bench = Bench.backup(Bench.v3());
        bench.hears(bench.saying(100), Bench.HIGHER);
        assertEquals(List.of(new Conflict.EqualPriority(HIGHER, 100)), bench.wire.takeConflicts());
    }

    /** RFC 3768 section 7.1. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 255})
    @Proves(value = "3768-7.1-02", by = NEGATIVE)
    void aVersion2OwnerListensToNobody(int priority) {
        Bench v2 = Bench.active(Bench.v2().addressOwner());

        v2.rejects(Rejection.ADDRESS_OWNER, TestWire.packet(v2.saying(priority), Bench.HIGHER));

        assertEquals(
                priority == 255 ? List.of(new Conflict.TwoOwners(OWN, HIGHER)) : List.of(), v2.wire.takeConflicts());
    }

    /** RFC 5798 section 7.1: neither is the interval compared. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 255})
    @Proves(value = "5798-7.1-01", by = NEGATIVE)
    void anOwnerByRfc5798ListensToNobody(int priority) {
        Bench rfc5798 = Bench.active(Bench.v3().preset(Preset.RFC5798).addressOwner());
        Advertisement rival = new Advertisement(
                rfc5798.config.version(),
                rfc5798.id.vrid(),
                priority,
                Interval.ofCentiseconds(50),
                rfc5798.saying(0).authentication(),
                ChecksumForm.PSEUDO_HEADER,
                rfc5798.saying(0).addresses());

        rfc5798.rejects(Rejection.ADDRESS_OWNER, TestWire.packet(rival, Bench.HIGHER));

        assertEquals(0, rfc5798.statistics().intervalErrors());
    }

    /** RFC 5798 section 6.4.3. */
    @Test
    @Proves(value = "3768-6.4.3-01", by = BOTH)
    void rfc5798IsSilentTowardsWhoHasToYieldAndRfc9568IsNot() {
        Bench silent = Bench.active(Bench.v3()
                .preset(Preset.RFC5798)
                .adjust(policies -> policies.withAcceptedChecksum(ChecksumAcceptance.EITHER)));
        silent.hears(silent.saying(50), Bench.HIGHER);
        assertEquals(List.of(), silent.wire.takeSent());
        assertEquals(1, silent.statistics().losingAdvertisements());

        Bench answering = Bench.active(Bench.v3());
        answering.hears(answering.saying(50), Bench.HIGHER);
        assertEquals(1, answering.wire.takeSent().size());
    }
}
