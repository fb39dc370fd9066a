package io.github.vrrp4j.examples.wire;

import io.github.vrrp4j.examples.agent.VrrpAgent;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent in a JVM with so many objects that to collect garbage stops the world for long: {@code Ballast MILLISECONDS ARGUMENT...}.
 */
final class Ballast {
    private static final int FEWEST = 2_000_000;
    private static final int CHUNK = 100_000;

    /** Never collected. */
    private static final List<long[][]> OBJECTS = new ArrayList<>();

    private Ballast() {}

    /** Takes how long a collection is to last at least, and the agent's arguments. */
    public static void main(String... args) throws Exception {
        long wanted = Long.parseLong(args[0]);
        grow(FEWEST);
        for (long lasts = collect(); lasts < wanted; lasts = collect()) {
            grow(CHUNK * OBJECTS.size() / 4);
        }
        System.out.println("ballast: " + (long) CHUNK * OBJECTS.size() + " objects");
        VrrpAgent.main(List.of(args).subList(1, args.length).toArray(String[]::new));
    }

    private static void grow(int objects) {
        for (int i = 0; i < objects / CHUNK; i++) {
            long[][] chunk = new long[CHUNK][];
            for (int j = 0; j < CHUNK; j++) {
                chunk[j] = new long[1];
            }
            OBJECTS.add(chunk);
        }
    }

    /** How many milliseconds it takes, when nothing has to be moved any more. */
    private static long collect() {
        System.gc();
        long start = System.nanoTime();
        System.gc();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
