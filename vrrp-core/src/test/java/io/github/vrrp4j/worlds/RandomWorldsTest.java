package io.github.vrrp4j.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong, the rules hold; and when nothing goes wrong any more, the right router is Active in time. Each build lives
 * through the same worlds. {@code -Dvrrp.worlds} says how many others to live through, {@code -Dvrrp.seed} repeats the one that
 * failed, {@code -Dvrrp.threads} says how many live at the same time.
 */
class RandomWorldsTest {
    private static final @Nullable Long GIVEN = Long.getLong("vrrp.seed");
    private static final @Nullable Long OTHERS = Long.getLong("vrrp.worlds");
    private static final long EACH_BUILD = 20_000;
    private static final long WORLDS = OTHERS != null ? OTHERS : GIVEN != null ? 1 : EACH_BUILD;
    private static final int THREADS =
            Integer.getInteger("vrrp.threads", Runtime.getRuntime().availableProcessors());
    private static final long CHUNK = 100_000;

    private final long seed = GIVEN != null ? GIVEN : OTHERS != null ? System.nanoTime() : 1;
    private final AtomicLong next = new AtomicLong();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private final long started = System.nanoTime();

    @Test
    void inEveryWorldTheRulesHoldAndTheRightRouterWins() throws Throwable {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::live, "worlds " + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (wrong.get() != null) {
            throw wrong.get();
        }
        report(WORLDS);
    }

    private void live() {
        long number = next.getAndIncrement();
        while (number < WORLDS && wrong.get() == null) {
            try {
                new RandomWorld(seed + number).live();
            } catch (Throwable failure) {
                wrong.compareAndSet(null, failure);
            }
            number = next.getAndIncrement();
            if (number % CHUNK == 0 && number < WORLDS) {
                report(number);
            }
        }
    }

    private void report(long worlds) {
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d random worlds in %.0f s, %.0f a second, seeds from %d%n",
                worlds,
                seconds,
                worlds / seconds,
                seed);
    }
}
