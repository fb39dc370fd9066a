package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.simulation.Transcript;
import io.github.vrrp4j.simulation.Transcript.Entry;
import io.github.vrrp4j.simulation.Transcript.Frame;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what is done and what happens, each with its virtual time. What a host repeats is printed once. */
final class Script {
    private final PrintWriter out;
    private final Map<String, String> lastEvents = new HashMap<>();
    private final Map<String, String> lastAdvertisements = new HashMap<>();
    private boolean showsFrames;
    private int told;

    Script(PrintWriter out) {
        this.out = out;
    }

    /** Also prints advertisements, announcements, and answers to ARP requests. */
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

    /** Prints nothing of what has happened until now. */
    void skip(Transcript transcript) {
        told = transcript.entries().size();
    }

    /** Prints what has happened since the last time. */
    void follow(Transcript transcript) {
        List<Entry> entries = transcript.entries();
        for (Entry entry : entries.subList(told, entries.size())) {
            if (entry.frame().map(frame -> isOfInterest(entry, frame)).orElseGet(() -> isNew(lastEvents, entry))) {
                out.printf(Locale.ROOT, "%10.3f s     %-10s%s%n", seconds(entry.at()), entry.who(), entry.what());
            }
        }
        told = entries.size();
        out.flush();
    }

    private boolean isOfInterest(Entry entry, Frame frame) {
        FrameContent content = EthernetFrame.parse(frame.bytes());
        boolean wanted = content instanceof FrameContent.Packet
                ? isNew(lastAdvertisements, entry)
                : content instanceof FrameContent.Arp arp && (!arp.request() || arp.isGratuitous());
        return showsFrames && wanted;
    }

    private static boolean isNew(Map<String, String> last, Entry entry) {
        return !entry.what().equals(last.put(entry.who(), entry.what()));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
