package io.github.vrrp4j.examples.wire;

/** Plays again, at most three times, what shows nothing because the machine was too busy. */
final class Attempts {
    private static final int MOST = 3;

    private Attempts() {}

    /** What happens in a lab. */
    @FunctionalInterface
    interface Play<T> {
        /**
         * Does it.
         *
         * @throws SlowMachineException if it failed, but no router is to blame
         */
        void in(Lab lab, T what);
    }

    /** Plays in a new lab, and again in another one as long as the machine was too busy; {@code what} says what is played. */
    static <T> void play(T what, Play<T> play) {
        boolean done = false;
        for (int attempt = 1; !done; attempt++) {
            try (Lab lab = Lab.open()) {
                done = play(what, play, lab, attempt == MOST);
            }
        }
    }

    private static <T> boolean play(T what, Play<T> play, Lab lab, boolean last) {
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
