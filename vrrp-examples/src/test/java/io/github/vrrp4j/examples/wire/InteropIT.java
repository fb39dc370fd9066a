package io.github.vrrp4j.examples.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.examples.wire.Story.Chapter;
import io.github.vrrp4j.examples.wire.Story.SlowMachineException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The agent with itself, with keepalived and with FRR's vrrpd: each pair lives through a story in a lab of its own, several side
 * by side, since most of it is waiting. {@code -Dvrrp.interop=full} plays all of them, and with {@code -Dreadme.rewrite=true}
 * writes what was measured into the README.
 */
@WireTest
class InteropIT {
    private static final int LABS = 4;
    private static final int ATTEMPTS = 3;
    private static final String CHOICE = System.getProperty("vrrp.interop", "reduced");

    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(LABS);
    private static final Map<Pair, Map<Chapter, Duration>> OUTAGES = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> liveThroughEverythingThatHappensToRouters() {
        List<Pair> pairs = Matrix.pairs(CHOICE);
        List<Future<?>> stories = pairs.stream()
                .<Future<?>>map(pair -> EXECUTOR.submit(() -> play(pair)))
                .toList();
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        pairs.get(i).toString(), () -> isPlayedToItsEnd(pairs.get(i), stories.get(i))));
    }

    private static void play(Pair pair) {
        for (int attempt = 1; !OUTAGES.containsKey(pair); attempt++) {
            try (Lab lab = Lab.open()) {
                play(pair, lab, attempt);
            }
        }
    }

    private static void play(Pair pair, Lab lab, int attempt) {
        try {
            OUTAGES.put(pair, Story.play(lab, pair));
            lab.keepCapture(pair.toString());
        } catch (AssertionError | RuntimeException e) {
            System.out.println("Failed: " + pair + ": " + e.getMessage());
            if (!(e instanceof SlowMachineException) || attempt == ATTEMPTS) {
                System.out.println(lab.report());
                throw e;
            }
        }
    }

    private static void isPlayedToItsEnd(Pair pair, Future<?> story) throws Throwable {
        try {
            story.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
        assertEquals(EnumSet.allOf(Chapter.class), OUTAGES.get(pair).keySet());
    }

    @AfterAll
    static void writeWhatWasMeasured() {
        EXECUTOR.shutdownNow();
        if (Boolean.getBoolean("readme.rewrite") && OUTAGES.keySet().containsAll(Matrix.pairs("full"))) {
            Readme.rewrite(Matrix.table(OUTAGES));
        }
    }
}
