package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.simulation.Transcript;
import io.github.vrrp4j.simulation.Transcript.Entry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints what is done and what happens, each with its virtual time. */
final class Script {
    private final PrintWriter out;
    private final Map<String, String> lastAdvertisements = new HashMap<>();
    private boolean showsFrames;
    private int told;

    Script(PrintWriter out) {
        this.out = out;
    }

    /** Also prints advertisements that differ from the sender's last one, announcements, and answers to ARP requests. */
    void showFrames() {
        showsFrames = true;
    }

    /** Prints what is done to the network. */
    void done(Duration now, String what) {
        out.printf(Locale.ROOT, "%n%10.3f s  -- %s%n", seconds(now), what);
        out.flush();
    }

    /** Prints a line that belongs to no moment. */
    void say(String what) {
        out.println("              " + what);
        out.flush();
    }

    /** Prints what has happened since the last time. */
    void follow(Transcript transcript) {
        List<Entry> entries = transcript.entries();
        for (Entry entry : entries.subList(told, entries.size())) {
            if (entry.frame().isEmpty() || showsFrames && isOfInterest(entry)) {
                out.printf(Locale.ROOT, "%10.3f s     %-10s%s%n", seconds(entry.at()), entry.who(), entry.what());
            }
        }
        told = entries.size();
        out.flush();
    }

    private boolean isOfInterest(Entry entry) {
        Optional<FrameContent> content = entry.frame().map(frame -> EthernetFrame.parse(frame.bytes()));
        if (content.orElseThrow() instanceof FrameContent.Packet) {
            return !entry.what().equals(lastAdvertisements.put(entry.who(), entry.what()));
        }
        return content.orElseThrow() instanceof FrameContent.Arp arp && !arp.request() || isGratuitous(content);
    }

    private static boolean isGratuitous(Optional<FrameContent> content) {
        return content.orElseThrow() instanceof FrameContent.Arp arp && arp.isGratuitous();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
