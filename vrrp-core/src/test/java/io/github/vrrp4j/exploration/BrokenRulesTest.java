package io.github.vrrp4j.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exploration is worth something: whichever rule of the state machine is broken, it finds a way on which that shows. */
class BrokenRulesTest {
    static List<BrokenRule> brokenRules() {
        return BrokenRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void aBrokenRuleIsNoticed(BrokenRule broken, @TempDir Path directory) throws Exception {
        Optional<String> counterexample = BrokenMachine.hunt(broken, true, directory);

        print(broken, counterexample);
        assertTrue(counterexample.isPresent(), () -> "nobody would notice: " + broken);
    }

    /**
     * Even if no reaction is compared with section 6.4: it is enough that addresses are held exactly while Active, that only
     * Active routers send, that there is always a deadline, and that the right router wins in time.
     */
    @Test
    @EnabledIfSystemProperty(named = "vrrp.explore", matches = "full")
    void mostShowInTheWorldAsAWhole(@TempDir Path directory) throws Exception {
        List<BrokenRule> noticed = new ArrayList<>();
        for (BrokenRule broken : BrokenRules.ALL) {
            Path own = Files.createTempDirectory(directory, "broken");
            Optional<String> counterexample = BrokenMachine.hunt(broken, false, own);
            print(broken, counterexample);
            counterexample.ifPresent(found -> noticed.add(broken));
        }

        System.out.println("Without comparing reactions: " + noticed.size() + " of " + BrokenRules.ALL.size());
        assertTrue(noticed.size() > BrokenRules.ALL.size() / 2, noticed::toString);
    }

    @Test
    void noChangeIsNoViolation(@TempDir Path directory) throws Exception {
        String unchanged = "state = to;";
        BrokenRule none = new BrokenRule("none", "owner and backup", unchanged, unchanged);

        assertEquals(Optional.empty(), BrokenMachine.hunt(none, true, directory));
    }

    private static void print(BrokenRule broken, Optional<String> counterexample) {
        System.out.println("Broken: " + broken + System.lineSeparator() + "  " + counterexample.orElse("not noticed"));
    }
}
