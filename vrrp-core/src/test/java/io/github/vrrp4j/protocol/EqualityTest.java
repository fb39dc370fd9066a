package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records that compare themselves. */
class EqualityTest {
    /** Of each kind, values that differ from the first one in one component. */
    static List<List<Object>> different() {
        return List.of(
                List.of(Interval.ofCentiseconds(1), Interval.ofCentiseconds(2)),
                List.of(
                        new IpAddress(Family.IPV6, 1, 2),
                        new IpAddress(Family.IPV6, 1, 3),
                        new IpAddress(Family.IPV6, 2, 2)),
                List.of(new IpAddress(Family.IPV4, 0, 1), new IpAddress(Family.IPV4, 0, 2)),
                List.of(id("eth0", 51, Family.IPV4), id("eth1", 51, Family.IPV4), id("eth0", 52, Family.IPV4)),
                List.of(id("eth0", 51, Family.IPV4), id("eth0", 51, Family.IPV6)));
    }

    private static VirtualRouterId id(String interfaceName, int vrid, Family family) {
        return new VirtualRouterId(interfaceName, new Vrid(vrid), family);
    }

    @ParameterizedTest
    @MethodSource("different")
    void oneThatDiffersInOneComponentIsAnother(List<Object> values) {
        Object first = values.get(0);
        for (Object other : values.subList(1, values.size())) {
            assertNotEquals(first, other);
            assertNotEquals(first.hashCode(), other.hashCode());
        }
        assertNotEquals(first, "something else");
        assertNotEquals(first, null);
    }

    @Test
    void oneOfTheSameComponentsIsTheSame() {
        assertEquals(different(), different());
        assertEquals(different().hashCode(), different().hashCode());
    }

    @Test
    void zeroOfOneFamilyIsNotZeroOfTheOther() {
        assertNotEquals(new IpAddress(Family.IPV4, 0, 0), new IpAddress(Family.IPV6, 0, 0));
    }
}
