package io.github.vrrp4j.examples.wire;

import io.github.vrrp4j.examples.wire.Story.Chapter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The agent with keepalived and with FRR's vrrpd: each pair lives through a story in a lab of its own, several side by side,
 * since most of it is waiting.
 */
@WireTest
class InteropIT {
    private static final int LABS = Integer.getInteger("vrrp.interop.labs", 4);

    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(LABS);

    @TestFactory
    Stream<DynamicTest> livesThroughEverythingThatCanHappen() {
        List<Pair> pairs = Matrix.pairs();
        List<Future<Map<Chapter, Duration>>> stories =
                pairs.stream().map(pair -> EXECUTOR.submit(() -> play(pair))).toList();
        return Stream.iterate(0, i -> i < pairs.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(pairs.get(i).toString(), () -> result(stories.get(i))));
    }

    private static Map<Chapter, Duration> play(Pair pair) {
        try (Lab lab = Lab.open()) {
            try {
                return Story.play(lab, pair);
            } catch (AssertionError | RuntimeException e) {
                System.out.println("Failed: " + pair + ": " + e + "\n" + lab.report());
                throw e;
            }
        }
    }

    private static Map<Chapter, Duration> result(Future<Map<Chapter, Duration>> story) throws Throwable {
        try {
            return story.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @AfterAll
    static void end() {
        EXECUTOR.shutdownNow();
    }
}
