package io.github.vrrp4j.exploration;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule that is broken on purpose by a change of the source of the state machine.
 *
 * @param rule what is broken, with the section of RFC 9568
 * @param scenario where that can be noticed
 * @param old what the source says; blanks and line ends are all the same
 * @param broken what it says instead
 */
record BrokenRule(String rule, String scenario, String old, String broken) {
    String applyTo(String source) {
        Pattern pattern = Pattern.compile(
                Arrays.stream(old.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
        long occurrences = pattern.matcher(source).results().count();
        if (occurrences != 1) {
            throw new AssertionError(
                    "\"" + rule + "\" no longer fits the source, which has this " + occurrences + " times: " + old);
        }
        return pattern.matcher(source).replaceFirst(Matcher.quoteReplacement(broken));
    }

    @Override
    public String toString() {
        return rule;
    }
}
