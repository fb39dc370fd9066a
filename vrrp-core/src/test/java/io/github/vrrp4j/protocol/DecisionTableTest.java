package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every event in every situation against the {@link DecisionTable}: enumerated, not sampled. */
class DecisionTableTest {
    /** Startup, Shutdown, a resignation, a timer before its time, a timer. */
    private static final int EVENTS = 5;
    /** Four priorities from three addresses. */
    private static final int ADVERTS = 4 * 3;
    /** As there is no higher priority. */
    private static final int ADVERTS_TO_OWNERS = 3 * 3;
    /** Immediate: quiet, resigned, discarded, both. Never: quiet, resigned. Delayed: quiet, resigned, waiting, over. */
    private static final int BACKUPS = 4 + 2 + 4;
    /** By the kind of preemption, which concerns neither. */
    private static final int ACTIVES = 3;

    private static final int INITIALIZES = 3;
    /** By the version, and the three that can be said. */
    private static final int ANSWERS = 4;
    /** The configured priority, a higher and a lower one. */
    private static final int PRIORITIES = 3;

    private static final int V2 =
            PRIORITIES * ((BACKUPS + INITIALIZES) * (EVENTS + ADVERTS) + ACTIVES * (EVENTS + ANSWERS * ADVERTS));
    /** Two families, two learned intervals, two received ones. */
    private static final int V3 = 2
            * PRIORITIES
            * 2
            * ((BACKUPS + INITIALIZES) * (EVENTS + 2 * ADVERTS) + ACTIVES * (EVENTS + ANSWERS * 2 * ADVERTS));
    /** They preempt at once, are Backup because of another owner, and have learned nothing otherwise. */
    private static final int OWNERS_V2 = (4 + 1) * (EVENTS + ADVERTS_TO_OWNERS) + EVENTS + ANSWERS * ADVERTS_TO_OWNERS;

    private static final int OWNERS_V3 =
            2 * ((4 * 2 + 1) * (EVENTS + 2 * ADVERTS_TO_OWNERS) + EVENTS + ANSWERS * 2 * ADVERTS_TO_OWNERS);
    /** Initialize and Active, in version 2 and over both families of version 3. */
    private static final int DEAF_OWNERS = 3 * 2 * EVENTS;

    private static final int CASES = V2 + V3 + OWNERS_V2 + OWNERS_V3 + DEAF_OWNERS;

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
        assertEquals(10_009, situations.size());
        assertEquals(CASES, situations.size());
        assertEquals(CASES, Set.copyOf(situations).size());
        assertEquals(Set.copyOf(DecisionTable.ROWS), used);
    }
}
