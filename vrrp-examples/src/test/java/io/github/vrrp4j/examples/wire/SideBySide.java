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
    private static final int ATTEMPTS = 3;

    private SideBySide() {}

    /** What happens in a lab. */
    @FunctionalInterface
    interface Play<T> {
        void in(Lab lab, T what);
    }

    /** Begins with all of them; each test waits for one and fails as that has failed. */
    static <T> Stream<DynamicTest> tests(List<T> all, Play<T> play) {
        ExecutorService executor = Executors.newFixedThreadPool(LABS);
        List<Future<?>> played = all.stream()
                .<Future<?>>map(what -> executor.submit(() -> play(play, what)))
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

    private static <T> void play(Play<T> play, T what) {
        boolean done = false;
        for (int attempt = 1; !done; attempt++) {
            try (Lab lab = Lab.open()) {
                done = play(play, what, lab, attempt == ATTEMPTS);
            }
        }
    }

    private static <T> boolean play(Play<T> play, T what, Lab lab, boolean last) {
        try {
            play.in(lab, what);
            lab.keepCapture(what.toString());
            return true;
        } catch (AssertionError | RuntimeException e) {
            System.out.println("Failed: " + what + ": " + e.getMessage());
            if (e instanceof SlowMachineException && !last) {
                return false;
            }
            System.out.println(lab.report());
            throw e;
        }
    }
}
