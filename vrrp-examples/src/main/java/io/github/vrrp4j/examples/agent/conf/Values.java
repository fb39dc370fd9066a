package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.Preset;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
        return number(text, 1, 255);
    }

    static int number(String text, int least, int most) {
        int number = number(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("number " + text + ": must be " + least + " to " + most);
        }
        return number;
    }

    /** An interval that a version can express; if that is not known, one that some version can. */
    static Interval interval(String text, Optional<Version> version) {
        Interval interval = Interval.of(seconds(text));
        version.ifPresent(known -> known.requireExpressible(interval));
        return interval;
    }

    static Duration seconds(String text) {
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException("seconds " + text + ": must be a number of seconds such as 1 or 0.25");
        }
        return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
    }

    static Duration seconds(String text, int most) {
        Duration seconds = seconds(text);
        if (seconds.compareTo(Duration.ofSeconds(most)) > 0) {
            throw new IllegalArgumentException("seconds " + text + ": must be 0 to " + most);
        }
        return seconds;
    }

    static Preset preset(String text) {
        for (Preset preset : Preset.values()) {
            if (preset.name().toLowerCase(Locale.ROOT).equals(text)) {
                return preset;
            }
        }
        throw new IllegalArgumentException("preset " + text + ": must be one of "
                + Arrays.stream(Preset.values())
                        .map(preset -> preset.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    static String state(String text) {
        if (!text.equals("MASTER") && !text.equals("BACKUP")) {
            throw new IllegalArgumentException("state " + text + ": must be MASTER or BACKUP");
        }
        return text;
    }
}
