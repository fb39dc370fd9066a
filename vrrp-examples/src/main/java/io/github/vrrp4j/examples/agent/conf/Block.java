package io.github.vrrp4j.examples.agent.conf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The statements of a block by their keywords, each of which may be there once. */
final class Block {
    private final Problems problems;
    private final List<String> keywords;
    private final Map<String, Statement> statements = new HashMap<>();

    Block(Problems problems, List<String> keywords) {
        this.problems = problems;
        this.keywords = keywords;
    }

    void addBlockOf(Statement parent) {
        if (parent.block().isEmpty()) {
            problems.error(parent.line(), parent + ": needs a block in braces");
        }
        parent.block().orElse(List.of()).forEach(this::add);
    }

    private void add(Statement statement) {
        if (!keywords.contains(statement.keyword())) {
            problems.unknown(statement);
            return;
        }
        Statement first = statements.putIfAbsent(statement.keyword(), statement);
        if (first != null) {
            problems.error(statement.line(), statement + ": is already given in line " + first.line());
        }
    }

    boolean has(String keyword) {
        return statements.containsKey(keyword);
    }

    /** Where a keyword stands that is there. */
    int line(String keyword) {
        return Objects.requireNonNull(statements.get(keyword), keyword).line();
    }

    /** The one value behind a keyword. Empty if it is not there, or wrong, which is then among the problems. */
    <T> Optional<T> value(String keyword, Function<String, T> reader) {
        return withArguments(keyword, 1).flatMap(statement -> {
            try {
                return Optional.of(reader.apply(statement.args().get(0)));
            } catch (IllegalArgumentException e) {
                problems.error(statement.line(), statement + ": " + Values.rule(e));
                return Optional.empty();
            }
        });
    }

    /** A keyword with whatever stands behind it. */
    Optional<Statement> statement(String keyword) {
        return Optional.ofNullable(statements.get(keyword));
    }

    /** Whether a keyword is there that stands for itself. */
    boolean flag(String keyword) {
        return withArguments(keyword, 0).isPresent();
    }

    /** What stands in the block behind a keyword. */
    Optional<List<Statement>> block(String keyword) {
        return statement(keyword).flatMap(statement -> {
            if (!statement.args().isEmpty()) {
                problems.error(statement.line(), statement + ": takes no value before its block");
            } else if (statement.block().isEmpty()) {
                problems.error(statement.line(), statement + ": needs a block in braces");
            }
            return statement.block();
        });
    }

    private Optional<Statement> withArguments(String keyword, int count) {
        return statement(keyword).filter(statement -> {
            if (statement.args().size() != count) {
                String rule = count == 0 ? "takes no value" : "takes one value";
                problems.error(statement.line(), statement + ": " + rule);
            } else if (statement.block().isPresent()) {
                problems.error(statement.line(), statement + ": takes no block");
            }
            return statement.args().size() == count && statement.block().isEmpty();
        });
    }
}
