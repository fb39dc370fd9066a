package io.github.vrrp4j.examples.scenarios;

import java.util.function.Function;

/**
 * One way to try a scenario.
 *
 * @param title what is special about it
 * @param plot does it, and returns what came out, in a sentence that is computed from what happened
 */
record Variant(String title, Function<Stage, String> plot) {}
