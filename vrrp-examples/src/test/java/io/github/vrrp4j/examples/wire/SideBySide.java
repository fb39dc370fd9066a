package io.github.vrrp4j.examples.wire;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Plays in several labs at the same time, since most of it is waiting. */
final class SideBySide {
    private static final int LABS = 4;

    private SideBySide() {}

    /** Begins with all of them; each test waits for one and fails as that has failed. */
    static <T> Stream<DynamicTest> tests(List<T> all, Attempts.Play<T> play) {
        ExecutorService executor = Executors.newFixedThreadPool(LABS);
        List<Future<?>> played = all.stream()
                .<Future<?>>map(what -> executor.submit(() -> Attempts.play(what, play)))
                .toList();
        executor.shutdown();
        return IntStream.range(0, all.size())
                .mapToObj(i -> DynamicTest.dynamicTest(all.get(i).toString(), () -> isPlayed(played.get(i))));
    }

    private static void isPlayed(Future<?> played) throws Throwable {
        try {
            played.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
