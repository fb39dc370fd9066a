package io.github.vrrp4j.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 1071: carries are added until there are none, also those that adding carries brings. */
class InternetChecksumTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                1,
                0xfffe,
                0x1_0000,
                0x1_ffff,
                0xffff_fffeL,
                0x1_0000_0000L,
                0x1_0000_ffffL,
                0x0001_0000_ffff_ffffL,
                0x7fff_ffff_ffff_fffeL
            })
    void foldingKeepsTheRemainder(long sum) {
        assertEquals(sum % 0xffff, InternetChecksum.fold(sum));
    }

    /** Ones' complement has two zeros; only a sum of nothing gives the first. */
    @ParameterizedTest
    @ValueSource(
            longs = {0xffff, 0x1_fffe, 0xffff_ffffL, 0x1_fffe_0000L, 0x0001_0000_ffff_fffeL, 0x7fff_ffff_ffff_8000L})
    void aMultipleOf65535IsMinusZero(long sum) {
        assertEquals(0, sum % 0xffff);
        assertEquals(0xffff, InternetChecksum.fold(sum));
    }

    @Test
    void nothingIsZero() {
        assertEquals(0, InternetChecksum.fold(0));
    }
}
