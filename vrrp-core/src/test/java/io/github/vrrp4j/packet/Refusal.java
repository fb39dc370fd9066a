package io.github.vrrp4j.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What a {@link ConfigurationException} says of a caller's mistake, part by part. */
public final class Refusal {
    private Refusal() {}

    /** The rule has to contain a part; parameter and value have to be equal, and the message has to have all three. */
    public static void assertRefusal(String parameter, String value, String partOfRule, Executable call) {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, call);
        assertEquals(parameter, refusal.parameter());
        assertEquals(value, refusal.value());
        assertTrue(refusal.rule().contains(partOfRule), () -> refusal.rule() + " does not say " + partOfRule);
        assertEquals(parameter + " " + value + ": " + refusal.rule(), refusal.getMessage());
    }
}
