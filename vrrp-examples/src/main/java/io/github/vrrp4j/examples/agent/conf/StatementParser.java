package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.examples.agent.conf.Lexer.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts words and braces together into a tree. Knows no keyword. Blocks are kept on a stack of its own, so that no file can nest
 * them too deeply.
 */
final class StatementParser {
    /** A block whose end has not been seen; the file itself is the outermost one. */
    private record Open(Optional<Statement> head, int line, List<Statement> children) {}

    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<String> words = new ArrayList<>();
    private int wordsLine;
    private boolean lineEnded;

    private StatementParser(Problems problems) {
        this.problems = problems;
        open.push(new Open(Optional.empty(), 0, new ArrayList<>()));
    }

    /** Returns the statements of the file. If braces or quotes do not match, that is in the problems, and the tree is a guess. */
    static List<Statement> parse(String text, Problems problems) {
        StatementParser parser = new StatementParser(problems);
        for (Token token : Lexer.tokens(text, problems)) {
            parser.take(token);
        }
        return parser.end();
    }

    private void take(Token token) {
        switch (token.kind()) {
            case WORD -> takeWord(token);
            // The statement may go on: a block's brace may stand alone in the next line.
            case END_OF_LINE -> lineEnded = true;
            case OPEN -> openBlock(token.line());
            case CLOSE -> closeBlock(token.line());
        }
    }

    private void takeWord(Token token) {
        if (lineEnded) {
            endStatement();
        }
        if (words.isEmpty()) {
            wordsLine = token.line();
        }
        words.add(token.text());
        lineEnded = false;
    }

    private void endStatement() {
        pending().ifPresent(statement -> children().add(statement));
        words.clear();
    }

    private Optional<Statement> pending() {
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Statement(
                        words.get(0), List.copyOf(words.subList(1, words.size())), wordsLine, Optional.empty()));
    }

    private void openBlock(int line) {
        Optional<Statement> head = pending();
        if (head.isEmpty()) {
            problems.error(line, "{: needs a keyword before it");
        }
        open.push(new Open(head, head.map(Statement::line).orElse(line), new ArrayList<>()));
        words.clear();
    }

    private void closeBlock(int line) {
        endStatement();
        if (open.size() == 1) {
            problems.error(line, "}: there is no open block that it could close");
            return;
        }
        Open closed = open.pop();
        Optional<List<Statement>> block = Optional.of(List.copyOf(closed.children));
        closed.head
                .map(head -> new Statement(head.keyword(), head.args(), head.line(), block))
                .ifPresent(statement -> children().add(statement));
    }

    private List<Statement> end() {
        endStatement();
        while (open.size() > 1) {
            Open unclosed = open.pop();
            String what = unclosed.head.map(head -> head + " {").orElse("{");
            problems.error(unclosed.line, what + ": the block is not closed");
        }
        return List.copyOf(children());
    }

    private List<Statement> children() {
        return open.element().children;
    }
}
