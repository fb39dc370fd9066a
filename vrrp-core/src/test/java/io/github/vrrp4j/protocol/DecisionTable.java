package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

/**
 * RFC 9568 section 6.4 and RFC 3768 section 6.4 as a table, with the preempt delay. Deadlines: OWN is one own interval from now;
 * ADI is Active_Down_Interval from now, by the received interval or, at Startup, the own one; SKEW is Skew_Time from now, by the
 * interval learned before.
 */
final class DecisionTable {
    private static final String TEXT = """
            state      event       owner preempt   history       priority address version effects             next       deadline
            INITIALIZE STARTUP     true  *         *             *        *       *       PROMOTE:STARTUP     ACTIVE     OWN
            INITIALIZE STARTUP     false *         *             *        *       *       MOVE:STARTUP        BACKUP     ADI
            INITIALIZE SHUTDOWN    *     *         *             *        *       *       -                   INITIALIZE NEVER
            INITIALIZE EARLY_TIMER *     *         *             *        *       *       -                   INITIALIZE NEVER
            INITIALIZE TIMER       *     *         *             *        *       *       -                   INITIALIZE NEVER
            INITIALIZE ADVERT      *     *         *             *        *       *       -                   INITIALIZE NEVER
            BACKUP     STARTUP     *     *         *             *        *       *       -                   BACKUP     SAME
            BACKUP     SHUTDOWN    *     *         *             *        *       *       MOVE:SHUTDOWN       INITIALIZE NEVER
            BACKUP     EARLY_TIMER *     *         *             *        *       *       -                   BACKUP     SAME
            BACKUP     TIMER       *     *         QUIET|WAITING *        *       *       PROMOTE:ACTIVE_DOWN ACTIVE     OWN
            BACKUP     TIMER       *     *         RESIGNED      *        *       *       PROMOTE:RESIGNED    ACTIVE     OWN
            BACKUP     TIMER       *     *         OVER          *        *       *       PROMOTE:PREEMPTED   ACTIVE     OWN
            BACKUP     ADVERT      *     *         *             ZERO     *       *       -                   BACKUP     SKEW
            BACKUP     ADVERT      *     IMMEDIATE *             LOWER    *       *       -                   BACKUP     SAME
            BACKUP     ADVERT      *     NEVER     *             LOWER    *       *       -                   BACKUP     ADI
            BACKUP     ADVERT      *     DELAYED   QUIET|WAITING LOWER    *       *       -                   BACKUP     ADI
            BACKUP     ADVERT      *     DELAYED   OVER          LOWER    *       *       -                   BACKUP     SAME
            BACKUP     ADVERT      *     *         *             EQUAL    *       *       -                   BACKUP     ADI
            BACKUP     ADVERT      *     *         *             HIGHER   *       *       -                   BACKUP     ADI
            ACTIVE     STARTUP     *     *         *             *        *       *       -                   ACTIVE     SAME
            ACTIVE     SHUTDOWN    *     *         *             *        *       *       STOP:SHUTDOWN       INITIALIZE NEVER
            ACTIVE     EARLY_TIMER *     *         *             *        *       *       -                   ACTIVE     SAME
            ACTIVE     TIMER       *     *         *             *        *       *       ADV                 ACTIVE     OWN
            ACTIVE     ADVERT      *     *         *             ZERO     *       *       ADV                 ACTIVE     OWN
            ACTIVE     ADVERT      *     *         *             LOWER    *       V3      ADV                 ACTIVE     SAME
            ACTIVE     ADVERT      *     *         *             LOWER    *       V2      -                   ACTIVE     SAME
            ACTIVE     ADVERT      *     *         *             EQUAL    LOWER   V3      ADV                 ACTIVE     SAME
            ACTIVE     ADVERT      *     *         *             EQUAL    LOWER   V2      -                   ACTIVE     SAME
            ACTIVE     ADVERT      *     *         *             EQUAL    EQUAL   *       -                   ACTIVE     SAME
            ACTIVE     ADVERT      *     *         *             EQUAL    HIGHER  *       DEMOTE:TIE_BREAK    BACKUP     ADI
            ACTIVE     ADVERT      *     *         *             HIGHER   *       *       DEMOTE:OUTRANKED    BACKUP     ADI
            """;

    static final List<Row> ROWS =
            TEXT.lines().skip(1).map(line -> new Row(line.split(" +"))).toList();

    private DecisionTable() {}

    /** The table is complete, and no two rows contradict each other. */
    static Row rowFor(Situation situation) {
        List<Row> rows = ROWS.stream().filter(row -> row.covers(situation)).toList();
        assertEquals(1, rows.size(), () -> situation + " is covered by " + rows);
        return rows.get(0);
    }

    static final class Row {
        private final List<String> cells;

        Row(String[] cells) {
            this.cells = List.of(cells);
        }

        /** What has to be done; a change of state comes with its cause, as in PROMOTE:STARTUP. */
        String effects() {
            return cells.get(8);
        }

        State next() {
            return State.valueOf(cells.get(9));
        }

        String deadline() {
            return cells.get(10);
        }

        private boolean covers(Situation situation) {
            List<String> values = List.of(
                    situation.state().name(),
                    situation.event().name(),
                    Boolean.toString(situation.owner()),
                    situation.preempt().name(),
                    situation.history().name(),
                    situation.priority().name(),
                    situation.address().name(),
                    situation.protocol().name().substring(0, 2));
            for (int i = 0; i < values.size(); i++) {
                String cell = cells.get(i);
                if (!cell.equals("*") && !Arrays.asList(cell.split("\\|")).contains(values.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return String.join(" ", cells);
        }
    }
}
