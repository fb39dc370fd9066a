package io.github.vrrp4j.examples.wire;

import io.github.vrrp4j.examples.agent.VrrpAgent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The agent in a JVM with so many objects that to collect garbage stops the world for long: {@code Ballast MILLISECONDS ARGUMENT...}.
 */
final class Ballast {
    private static final int FEWEST_CHAINS = 2;
    private static final int LENGTH = 1_000_000;

    /** Never collected. Each holds on to the next one of its chain. */
    private static final List<Object[]> CHAINS = new ArrayList<>();

    private static final Random ORDER = new Random(1);

    private Ballast() {}

    /** Takes how long a collection is to last at least, and the agent's arguments. */
    public static void main(String... args) throws Exception {
        long wanted = Long.parseLong(args[0]);
        grow(FEWEST_CHAINS);
        for (long lasts = collect(); lasts < wanted; lasts = collect()) {
            grow(Math.max(1, CHAINS.size() / 4));
        }
        System.out.println("ballast: " + (long) LENGTH * CHAINS.size() + " objects");
        VrrpAgent.main(List.of(args).subList(1, args.length).toArray(String[]::new));
    }

    private static void grow(int chains) {
        for (int i = 0; i < chains; i++) {
            CHAINS.add(chain());
        }
    }

    /** Its neighbours are far from each other in memory: the collector has to wait for each, so that few are enough. */
    private static Object[] chain() {
        Object[][] objects = new Object[LENGTH][1];
        Collections.shuffle(Arrays.asList(objects), ORDER);
        for (int i = 1; i < LENGTH; i++) {
            objects[i - 1][0] = objects[i];
        }
        return objects[0];
    }

    /** How many milliseconds it takes, when nothing has to be moved any more. */
    private static long collect() {
        System.gc();
        long start = System.nanoTime();
        System.gc();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
