package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.FRR;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;

import io.github.vrrp4j.examples.wire.Story.Chapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who has to get on with whom, and how: all that the agent and the other one can do. */
final class Matrix {
    /** Each row is of a kind that no other one of a build is. */
    private static final List<String> IN_EVERY_BUILD = List.of(
            "keepalived v2/IPv4",
            "keepalived v3/IPv4, virtual MAC",
            "keepalived v3/IPv4, unicast",
            "keepalived v3/IPv6",
            "frr v2/IPv4",
            "frr v3/IPv4",
            "frr v3/IPv6, virtual MAC",
            "agent v3/IPv6, virtual MAC");

    private Matrix() {}

    /** One line of the table: a story with either router as the better one, or one story if they are the same. */
    record Row(RouterKind peer, Setting setting) {
        List<Pair> pairs() {
            Pair ours = new Pair(AGENT, peer, setting);
            return peer == AGENT ? List.of(ours) : List.of(ours, new Pair(peer, AGENT, setting));
        }

        boolean isInEveryBuild() {
            return IN_EVERY_BUILD.contains(toString());
        }

        /** The line of a table. Chapters in which nothing may be interrupted have only to come to their end. */
        String line(Map<Pair, Map<Chapter, Duration>> outages) {
            StringBuilder line = new StringBuilder(title());
            for (Chapter chapter : Chapter.values()) {
                List<String> cells = pairs().stream()
                        .map(pair ->
                                Long.toString(outages.get(pair).get(chapter).toMillis()))
                        .toList();
                line.append(chapter.interrupts() ? String.join(" / ", cells) : "yes")
                        .append(" | ");
            }
            return line.append(isInEveryBuild() ? "yes |" : "|").toString();
        }

        /** How its line begins. */
        String title() {
            return "| "
                    + String.join(" | ", peer.toString(), setting.dialect().toString(), setting.mac(), setting.cast())
                    + " | ";
        }

        @Override
        public String toString() {
            return peer + " " + setting;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (RouterKind peer : List.of(AGENT, KEEPALIVED, FRR)) {
            for (Dialect dialect : Dialect.OF_THE_MATRIX) {
                settings(peer, dialect).forEach(setting -> rows.add(new Row(peer, setting)));
            }
        }
        return rows;
    }

    private static List<Setting> settings(RouterKind peer, Dialect dialect) {
        Setting plain = Setting.of(dialect);
        return peer == FRR
                ? List.of(plain, plain.withVirtualMac())
                : List.of(
                        plain,
                        plain.withVirtualMac(),
                        plain.withUnicast(),
                        plain.withVirtualMac().withUnicast());
    }

    /** What to play: {@code full}, what is {@code reduced} to a build's share, or what a regular expression is found in. */
    static List<Pair> pairs(String choice) {
        Stream<Row> rows = rows().stream().filter(row -> !choice.equals("reduced") || row.isInEveryBuild());
        Pattern pattern = Pattern.compile(List.of("full", "reduced").contains(choice) ? "" : choice);
        return rows.flatMap(row -> row.pairs().stream())
                .filter(pair -> pattern.matcher(pair.toString()).find())
                .toList();
    }

    static String table(Map<Pair, Map<Chapter, Duration>> outages) {
        List<String> lines = new ArrayList<>();
        lines.add("| peer | version | MAC | to | "
                + String.join(
                        " | ", Stream.of(Chapter.values()).map(Chapter::title).toList())
                + " | each build |");
        lines.add("|---".repeat(5 + Chapter.values().length) + "|");
        rows().forEach(row -> lines.add(row.line(outages)));
        return String.join("\n", lines) + "\n";
    }
}
