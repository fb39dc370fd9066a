package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9568 sections 5.2.7 and 6.1, erratum 8301; RFC 3768 section 5.3.7. Never rounded. */
class IntervalTest {
    @ParameterizedTest
    @CsvSource({"1, 10000000", "10, 100000000", "100, 1000000000", "4095, 40950000000", "25500, 255000000000"})
    void aCentisecondIsTenMillionNanoseconds(int centiseconds, long nanos) {
        assertEquals(nanos, Interval.ofCentiseconds(centiseconds).nanos());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.01 s",
        "10, 0.1 s",
        "25, 0.25 s",
        "100, 1 s",
        "150, 1.5 s",
        "4095, 40.95 s",
        "25500, 255 s",
        "1000, 10 s"
    })
    void theTextIsInSeconds(int centiseconds, String text) {
        assertEquals(text, Interval.ofCentiseconds(centiseconds).toString());
    }

    @Test
    void theDefaultIsOneSecond() {
        assertEquals(Interval.ofSeconds(1), Interval.DEFAULT);
        assertEquals(Interval.ofCentiseconds(100), Interval.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 25_501, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void centisecondsAre1To25500(int centiseconds) {
        assertRefused(() -> Interval.ofCentiseconds(centiseconds), "interval", Integer.toString(centiseconds), "25500");
    }

    /** The last one is 4 centiseconds in 32 bits: it must not wrap around. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256, Integer.MAX_VALUE, 42_949_673})
    void secondsAre1To255(int seconds) {
        assertRefused(() -> Interval.ofSeconds(seconds), "interval", Integer.toString(seconds), "255");
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S, 1", "PT1S, 100", "PT40.95S, 4095", "PT255S, 25500"})
    void aDurationIsTakenExactly(Duration duration, int centiseconds) {
        assertEquals(Interval.ofCentiseconds(centiseconds), Interval.of(duration));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT-1S",
                "PT0.005S",
                "PT0.015S",
                "PT1.000000001S",
                "PT0.999999999S",
                "PT255.01S",
                "PT256S",
                "PT2562047788015H"
            })
    void aDurationThatTheWireCannotCarryIsRefused(String text) {
        Duration duration = Duration.parse(text);
        assertRefused(() -> Interval.of(duration), "interval", duration.toString(), "10 ms");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 4095})
    void version3CarriesUpTo4095Centiseconds(int centiseconds) {
        assertDoesNotThrow(() -> Version.V3.requireExpressible(Interval.ofCentiseconds(centiseconds)));
    }

    @ParameterizedTest
    @CsvSource({"4096, 40.96 s", "25500, 255 s"})
    void version3CarriesNothingLonger(int centiseconds, String text) {
        assertRefused(
                () -> Version.V3.requireExpressible(Interval.ofCentiseconds(centiseconds)),
                "interval",
                text,
                "version 3",
                "40.95 s");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255})
    void version2CarriesUpTo255Seconds(int seconds) {
        assertDoesNotThrow(() -> Version.V2.requireExpressible(Interval.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.01 s", "50, 0.5 s", "150, 1.5 s"})
    void version2CarriesWholeSecondsOnly(int centiseconds, String text) {
        assertRefused(
                () -> Version.V2.requireExpressible(Interval.ofCentiseconds(centiseconds)),
                "interval",
                text,
                "version 2",
                "whole seconds");
    }

    @Test
    void aVersionHasItsNumber() {
        assertEquals(2, Version.V2.number());
        assertEquals(3, Version.V3.number());
    }
}
