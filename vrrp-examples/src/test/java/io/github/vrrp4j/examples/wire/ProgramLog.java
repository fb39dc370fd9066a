package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a program logs from a moment on. */
final class ProgramLog {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path file;
    private final int from;

    private ProgramLog(Path file, int from) {
        this.file = file;
        this.from = from;
    }

    /** Leaves out what it has logged so far. */
    static ProgramLog fromNow(Path file) {
        return new ProgramLog(file, new ProgramLog(file, 0).lines().size());
    }

    /** Waits until it has told of something. */
    void tells(String what) {
        Await.until(
                LIMIT,
                file.getFileName() + " tells: " + what,
                () -> !lines(what).isEmpty(),
                () -> String.join("\n", lines()));
    }

    /** The lines so far that have this in them. */
    List<String> lines(String what) {
        return lines().stream().filter(line -> line.contains(what)).toList();
    }

    private List<String> lines() {
        try {
            List<String> all = Files.readAllLines(file);
            return all.subList(from, all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
