package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of the README that the tests write. */
final class Readme {
    private static final Path FILE = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- written by InteropIT -->\n";
    private static final String END = "<!-- end -->\n";

    private Readme() {}

    static String table() {
        String text = text();
        return text.substring(begin(text), end(text));
    }

    static void rewrite(String table) {
        String text = text();
        try {
            Files.writeString(FILE, text.substring(0, begin(text)) + table + text.substring(end(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int begin(String text) {
        return find(text, BEGIN) + BEGIN.length();
    }

    private static int end(String text) {
        return find(text, END);
    }

    private static int find(String text, String marker) {
        int at = text.indexOf(marker);
        if (at < 0) {
            throw new IllegalStateException(FILE + " has no line " + marker.strip());
        }
        return at;
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
