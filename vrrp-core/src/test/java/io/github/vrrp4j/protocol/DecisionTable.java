package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

/**
 * RFC 9568 section 6.4 and RFC 3768 section 6.4 as a table, with the preempt delay, the resignation, and the three answers to a
 * router that has to yield. Deadlines: OWN is one own interval from now; ADI is Active_Down_Interval from now, by the received
 * interval or, at Startup and after a resignation, the own one; SKEW is Skew_Time from now, by the interval learned before. All
 * by the effective priority. Losing: BY_VERSION leaves the answer to the version.
 */
final class DecisionTable {
    private static final String TEXT = """
            state      event       role             preempt   history                     priority address version losing                      effects             next       deadline
            INITIALIZE STARTUP     OWNER|DEAF_OWNER *         *                           *        *       *       *                           PROMOTE:STARTUP     ACTIVE     OWN
            INITIALIZE STARTUP     NO_OWNER         *         *                           *        *       *       *                           MOVE:STARTUP        BACKUP     ADI
            INITIALIZE SHUTDOWN    *                *         *                           *        *       *       *                           -                   INITIALIZE NEVER
            INITIALIZE RESIGN      *                *         *                           *        *       *       *                           -                   INITIALIZE NEVER
            INITIALIZE EARLY_TIMER *                *         *                           *        *       *       *                           -                   INITIALIZE NEVER
            INITIALIZE TIMER       *                *         *                           *        *       *       *                           -                   INITIALIZE NEVER
            INITIALIZE ADVERT      *                *         *                           *        *       *       *                           -                   INITIALIZE NEVER
            BACKUP     STARTUP     *                *         *                           *        *       *       *                           -                   BACKUP     SAME
            BACKUP     SHUTDOWN    *                *         *                           *        *       *       *                           MOVE:SHUTDOWN       INITIALIZE NEVER
            BACKUP     RESIGN      *                *         *                           *        *       *       *                           -                   BACKUP     SAME
            BACKUP     EARLY_TIMER *                *         *                           *        *       *       *                           -                   BACKUP     SAME
            BACKUP     TIMER       *                *         QUIET|WAITING               *        *       *       *                           PROMOTE:ACTIVE_DOWN ACTIVE     OWN
            BACKUP     TIMER       *                *         RESIGNED|RESIGNED_DISCARDED *        *       *       *                           PROMOTE:RESIGNED    ACTIVE     OWN
            BACKUP     TIMER       *                *         OVER|DISCARDED              *        *       *       *                           PROMOTE:PREEMPTED   ACTIVE     OWN
            BACKUP     ADVERT      *                *         *                           ZERO     *       *       *                           -                   BACKUP     SKEW
            BACKUP     ADVERT      *                IMMEDIATE *                           LOWER    *       *       *                           -                   BACKUP     SAME
            BACKUP     ADVERT      *                NEVER     *                           LOWER    *       *       *                           -                   BACKUP     ADI
            BACKUP     ADVERT      *                DELAYED   QUIET|RESIGNED|WAITING      LOWER    *       *       *                           -                   BACKUP     ADI
            BACKUP     ADVERT      *                DELAYED   OVER                        LOWER    *       *       *                           -                   BACKUP     SAME
            BACKUP     ADVERT      *                *         *                           EQUAL    *       *       *                           -                   BACKUP     ADI
            BACKUP     ADVERT      *                *         *                           HIGHER   *       *       *                           -                   BACKUP     ADI
            ACTIVE     STARTUP     *                *         *                           *        *       *       *                           -                   ACTIVE     SAME
            ACTIVE     SHUTDOWN    *                *         *                           *        *       *       *                           STOP:SHUTDOWN       INITIALIZE NEVER
            ACTIVE     RESIGN      *                *         *                           *        *       *       *                           STOP:RESIGN_REQUEST BACKUP     ADI
            ACTIVE     EARLY_TIMER *                *         *                           *        *       *       *                           -                   ACTIVE     SAME
            ACTIVE     TIMER       *                *         *                           *        *       *       *                           ADV                 ACTIVE     OWN
            ACTIVE     ADVERT      *                *         *                           ZERO     *       *       *                           ADV                 ACTIVE     OWN
            ACTIVE     ADVERT      *                *         *                           LOWER    *       V3      BY_VERSION                  ADV                 ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           LOWER    *       V2      BY_VERSION                  -                   ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           LOWER    *       *       ADVERTISE                   ADV                 ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           LOWER    *       *       ADVERTISE_AND_RESTART_TIMER ADV                 ACTIVE     OWN
            ACTIVE     ADVERT      *                *         *                           LOWER    *       *       DISCARD                     -                   ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           EQUAL    LOWER   V3      BY_VERSION                  ADV                 ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           EQUAL    LOWER   V2      BY_VERSION                  -                   ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           EQUAL    LOWER   *       ADVERTISE                   ADV                 ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           EQUAL    LOWER   *       ADVERTISE_AND_RESTART_TIMER ADV                 ACTIVE     OWN
            ACTIVE     ADVERT      *                *         *                           EQUAL    LOWER   *       DISCARD                     -                   ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           EQUAL    EQUAL   *       *                           -                   ACTIVE     SAME
            ACTIVE     ADVERT      *                *         *                           EQUAL    HIGHER  *       *                           DEMOTE:TIE_BREAK    BACKUP     ADI
            ACTIVE     ADVERT      *                *         *                           HIGHER   *       *       *                           DEMOTE:OUTRANKED    BACKUP     ADI
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
        private static final int CONDITIONS = 9;

        private final List<String> cells;
        private final List<List<String>> conditions;

        Row(String[] cells) {
            this.cells = List.of(cells);
            conditions = this.cells.stream()
                    .limit(CONDITIONS)
                    .map(cell -> Arrays.asList(cell.split("\\|")))
                    .toList();
        }

        /** What has to be done; a change of state comes with its cause, as in PROMOTE:STARTUP. */
        String effects() {
            return cells.get(CONDITIONS);
        }

        State next() {
            return State.valueOf(cells.get(CONDITIONS + 1));
        }

        String deadline() {
            return cells.get(CONDITIONS + 2);
        }

        private boolean covers(Situation situation) {
            List<String> values = List.of(
                    situation.past().state().name(),
                    situation.event().kind().name(),
                    situation.setting().role().name(),
                    situation.setting().preempt().name(),
                    situation.past().history().name(),
                    situation.event().priority().name(),
                    situation.event().address().name(),
                    situation.setting().protocol().name().substring(0, 2),
                    situation.setting().losing().name());
            for (int i = 0; i < CONDITIONS; i++) {
                List<String> condition = conditions.get(i);
                if (!condition.get(0).equals("*") && !condition.contains(values.get(i))) {
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
