package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every event in every situation against the {@link DecisionTable}: enumerated, not sampled. */
class DecisionTableTest {
    /**
     * Others than owners: 7 kinds of Backup (immediate and never preempting: quiet or resigned; delayed: quiet, waiting or
     * over), 3 of Active, 3 of Initialize; 4 events besides advertisements, 4 priorities times 3 addresses. Version 3: each with
     * two learned and two received intervals, over two families. Owners: in version 3 a Backup that is quiet or resigned with two
     * learned intervals, one Active, one Initialize, and 3 priorities; in version 2 Active and Initialize, which hear nothing.
     */
    private static final int CASES = (7 + 3 + 3) * (4 + 4 * 3)
            + 2 * (2 * (7 + 3 + 3) * (4 + 2 * 4 * 3))
            + 2 * ((2 * 2 + 1 + 1) * (4 + 2 * 3 * 3))
            + (1 + 1) * 4;

    @Test
    void everyEventInEverySituationDoesWhatTheTableSays() {
        List<Situation> situations = Situation.all();
        Set<DecisionTable.Row> used = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Situation situation : situations) {
            DecisionTable.Row row = DecisionTable.rowFor(situation);
            used.add(row);
            Rehearsal rehearsal = new Rehearsal(situation);
            Rehearsal.Outcome expected = rehearsal.expected(row);
            Rehearsal.Outcome actual = rehearsal.run();
            if (!expected.equals(actual)) {
                wrong.add(
                        "%s%n  row      %s%n  expected %s%n  but was  %s".formatted(situation, row, expected, actual));
            }
        }
        System.out.println("Decision table: " + situations.size() + " cases, " + used.size() + " rows");

        assertEquals(List.of(), wrong.subList(0, Math.min(wrong.size(), 5)), () -> wrong.size() + " cases are wrong");
        assertEquals(1936, situations.size());
        assertEquals(CASES, situations.size());
        assertEquals(CASES, Set.copyOf(situations).size());
        assertEquals(Set.copyOf(DecisionTable.ROWS), used);
    }
}
