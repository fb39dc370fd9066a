package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.RouterKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One table: a line for each figure, a column for each program. */
final class Report {
    private final Map<String, Map<RouterKind, String>> rows = new LinkedHashMap<>();
    private final List<RouterKind> columns;

    Report(List<RouterKind> columns) {
        this.columns = columns;
    }

    void add(RouterKind kind, String figure, String value) {
        rows.computeIfAbsent(figure, name -> new EnumMap<>(RouterKind.class)).put(kind, value);
        System.out.printf("%-12s %s: %s%n", kind, figure, value);
    }

    String text() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("figure"));
        columns.forEach(kind -> head.add(kind.toString()));
        lines.add(head);
        rows.forEach((figure, values) -> {
            List<String> line = new ArrayList<>(List.of(figure));
            columns.forEach(kind -> line.add(values.getOrDefault(kind, "")));
            lines.add(line);
        });
        int[] widths = new int[head.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            append(text, line, widths);
            if (line == head) {
                append(text, head.stream().map(cell -> "---").toList(), widths);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> line, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append(String.format("| %-" + widths[i] + "s ", line.get(i)));
        }
        text.append("|\n");
    }
}
