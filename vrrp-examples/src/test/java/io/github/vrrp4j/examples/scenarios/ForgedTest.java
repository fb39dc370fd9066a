package io.github.vrrp4j.examples.scenarios;

import static io.github.vrrp4j.examples.scenarios.Play.address;
import static io.github.vrrp4j.examples.scenarios.Play.causes;
import static io.github.vrrp4j.examples.scenarios.Play.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForgedTest {
    /** From the first forged advertisement to the last. */
    private static final Duration ATTACK = Duration.ofSeconds(Forged.TIMES - 1);

    /** Both take over at once, and the one that stays may announce the address again a second later. */
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    static Stream<Arguments> discarded() {
        return Stream.of(
                Arguments.of(plot(Forged::wrongTtl), Rejection.TTL),
                Arguments.of(plot(Forged::wrongChecksum), Rejection.CHECKSUM),
                Arguments.of(plot(Forged::intervalZero), Rejection.INTERVAL_ZERO),
                Arguments.of(plot(Forged::longIntervalRefused), Rejection.INTERVAL_TOO_LONG));
    }

    private static Function<Stage, String> plot(Function<Stage, String> plot) {
        return plot;
    }

    @ParameterizedTest
    @MethodSource("discarded")
    void whatFailsACheckIsCountedReportedOnceAndHasNoEffect(Function<Stage, String> plot, Rejection reason) {
        Stage stage = Play.of(plot);

        for (var router : List.of(stage.a(), stage.b())) {
            assertEquals(
                    Map.of(reason, (long) Forged.TIMES),
                    router.status().statistics().rejections());
            List<String> reports = stage
                    .lan()
                    .transcript()
                    .only(entry -> entry.who().equals(router.name())
                            && entry.what().contains("discards a packet from 10.9.0.66: " + reason))
                    .entries()
                    .stream()
                    .map(Object::toString)
                    .toList();
            assertEquals(1, reports.size(), reports::toString);
        }
        assertEquals(List.of("A"), address(stage));
        client(stage, 1).assertOutageAtMost(Duration.ZERO);
    }

    /** RFC 9568 section 9: nothing but the link protects from this. */
    @Test
    void priority255IsBelievedUntilItStops() {
        Stage stage = Play.of(Forged::priority255);

        assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN, Cause.OUTRANKED, Cause.ACTIVE_DOWN), causes(stage.a()));
        assertEquals(Map.of(), stage.a().status().statistics().rejections());
        stage.lan().assertHolds(stage.a(), Stage.VIRTUAL);
        client(stage, 1).assertServedBy(stage.a());
        client(stage, 1)
                .assertOutageAtMost(ATTACK.plus(Play.takeoverFromSilence()).plus(ONE_SECOND));
    }

    @Test
    void aLongIntervalIsLearnedAndMakesTheVictimsWait() {
        Stage stage = Play.of(Forged::longInterval);

        Duration wait = Play.activeDown(Duration.ofMillis(40_950));
        Duration outage = client(stage, 1).longestOutage();
        assertTrue(outage.compareTo(wait) > 0, outage::toString);
        client(stage, 1).assertOutageAtMost(ATTACK.plus(wait).plus(ONE_SECOND).plusMillis(11));
        assertEquals(Forged.TIMES, stage.b().status().statistics().intervalErrors());
        client(stage, 1).assertServedBy(stage.a());
    }
}
