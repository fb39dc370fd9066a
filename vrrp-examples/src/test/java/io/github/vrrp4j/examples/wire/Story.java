package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The life of two routers in which everything happens once that a matrix of interoperability has a column for. */
final class Story {
    /** What happens, in this order. */
    enum Chapter {
        /** Both start, and the better one is Active. */
        ELECTION("election", false),
        /** The better one dies without a word. */
        CRASH("crash", true),
        /** It returns and takes the addresses back. */
        PREEMPTION("preempt", true),
        /** It stops in order, with priority 0. */
        HANDOVER("priority 0", true),
        /** It returns without preemption and waits. */
        PATIENCE("nopreempt", false);

        private final String title;
        private final boolean interrupts;

        Chapter(String title, boolean interrupts) {
            this.title = title;
            this.interrupts = interrupts;
        }

        String title() {
            return title;
        }

        /** Whether the addresses move while a client uses them. */
        boolean interrupts() {
            return interrupts;
        }
    }

    private final Pair pair;
    private final Map<Chapter, Duration> outages = new EnumMap<>(Chapter.class);
    private final Duel duel;

    private Story(Lab lab, Pair pair) {
        this.pair = pair;
        duel = new Duel(lab, pair, true);
    }

    /**
     * Plays all chapters, and returns how long clients were without service in each.
     *
     * @throws SlowMachineException if it failed, but the routers did not get the time to do what they are to show
     */
    static Map<Chapter, Duration> play(Lab lab, Pair pair) {
        Story story = new Story(lab, pair);
        story.duel.play(story::play);
        return story.outages;
    }

    private void play() {
        long start = Capture.now();
        duel.begin();
        duel.isServedBy(duel.better(), start, "start");
        long elected = Capture.now();
        duel.nothingMoves(duel.better(), elected);
        outages.put(Chapter.ELECTION, Duration.ZERO);

        long death = Capture.now();
        crash(duel.better());
        outages.put(Chapter.CRASH, duel.isServedBy(duel.worse(), death, "crash of the Active"));
        duel.isSoleSenderSinceItsFirst(duel.worse(), death);

        duel.better().host().reconnect();
        long birth = Capture.now();
        duel.start(duel.better());
        outages.put(Chapter.PREEMPTION, duel.isServedBy(duel.better(), birth, "return of the better router"));
        duel.isSoleSenderSinceItsFirst(duel.better(), birth);

        long stop = Capture.now();
        duel.terminate(duel.better());
        outages.put(Chapter.HANDOVER, duel.isServedBy(duel.worse(), stop, "stop of the Active"));
        duel.resignedBefore(duel.better(), duel.worse(), stop);

        duel.letTheBetterNotPreempt();
        duel.start(duel.better());
        duel.nothingMoves(duel.worse(), Capture.now());
        duel.everyAdvertisementIsWellFormed();
        outages.put(Chapter.PATIENCE, Duration.ZERO);
    }

    /** The agent's addresses are leased: its process dies alone. Others leave theirs behind: their host dies. */
    private void crash(Site site) {
        if (site.kind() == RouterKind.AGENT) {
            duel.kill(site);
            duel.losesTheAddress(site);
        } else {
            duel.cutOff(site);
            duel.kill(site);
            site.host().removeLeftovers(site.config().prefixes());
        }
    }

    @Override
    public String toString() {
        return pair.toString();
    }
}
