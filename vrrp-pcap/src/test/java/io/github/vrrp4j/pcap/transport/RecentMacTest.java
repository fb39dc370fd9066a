package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecentMacTest {
    private static final MacAddress FIRST = new MacAddress(0x02_00_00_00_00_01L);
    private static final MacAddress SECOND = new MacAddress(0x02_00_00_00_00_02L);

    private MacAddress mac = FIRST;
    private boolean gone;
    private int questions;
    private long nanos;
    private final RecentMac recent = new RecentMac(this::answer, () -> nanos);

    private MacAddress answer() throws IOException {
        questions++;
        if (gone) {
            throw new IOException("v0: no such interface");
        }
        return mac;
    }

    @Test
    void theKernelIsAskedOnceInHalfASecond() throws IOException {
        for (nanos = 0; nanos < 1_000_000_000; nanos += 10_000_000) {
            assertEquals(FIRST, recent.get());
        }
        assertEquals(2, questions);
    }

    @Test
    void aNewOneIsNoticedAfterHalfASecond() throws IOException {
        recent.get();
        mac = SECOND;

        nanos = 499_999_999;
        assertEquals(FIRST, recent.get());
        nanos = 500_000_000;
        assertEquals(SECOND, recent.get());
    }

    @Test
    void aNewOneIsNoticedAtOnceByWhoWantsTheOneOfNow() throws IOException {
        recent.get();
        mac = SECOND;

        assertEquals(SECOND, recent.now());
        assertEquals(SECOND, recent.get());
    }

    @Test
    void whatIsForgottenIsAskedForAgain() throws IOException {
        recent.get();
        mac = SECOND;

        recent.forget();

        assertEquals(SECOND, recent.get());
    }

    @Test
    void anInterfaceThatIsGoneHasNone() throws IOException {
        recent.get();
        gone = true;

        assertThrows(IOException.class, recent::now);
        assertThrows(IOException.class, recent::get);
    }
}
