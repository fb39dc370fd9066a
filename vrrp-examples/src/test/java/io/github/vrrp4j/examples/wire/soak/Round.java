package io.github.vrrp4j.examples.wire.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** What happens between two looks at a network that is whole: one fault, or one on each host in each other's way. */
record Round(List<Happening> happenings) {
    /**
     * A fault.
     *
     * @param host 1 or 2
     * @param afterMillis how long after the one before it begins
     * @param forMillis how long it lasts
     * @param times how often
     */
    record Happening(Fault fault, int host, int afterMillis, int forMillis, int times) {
        @Override
        public String toString() {
            return fault + " r" + host + " for " + forMillis + " ms" + (times > 1 ? ", " + times + " times" : "");
        }
    }

    /** The second host's process dies and is born again; that of the first lives through all, and shows what leaks. */
    private static final int MORTAL = 2;

    private static final List<Fault> SURVIVED = List.of(Fault.FREEZE, Fault.FLAP, Fault.CUT);

    static Round draw(Random random) {
        List<Happening> happenings = new ArrayList<>();
        int first = 1 + random.nextInt(2);
        happenings.add(happening(random, first));
        if (random.nextInt(3) == 0) {
            happenings.add(happening(random, 3 - first));
        }
        return new Round(List.copyOf(happenings));
    }

    private static Happening happening(Random random, int host) {
        Fault fault = host == MORTAL
                ? Fault.values()[random.nextInt(Fault.values().length)]
                : SURVIVED.get(random.nextInt(SURVIVED.size()));
        // Around the times that count: Active_Down_Interval, and how long a lease lasts.
        int forMillis = random.nextInt(10) == 0 ? 5_000 : 20 + random.nextInt(random.nextBoolean() ? 500 : 3_500);
        int times = fault == Fault.FLAP ? 1 + random.nextInt(3) : 1;
        return new Happening(fault, host, random.nextInt(1_000), forMillis, times);
    }

    @Override
    public String toString() {
        return happenings.stream().map(Happening::toString).collect(Collectors.joining(" and "));
    }
}
