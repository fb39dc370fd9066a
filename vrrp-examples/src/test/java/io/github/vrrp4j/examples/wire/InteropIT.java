package io.github.vrrp4j.examples.wire;

import io.github.vrrp4j.examples.wire.Story.Chapter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The agent with itself, with keepalived and with FRR's vrrpd: each pair lives through a story. {@code -Dvrrp.interop=full} plays
 * all of them, and with {@code -Dreadme.rewrite=true} writes what was measured into the README.
 */
@WireTest
class InteropIT {
    private static final String CHOICE = System.getProperty("vrrp.interop", "reduced");
    private static final Map<Pair, Map<Chapter, Duration>> OUTAGES = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> liveThroughEverythingThatHappensToRouters() {
        return SideBySide.tests(Matrix.pairs(CHOICE), (lab, pair) -> OUTAGES.put(pair, Story.play(lab, pair)));
    }

    @AfterAll
    static void writeWhatWasMeasured() {
        if (Boolean.getBoolean("readme.rewrite") && OUTAGES.keySet().containsAll(Matrix.pairs("full"))) {
            Readme.rewrite(Matrix.table(OUTAGES));
        }
    }
}
