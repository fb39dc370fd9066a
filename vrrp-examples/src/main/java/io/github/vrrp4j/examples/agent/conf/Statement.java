package io.github.vrrp4j.examples.agent.conf;

import java.util.List;
import java.util.Optional;

/**
 * A keyword, the rest of its line, and the block behind it.
 *
 * @param keyword the first word
 * @param args the other words of the line
 * @param line where the keyword stands, from 1
 * @param block what stands between its braces, if it has some
 */
record Statement(String keyword, List<String> args, int line, Optional<List<Statement>> block) {
    /** The line as it was written, in single spaces. */
    @Override
    public String toString() {
        return args.isEmpty() ? keyword : keyword + " " + String.join(" ", args);
    }
}
