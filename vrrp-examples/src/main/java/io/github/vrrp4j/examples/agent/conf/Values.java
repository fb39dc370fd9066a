package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Values of keywords. As in the core, what is thrown names a value and, behind a colon, the rule that it breaks.
 */
final class Values {
    private Values() {}

    /** The rule in the message of an exception: the reader names keyword and value as the file has them. */
    static String rule(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(": ");
        return colon < 0 ? message : message.substring(colon + 2);
    }

    static Version version(String text) {
        return switch (text) {
            case "2" -> Version.V2;
            case "3" -> Version.V3;
            default -> throw new IllegalArgumentException("version " + text + ": must be 2 or 3");
        };
    }

    static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("number " + text + ": must be a whole number");
        }
        return Integer.parseInt(text);
    }

    static int priority(String text) {
        int priority = number(text);
        if (priority < 1 || priority > 255) {
            throw new IllegalArgumentException("priority " + text + ": must be 1 to 255");
        }
        return priority;
    }

    /** An interval that a version can express; if that is not known, one that some version can. */
    static Interval interval(String text, Optional<Version> version) {
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException("interval " + text + ": must be a number of seconds such as 1 or 0.25");
        }
        Interval interval = Interval.of(
                Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact()));
        version.ifPresent(known -> known.requireExpressible(interval));
        return interval;
    }

    static String state(String text) {
        if (!text.equals("MASTER") && !text.equals("BACKUP")) {
            throw new IllegalArgumentException("state " + text + ": must be MASTER or BACKUP");
        }
        return text;
    }
}
