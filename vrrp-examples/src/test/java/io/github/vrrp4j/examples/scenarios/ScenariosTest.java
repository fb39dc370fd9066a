package io.github.vrrp4j.examples.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
    static List<Scenario> all() {
        return Scenarios.ALL;
    }

    private static String played(Scenario scenario) {
        StringWriter out = new StringWriter();
        Scenarios.play(scenario.name(), new PrintWriter(out), true);
        return out.toString();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachPlaysAllItsVariantsAndSumsUp(Scenario scenario) {
        String text = played(scenario);

        assertTrue(text.startsWith(scenario.question()), text);
        for (Variant variant : scenario.variants()) {
            assertTrue(text.contains("=== " + scenario.name() + ": " + variant.title()), text);
        }
        String sum = text.substring(text.indexOf("In short"));
        long lines = sum.lines().filter(line -> line.startsWith("- ")).count();
        assertTrue(lines == scenario.variants().size() || sum.contains("- whichever way: "), sum);
        assertTrue(sum.lines().skip(1).allMatch(line -> line.contains("Without service: client1 ")), sum);
    }

    @Test
    void aSecondTimeIsLikeTheFirst() {
        Scenario cable = new Cable();
        assertEquals(played(cable), played(cable));
    }

    @Test
    void thePaceChangesNothing() {
        Stage watched = new Stage(new PrintWriter(new StringWriter()), Pace.WATCHABLE);
        Thread.currentThread().interrupt(); // nobody waits then
        try {
            Cable.unnoticed(watched);
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(Play.of(Cable::unnoticed).lan().transcript(), watched.lan().transcript());
    }

    @Test
    void namesAreDifferentAndListedWithTheirQuestions() {
        assertEquals(Scenarios.ALL.size(), new HashSet<>(Scenarios.names()).size());
        StringWriter out = new StringWriter();
        Scenarios.list(new PrintWriter(out));
        assertEquals(Scenarios.ALL.size(), out.toString().lines().count());
        assertTrue(out.toString().contains(new Cable().question()), out::toString);
    }

    @Test
    void anUnknownNameIsRefusedWithAllThatAreKnown() {
        PrintWriter out = new PrintWriter(new StringWriter());
        String message = assertThrows(IllegalArgumentException.class, () -> Scenarios.play("walk", out, true))
                .getMessage();
        assertTrue(message.contains("scenario walk: must be one of [state-master-on-both, "), message);
    }
}
