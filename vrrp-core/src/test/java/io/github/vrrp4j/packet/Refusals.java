package io.github.vrrp4j.packet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.function.Executable;

/** Checks that a caller's mistake is refused in words that help: the parameter, its value and the rule. */
public final class Refusals {
    private Refusals() {}

    /** The parts are what the message has to say, in any order and any case. */
    public static void assertRefused(Executable call, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message != null, "the refusal says nothing");
        for (String part : parts) {
            assertTrue(
                    message.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)),
                    () -> "\"" + message + "\" does not say \"" + part + "\"");
        }
    }
}
