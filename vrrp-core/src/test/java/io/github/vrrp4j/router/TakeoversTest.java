package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.protocol.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transport has to do with a takeover beforehand. */
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

    @Test
    void aTransportThatFailsBeforehandDoesNotKeepItFromTakingOver() {
        bench.wire.broken = true;
        bench.wire.takeLog();
        bench.router.getReady();
        bench.now = bench.deadline();
        bench.router.expire(bench.now);

        assertEquals(State.ACTIVE, bench.state());
        List<String> log = bench.wire.takeLog();
        assertTrue(log.contains("failed getting ready for a takeover: broken"), log::toString);
        assertTrue(log.contains("failed asking whether packets wait: broken"), log::toString);
    }
}
