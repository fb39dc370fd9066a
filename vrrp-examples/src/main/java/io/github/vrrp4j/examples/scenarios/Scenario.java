package io.github.vrrp4j.examples.scenarios;

import java.util.List;

/** A question about failover, and the ways to try it. */
interface Scenario {
    /** What to call it on the command line. */
    String name();

    /** What an operator asks, in a line. */
    String question();

    /** The ways to try it: each has a network of its own. */
    List<Variant> variants();
}
