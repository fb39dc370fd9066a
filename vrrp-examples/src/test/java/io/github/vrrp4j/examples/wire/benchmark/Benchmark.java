package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.RouterKind;

/** Something to measure. */
@FunctionalInterface
interface Benchmark {
    /** Measures one program, in a lab of its own that is gone afterwards. */
    void run(RouterKind kind, Report report, Options options);
}
