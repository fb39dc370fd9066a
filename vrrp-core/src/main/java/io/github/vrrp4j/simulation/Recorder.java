package io.github.vrrp4j.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Writes down what happens: always the last events, for failure messages; all of them, and frames, only if asked to. */
final class Recorder {
    private static final int KEPT = 256;
    private static final int SHOWN = 40;

    private final World world;
    private final Deque<Transcript.Entry> recent = new ArrayDeque<>();
    private final List<Transcript.Entry> all = new ArrayList<>();
    private boolean keepsAll;
    private boolean keepsFrames;

    Recorder(World world) {
        this.world = world;
    }

    void keep(boolean frames) {
        if (!keepsAll) {
            all.addAll(recent);
        }
        keepsAll = true;
        keepsFrames |= frames;
    }

    void event(String who, String what) {
        add(new Transcript.Entry(Duration.ofNanos(world.now()), who, what, Optional.empty()));
    }

    void frame(SimulatedPort from, byte[] bytes) {
        if (keepsFrames) {
            String what = from.name() + " > " + FrameText.of(bytes);
            Transcript.Frame frame = new Transcript.Frame(from.lan().name(), bytes);
            add(new Transcript.Entry(Duration.ofNanos(world.now()), from.host().name(), what, Optional.of(frame)));
        }
    }

    private void add(Transcript.Entry entry) {
        if (keepsAll) {
            all.add(entry);
        } else {
            if (recent.size() == KEPT) {
                recent.removeFirst();
            }
            recent.addLast(entry);
        }
    }

    Transcript transcript() {
        return new Transcript(world.seed, keepsAll ? all : List.copyOf(recent));
    }

    String tail() {
        List<Transcript.Entry> entries = transcript().entries();
        int from = Math.max(0, entries.size() - SHOWN);
        return new Transcript(world.seed, entries.subList(from, entries.size())).toString();
    }

    int kept() {
        return all.size() + recent.size();
    }
}
