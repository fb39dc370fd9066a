package io.github.vrrp4j.examples.agent.conf;

import java.util.HashMap;
import java.util.Map;

/** What only one place of a file can have: the first one gets it, later ones are told where that is. */
final class Claims {
    private final Problems problems;
    private final Map<Object, Integer> lines = new HashMap<>();

    Claims(Problems problems) {
        this.problems = problems;
    }

    void claim(Object what, int line, String complaint) {
        Integer first = lines.putIfAbsent(what, line);
        if (first != null) {
            problems.error(line, complaint + " in line " + first);
        }
    }
}
