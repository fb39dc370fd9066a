package io.github.vrrp4j.examples.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.examples.wire.Matrix.Row;
import io.github.vrrp4j.examples.wire.Story.Chapter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table in the README is that of the stories, which fail one by one if it says too much. */
class MatrixTest {
    private final List<String> lines = Readme.table().lines().skip(2).toList();

    @Test
    void theReadmeHasALineForEachPairOfTheMatrix() {
        List<String> expected = Matrix.rows().stream().map(Row::title).toList();
        assertEquals(
                expected,
                lines.stream().map(line -> line.substring(0, titleLength(line))).toList());
    }

    @Test
    void theReadmeSaysWhatEachBuildPlays() {
        List<Boolean> expected = Matrix.rows().stream().map(Row::isInEveryBuild).toList();
        assertEquals(
                expected, lines.stream().map(line -> line.endsWith("| yes |")).toList());
        assertEquals(8, expected.stream().filter(each -> each).count());
    }

    @Test
    void everyCellOfTheReadmeWasMeasured() {
        String number = "\\d+";
        for (int i = 0; i < lines.size(); i++) {
            Row row = Matrix.rows().get(i);
            String cell = row.pairs().size() == 1 ? number : number + " / " + number;
            StringBuilder pattern = new StringBuilder();
            for (Chapter chapter : Chapter.values()) {
                pattern.append(chapter.interrupts() ? cell : "yes").append(" \\| ");
            }
            String cells = lines.get(i).substring(titleLength(lines.get(i)));
            assertTrue(cells.matches(pattern + "(yes )?\\|"), lines.get(i));
        }
    }

    private static int titleLength(String line) {
        int at = 0;
        for (int i = 0; i < 5; i++) {
            at = line.indexOf('|', at) + 1;
        }
        return at + 1;
    }
}
