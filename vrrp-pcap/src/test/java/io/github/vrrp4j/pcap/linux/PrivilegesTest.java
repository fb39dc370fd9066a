package io.github.vrrp4j.pcap.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
    @Test
    void rootLacksNothing() throws IOException {
        assertEquals(List.of(), Privileges.missing(List.of("Name:\tjava", "CapEff:\t000001ffffffffff")));
    }

    @Test
    void theTwoCapabilitiesAreEnough() throws IOException {
        assertEquals(List.of(), Privileges.missing(List.of("CapEff:\t0000000000003000")));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertEquals(List.of("CAP_NET_ADMIN", "CAP_NET_RAW"), Privileges.missing(List.of("CapEff:\t0000000000000000")));
        assertEquals(List.of("CAP_NET_ADMIN"), Privileges.missing(List.of("CapEff:\t0000000000002000")));
        assertEquals(List.of("CAP_NET_RAW"), Privileges.missing(List.of("CapEff:\t0000000000001000")));
    }

    @Test
    void aProcessWithoutAStatusIsAnError() {
        assertThrows(IOException.class, () -> Privileges.missing(List.of("Name:\tjava")));
    }
}
