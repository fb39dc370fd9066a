package io.github.vrrp4j.examples.agent.conf;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into words, braces and line ends. {@code #} and {@code !} begin a comment wherever they are not quoted. */
final class Lexer {
    enum Kind {
        WORD,
        OPEN,
        CLOSE,
        END_OF_LINE
    }

    record Token(Kind kind, String text, int line) {}

    private final String text;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    private Lexer(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    static List<Token> tokens(String text, Problems problems) {
        Lexer lexer = new Lexer(text, problems);
        while (lexer.position < text.length()) {
            lexer.step(text.charAt(lexer.position));
        }
        return lexer.tokens;
    }

    private void step(char next) {
        switch (next) {
            case '\n' -> {
                single(Kind.END_OF_LINE, next);
                line++;
            }
            case '{' -> single(Kind.OPEN, next);
            case '}' -> single(Kind.CLOSE, next);
            case '#', '!' -> position = endOfLine();
            default -> {
                if (Character.isWhitespace(next)) {
                    position++;
                } else {
                    word();
                }
            }
        }
    }

    private void single(Kind kind, char character) {
        tokens.add(new Token(kind, String.valueOf(character), line));
        position++;
    }

    private void word() {
        StringBuilder word = new StringBuilder();
        while (position < text.length() && !endsWord(text.charAt(position))) {
            char next = text.charAt(position);
            if (next == '"') {
                word.append(quoted());
            } else {
                word.append(next);
                position++;
            }
        }
        tokens.add(new Token(Kind.WORD, word.toString(), line));
    }

    private String quoted() {
        int start = position + 1;
        int end = text.indexOf('"', start);
        int endOfLine = endOfLine();
        if (end < 0 || end > endOfLine) {
            problems.error(line, text.substring(position, endOfLine).strip() + ": the quote is not closed in its line");
            position = endOfLine;
            return text.substring(start, endOfLine);
        }
        position = end + 1;
        return text.substring(start, end);
    }

    private int endOfLine() {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }

    private static boolean endsWord(char next) {
        return switch (next) {
            case '{', '}', '#', '!' -> true;
            default -> Character.isWhitespace(next);
        };
    }
}
