package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9568 section 6.1 and RFC 3768 section 6.1, to the nanosecond. */
class TimersTest {
    @ParameterizedTest
    @CsvSource({
        "V3, 100, 100, 609375000, 3609375000",
        "V3, 200, 100, 218750000, 3218750000",
        "V3, 254, 100, 7812500, 3007812500",
        "V3, 255, 100, 3906250, 3003906250",
        "V3, 1, 100, 996093750, 3996093750",
        "V3, 100, 10, 60937500, 360937500",
        "V3, 254, 10, 781250, 300781250",
        "V3, 100, 1, 6093750, 36093750",
        "V3, 254, 1, 78125, 30078125",
        "V3, 255, 1, 39062, 30039062",
        "V3, 101, 7, 42382812, 252382812",
        "V3, 150, 25, 103515625, 853515625",
        "V3, 100, 4095, 24953906250, 147803906250",
        "V3, 1, 4095, 40790039062, 163640039062",
        "V2, 100, 100, 609375000, 3609375000",
        "V2, 200, 300, 218750000, 9218750000",
        "V2, 254, 100, 7812500, 3007812500",
        "V2, 100, 25500, 609375000, 765609375000",
        "V2, 1, 25500, 996093750, 765996093750"
    })
    @Proves(
            value = {"9568-6.1-04", "3768-6.1-01", "ext-time-01"},
            by = POSITIVE)
    void skewTimeAndActiveDownIntervalAreExact(
            Version version, int priority, int centiseconds, long skewNanos, long downNanos) {
        Interval interval = Interval.ofCentiseconds(centiseconds);
        assertEquals(skewNanos, Timers.skewNanos(version, priority, interval));
        assertEquals(downNanos, Timers.activeDownNanos(version, priority, interval, 3));
    }
}
