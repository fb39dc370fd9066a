package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transport is told of a takeover beforehand. */
class TakeoversTest {
    private final Bench bench = Bench.backup(Bench.v3());

    @Test
    void aTransportMayGetReadyForATakeover() {
        bench.wire.takeLog();
        bench.router.getReady();

        assertEquals(List.of("get ready on eth0"), bench.wire.takeLog());
        assertEquals(State.BACKUP, bench.state());
    }

    @Test
    void anActiveThatIsAboutToSendDoesNotMakeItGetReady() {
        bench.now = bench.deadline();
        bench.router.expire(bench.now);
        assertEquals(State.ACTIVE, bench.state());
        bench.wire.takeLog();
        bench.router.getReady();

        assertEquals(List.of(), bench.wire.takeLog());
    }
}
