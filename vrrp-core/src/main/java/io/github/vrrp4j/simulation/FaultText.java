package io.github.vrrp4j.simulation;

import java.util.ArrayList;
import java.util.List;

/** Faults in words. */
final class FaultText {
    private FaultText() {}

    static String of(Conditions conditions) {
        List<String> words = new ArrayList<>();
        add(words, "loss", conditions.loss());
        add(words, "duplication", conditions.duplication());
        add(words, "reordering", conditions.reordering());
        add(words, "corruption", conditions.corruption());
        return words.isEmpty() ? "nothing is lost" : String.join(", ", words);
    }

    private static void add(List<String> words, String what, double probability) {
        if (probability > 0) {
            words.add(what + " " + probability);
        }
    }
}
