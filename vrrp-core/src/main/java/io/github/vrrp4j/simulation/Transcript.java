package io.github.vrrp4j.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened on simulated LANs, in order. Two runs with the same seed give equal transcripts. Immutable.
 *
 * @param seed the seed of the simulation
 * @param entries what happened
 */
public record Transcript(long seed, List<Entry> entries) {
    /** Set to {@code true}, this system property makes {@link #assertMatches} write files instead of comparing with them. */
    public static final String REWRITE = "transcripts.rewrite";

    /** Keeps its own copy. */
    public Transcript {
        entries = List.copyOf(entries);
    }

    /**
     * One thing that happened.
     *
     * @param at when, in virtual time
     * @param who the host that it happened to or that did it
     * @param what it was, for people
     * @param frame the frame, if it is one that came to a switch
     */
    public record Entry(Duration at, String who, String what, Optional<Frame> frame) {
        /**
         * One line.
         *
         * @return time in seconds, host, and what happened
         */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%14.6f  %-8s  %s", at.toNanos() / 1e9, who, what);
        }
    }

    /**
     * A frame.
     *
     * @param lan the name of the LAN that it was sent on
     * @param bytes from its destination address on; nobody may change them
     */
    @SuppressWarnings("ArrayRecordComponent") // frames are bytes; they are compared by content below
    public record Frame(String lan, byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Frame that && lan.equals(that.lan) && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes on " + lan;
        }
    }

    /**
     * A part of this transcript.
     *
     * @param wanted which entries
     * @return those entries, in their order
     */
    public Transcript only(Predicate<Entry> wanted) {
        return new Transcript(seed, entries.stream().filter(wanted).toList());
    }

    /**
     * Compares the text of this transcript with a file; if the system property {@value #REWRITE} is {@code true}, writes the file
     * instead.
     *
     * @param golden a file in UTF-8, usually below {@code src/test/resources}
     * @throws AssertionError if they differ, or there is no such file
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public void assertMatches(Path golden) {
        try {
            if (Boolean.getBoolean(REWRITE)) {
                Files.createDirectories(golden.toAbsolutePath().getParent());
                Files.writeString(golden, toString());
                return;
            }
            if (!Files.exists(golden)) {
                throw new AssertionError(golden + " does not exist; -D" + REWRITE + "=true writes it");
            }
            compare(
                    golden,
                    Files.readString(golden).lines().toList(),
                    toString().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(Path golden, List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "(the end)";
            String got = i < actual.size() ? actual.get(i) : "(the end)";
            if (!wanted.equals(got)) {
                throw new AssertionError(golden + " line " + (i + 1) + ":\nexpected " + wanted + "\nbut was  " + got
                        + "\n-D" + REWRITE + "=true accepts the new transcript; it is:\n"
                        + String.join("\n", actual));
            }
        }
    }

    /**
     * Writes the frames to a file that Wireshark and tcpdump read (classic pcap, nanoseconds). The simulation begins at the epoch,
     * 1970-01-01. Both programs know only the pseudo-header form of the checksum of version 3 over IPv4, and call the other one
     * wrong.
     *
     * @param file where to
     * @throws UncheckedIOException if it cannot be written
     */
    public void writePcap(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            PcapWriter.write(this, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The transcript as people read it.
     *
     * @return a line for each entry
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry).append('\n'));
        return text.toString();
    }
}
