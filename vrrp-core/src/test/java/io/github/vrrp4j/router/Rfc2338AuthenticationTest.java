package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.Authentication;
import io.github.vrrp4j.packet.AuthenticationHeader;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 2338 section 5.3.6: simple text, and the IP Authentication Header (RFC 2402) as keepalived 2.2.7 sends it. */
class Rfc2338AuthenticationTest {
    private static final IpAddress KEEPALIVED = IpAddress.of("10.9.0.1");
    private static final IpAddress GROUP = IpAddress.of("224.0.0.18");
    private static final AuthenticationKey KEY = AuthenticationKey.header("s3cret");

    /** What follows the IP header in packets of keepalived: VRID 51, priority 100, 10.9.0.100, password s3cret. */
    private static final Datagram FIRST =
            captured(1, "700400000a09000100000001cd982ed27ee262ce50023a2d 2133640102016e5d0a0900640000000000000000");

    private static final Datagram SECOND =
            captured(2, "700400000a0900010000000294ec3434f8bd7323b32dac8f 2133640102016e5d0a0900640000000000000000");
    private static final Datagram RESIGNATION =
            captured(6, "700400000a090001000000065e85b310f98278444905b514 213300010201d25d0a0900640000000000000000");

    private final Bench bench = Bench.backup(config(KEY).priority(50));

    private static Datagram captured(int identification, String payload) {
        return new Datagram(
                KEEPALIVED,
                GROUP,
                255,
                Datagram.AUTHENTICATION_HEADER,
                identification,
                HexFormat.of().parseHex(payload.replace(" ", "")));
    }

    private static Datagram with(Datagram datagram, IpAddress source, int identification, byte[] payload) {
        return new Datagram(
                source,
                datagram.destination(),
                datagram.timeToLive(),
                Datagram.AUTHENTICATION_HEADER,
                identification,
                payload);
    }

    private static VirtualRouterConfig.Builder config(AuthenticationKey key) {
        return VirtualRouterConfig.on("eth0", 51)
                .version(Version.V2)
                .authentication(key)
                .address("10.9.0.100/24");
    }

    private static Datagram plain(Authentication authentication) {
        Advertisement advertisement = new Advertisement(
                Version.V2,
                new Vrid(51),
                200,
                Interval.DEFAULT,
                authentication,
                ChecksumForm.MESSAGE_ONLY,
                List.of(IpAddress.of("10.9.0.100")));
        return TestWire.packet(advertisement, Bench.HIGHER);
    }

    private static Authentication text(String password) {
        return new Authentication(1, AuthenticationKey.simpleText(password).secret());
    }

    @Test
    @Proves(
            value = {"2338-5.3.6-01", "3768-5.3.6-01"},
            by = POSITIVE)
    void theSamePasswordIsTaken() {
        Bench simple = Bench.backup(config(AuthenticationKey.simpleText("s3cret")));
        simple.passes(Bench.SECOND);
        simple.accepts(plain(text("s3cret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cre", "s3cretx", "s3cret\1", "S3cret", "t3cret", "s3creu", "\0s3cret"})
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void anotherPasswordIsRejectedInWhateverByteItDiffers(String password) {
        Bench simple = Bench.backup(config(AuthenticationKey.simpleText("s3cret")));

        simple.rejects(Rejection.AUTHENTICATION_FAILURE, plain(text(password)));

        assertEquals(
                List.of(new Conflict.AuthenticationFailed(
                        IpAddress.of(Bench.HIGHER), Rejection.AUTHENTICATION_FAILURE)),
                simple.wire.takeConflicts());
    }

    @Test
    @Proves(
            value = {"3768-5.3.6-01", "2338-5.3.6-01"},
            by = NEGATIVE)
    void aTypeThatIsNotConfiguredIsRejected() {
        Bench none = Bench.backup(config(AuthenticationKey.NONE));
        none.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, plain(text("s3cret")));
        none.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, plain(new Authentication(2, 0)));
        none.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, FIRST);
        Bench simple = Bench.backup(config(AuthenticationKey.simpleText("s3cret")));
        simple.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, plain(Authentication.NONE));
        simple.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, FIRST);
        bench.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, plain(Authentication.NONE));
        bench.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, plain(text("s3cret")));
        bench.rejects(Rejection.AUTHENTICATION_FAILURE, plain(new Authentication(2, 0)));
    }

    @Test
    @Proves(value = "3768-5.3.6-01", by = NEGATIVE)
    void aTypeThatDoesNotExistIsRejected() {
        Bench none = Bench.backup(config(AuthenticationKey.NONE));
        Datagram datagram = plain(Authentication.NONE);
        datagram.payload()[4] = 3;
        datagram.payload()[6] -= 3;
        none.rejects(Rejection.AUTHENTICATION_TYPE_UNKNOWN, datagram);
    }

    /** RFC 9568 section 9 has no authentication. */
    @Test
    void version3TakesNoAuthenticationHeader() {
        Bench v3 = Bench.backup(Bench.v3());
        v3.rejects(Rejection.VERSION, FIRST);
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = POSITIVE)
    void whatKeepalivedSendsIsTaken() {
        bench.passes(Bench.SECOND);
        bench.accepts(FIRST);
        bench.passes(Bench.SECOND);
        bench.accepts(SECOND);
        bench.passes(Bench.SECOND);
        bench.receives(RESIGNATION);
        assertEquals(bench.now + bench.router.status(bench.id).skewNanos(), bench.deadline());
        assertEquals(1, bench.statistics().priorityZeroReceived());
    }

    /** Bit for bit. */
    @Test
    @Proves(value = "2338-5.3.6-01", by = POSITIVE)
    void whatIsSentIsWhatKeepalivedSends() {
        Bench sender = Bench.of(config(KEY));
        sender.router.link("eth0", LinkStatus.up(List.of(KEEPALIVED)), sender.now);
        sender.router.start(sender.id, sender.now);
        sender.passes(Bench.DOWN + 4 * Bench.SECOND);
        sender.router.stop(sender.id, sender.now);

        List<Datagram> sent = sender.wire.takeSent();
        assertEquals(6, sent.size());
        assertEquals(FIRST, sent.get(0));
        assertEquals(SECOND, sent.get(1));
        assertEquals(RESIGNATION, sent.get(5));
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void aPacketIsTakenOnce() {
        bench.accepts(FIRST);
        bench.rejects(Rejection.REPLAY, FIRST);
        bench.receives(RESIGNATION);
        bench.rejects(Rejection.REPLAY, FIRST);
        bench.rejects(Rejection.REPLAY, SECOND);
        bench.rejects(Rejection.REPLAY, RESIGNATION);
        assertEquals(
                List.of(new Conflict.AuthenticationFailed(KEEPALIVED, Rejection.REPLAY)), bench.wire.takeConflicts());
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void aHeaderThatWasMadeWithAnotherKeyIsRejected() {
        Bench other = Bench.backup(config(AuthenticationKey.header("s3creT")));
        other.rejects(Rejection.AUTHENTICATION_FAILURE, FIRST);
        assertEquals(
                List.of(new Conflict.AuthenticationFailed(KEEPALIVED, Rejection.AUTHENTICATION_FAILURE)),
                other.wire.takeConflicts());
    }

    /** All but the VRID, which says whose key it would have been. */
    @Test
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void everySingleFlippedBitIsRejected() {
        for (int bit = 0; bit < FIRST.payload().length * 8; bit++) {
            byte[] flipped = FIRST.payload().clone();
            flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
            if (bit / 8 != AuthenticationHeader.BYTES + 1) {
                bench.rejects(Rejection.AUTHENTICATION_FAILURE, with(FIRST, KEEPALIVED, 1, flipped));
            }
        }
        bench.accepts(FIRST);
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void theHeaderIsTiedToItsIpPacket() {
        bench.rejects(Rejection.AUTHENTICATION_FAILURE, with(FIRST, KEEPALIVED, 2, FIRST.payload()));
        bench.rejects(Rejection.AUTHENTICATION_FAILURE, with(FIRST, IpAddress.of("10.9.0.2"), 1, FIRST.payload()));
        bench.accepts(FIRST);
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = NEGATIVE)
    void aTruncatedHeaderOrMessageIsRejected() {
        byte[] whole = FIRST.payload();
        int vridAt = AuthenticationHeader.BYTES + 1;
        for (int length = 0; length < whole.length; length++) {
            Datagram truncated = with(FIRST, KEEPALIVED, 1, Arrays.copyOf(whole, length));
            if (length <= vridAt) {
                bench.receives(truncated);
                assertEquals(length + 1, bench.router.statistics("eth0").vridErrors(), "names no virtual router");
            } else {
                bench.rejects(
                        length < AuthenticationHeader.BYTES + 8
                                ? Rejection.PACKET_LENGTH
                                : Rejection.AUTHENTICATION_FAILURE,
                        truncated);
            }
        }
        assertEquals(0, bench.statistics().advertisementsReceived());
    }

    /** A message of another type within a valid header. */
    @Test
    void theMessageWithinTheHeaderIsCheckedToo() {
        Advertisement simple = TestWire.advertisement(plain(text("s3cret")));
        byte[] wrapped = new AuthenticationHeader(KEY.secret())
                .wrap(AdvertisementCodec.encode(simple, KEEPALIVED, GROUP), KEEPALIVED, GROUP, 255, 9, 9);
        bench.rejects(Rejection.AUTHENTICATION_TYPE_MISMATCH, with(FIRST, KEEPALIVED, 9, wrapped));
    }

    @Test
    @Proves(value = "2338-5.3.6-01", by = BOTH)
    void theSequenceGoesOnOverAReconfiguration() {
        Bench sender = Bench.active(config(KEY));
        sender.passes(2 * Bench.SECOND);
        sender.router.reconfigure(sender.config.toBuilder().priority(60).build(), sender.now);
        sender.passes(2 * Bench.SECOND);
        assertEquals(List.of(2L, 3L, 4L, 5L), sequences(sender.wire.takeSent()));

        bench.accepts(FIRST);
        bench.router.reconfigure(
                bench.config.toBuilder().address("10.9.0.101/24").build(), bench.now);
        bench.rejects(Rejection.REPLAY, FIRST);
        bench.receives(SECOND);
        assertEquals(2, bench.statistics().advertisementsReceived());
    }

    @Test
    void aRouterGoesOnWithTheSequenceOfWhomItFollowed() {
        bench.receives(RESIGNATION);
        bench.passes(Bench.SECOND);
        assertEquals(List.of(7L), sequences(bench.wire.takeSent()));
    }

    /** Numbers are not kept over a restart. Until the other router is heard, what the restarted one says is taken for a replay. */
    @Test
    void aPeerThatRestartedIsInStepAsSoonAsItHasHeardAnother() {
        Bench running = Bench.backup(config(KEY));
        running.receives(RESIGNATION);
        Bench restarted = Bench.of(config(KEY).priority(200));
        restarted.router.link("eth0", LinkStatus.up(List.of(IpAddress.of(Bench.HIGHER))), restarted.now);
        restarted.router.start(restarted.id, restarted.now);
        running.passes(Bench.SKEW);
        assertEquals(State.ACTIVE, running.state());

        for (int tenths = 0; tenths < 60; tenths++) {
            running.passes(Bench.SECOND / 10);
            restarted.passes(Bench.SECOND / 10);
            List<Datagram> fromRestarted = restarted.wire.takeSent();
            running.wire.takeSent().forEach(restarted::receives);
            fromRestarted.forEach(running::receives);
        }

        assertEquals(State.ACTIVE, restarted.state());
        assertEquals(State.BACKUP, running.state());
        assertEquals(0, running.statistics().rejections(Rejection.REPLAY));
    }

    @Test
    void aPeerThatDidNotHearAnotherIsRejectedUntilTheOtherTakesOver() {
        Bench running = Bench.backup(config(KEY));
        running.receives(RESIGNATION);
        running.router.reprioritize(running.id, 1, running.now);
        Bench deaf = Bench.active(config(KEY).priority(200));
        deaf.router.link("eth0", LinkStatus.up(List.of(IpAddress.of(Bench.HIGHER))), deaf.now);
        deaf.passes(Bench.SECOND / 2);
        running.passes(2 * Bench.SKEW);
        assertEquals(State.ACTIVE, running.state());

        deaf.passes(Bench.SECOND);
        running.wire.takeSent();
        running.rejects(Rejection.REPLAY, deaf.wire.takeSent().get(0));
        running.passes(Bench.SECOND);
        running.wire.takeSent().forEach(deaf::receives);
        deaf.passes(Bench.SECOND);
        deaf.wire.takeSent().forEach(running::receives);

        assertEquals(State.ACTIVE, deaf.state());
        assertEquals(State.BACKUP, running.state());
    }

    /** Both go on with the number of the router that is gone, at the same time, again and again. */
    @Test
    @Proves(value = "2338-5.3.6-01", by = BOTH)
    void twoThatBecomeActiveAtOnceHearEachOtherThough() {
        Bench one = Bench.backup(config(KEY));
        Bench other = Bench.backup(config(KEY));
        other.router.link("eth0", LinkStatus.up(List.of(IpAddress.of(Bench.HIGHER))), other.now);
        one.receives(RESIGNATION);
        other.receives(RESIGNATION);
        one.passes(Bench.SKEW);
        other.passes(Bench.SKEW);
        List<Datagram> fromOne = one.wire.takeSent();
        List<Datagram> fromOther = other.wire.takeSent();
        assertEquals(sequences(fromOne), sequences(fromOther));

        fromOne.forEach(other::receives);
        fromOther.forEach(one::receives);

        assertEquals(State.BACKUP, one.state());
        assertEquals(State.ACTIVE, other.state());
        assertEquals(1, one.wire.takeSent().size(), "its last advertisement");
        one.rejects(Rejection.REPLAY, fromOther.get(0));
    }

    private static List<Long> sequences(List<Datagram> packets) {
        return packets.stream()
                .map(packet -> AuthenticationHeader.sequence(packet.payload()))
                .toList();
    }
}
