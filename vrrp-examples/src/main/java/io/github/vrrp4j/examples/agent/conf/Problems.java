package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.examples.agent.conf.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int errors;

    Problems(String file) {
        this.file = file;
    }

    void error(int line, String text) {
        found.add(new Problem(Severity.ERROR, file, line, text));
        errors++;
    }

    void warning(int line, String text) {
        found.add(new Problem(Severity.WARNING, file, line, text));
    }

    /** The keyword means nothing here, and neither does what stands in its block. */
    void unknown(Statement statement) {
        String what = statement.block().isPresent() ? "skipped with its block" : "skipped";
        warning(statement.line(), statement.keyword() + ": is not supported here, " + what);
    }

    int errors() {
        return errors;
    }

    /** In the order of the lines; those of one line as they were found. */
    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
