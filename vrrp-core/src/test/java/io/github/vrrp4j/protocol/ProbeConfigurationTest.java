package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.packet.Refusal.assertRefusal;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static io.github.vrrp4j.protocol.Fixtures.v3OverIpv6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a router may ask whether it is cut off, and how often. */
class ProbeConfigurationTest {
    private static final ReachabilityProbe GATEWAY = ReachabilityProbe.of("192.0.2.254");

    @Test
    void nobodyIsAskedByDefault() {
        assertEquals(ReachabilityProbe.NONE, v3().build().probe());
        assertEquals(List.of(), ReachabilityProbe.NONE.targets());
        assertEquals(GATEWAY, v3().probe(GATEWAY).build().probe());
    }

    @Test
    void oneTargetIsAskedEverySecondAndThreeRoundsCount() {
        assertEquals(new ReachabilityProbe(List.of(IpAddress.of("192.0.2.254")), Duration.ofSeconds(1), 3, 1), GATEWAY);
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S, 1, 100", "PT1H, 100, 1"})
    void thePaceCanBeChosen(Duration interval, int fall, int rise) {
        assertEquals(
                new ReachabilityProbe(GATEWAY.targets(), interval, fall, rise), GATEWAY.every(interval, fall, rise));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0S", "PT0.009999999S", "PT1H0.000000001S"})
    void theIntervalIs10MillisecondsTo1Hour(Duration interval) {
        assertRefusal("probe interval", interval.toString(), "10 ms to 1 h", () -> GATEWAY.every(interval, 3, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void fallAndRiseAre1To100(int count) {
        String value = Integer.toString(count);
        assertRefusal("probe fall", value, "1 to 100", () -> GATEWAY.every(Duration.ofSeconds(1), count, 1));
        assertRefusal("probe rise", value, "1 to 100", () -> GATEWAY.every(Duration.ofSeconds(1), 1, count));
    }

    @Test
    void theTargetsAreDifferent() {
        List<IpAddress> twice = List.of(IpAddress.of("192.0.2.254"), IpAddress.of("192.0.2.254"));
        assertRefusal(
                "probe targets",
                "[192.0.2.254, 192.0.2.254]",
                "different",
                () -> new ReachabilityProbe(twice, Duration.ofSeconds(1), 3, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "224.0.0.18", "127.0.0.1", "0.0.0.0", "255.255.255.255"})
    void aTargetIsAnotherHostOfTheFamily(String target) {
        assertRefusal(
                "probe target",
                target,
                "another host",
                () -> v3().probe(ReachabilityProbe.of(target)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.254", "ff02::1", "::1", "::"})
    void soOverIpv6(String target) {
        assertRefusal(
                "probe target",
                target,
                "another host",
                () -> v3OverIpv6().probe(ReachabilityProbe.of(target)).build());
    }

    /** While Active the router would answer itself. */
    @Test
    void aTargetIsNoneOfTheVirtualAddresses() {
        assertRefusal(
                "probe target",
                "192.0.2.2",
                "virtual addresses",
                () -> v3().probe(ReachabilityProbe.of("192.0.2.2")).build());
    }

    @Test
    void aProbeDoesNotChange() {
        List<IpAddress> targets = new ArrayList<>(GATEWAY.targets());
        ReachabilityProbe probe = new ReachabilityProbe(targets, Duration.ofSeconds(1), 3, 1);
        targets.clear();
        assertEquals(GATEWAY, probe);
        assertThrows(UnsupportedOperationException.class, () -> probe.targets().clear());
    }
}
