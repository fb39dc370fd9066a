package io.github.vrrp4j.examples.wire;

/** Who meets whom: the better router has the higher priority. */
record Pair(RouterKind better, RouterKind worse, Timing timing) {
    @Override
    public String toString() {
        return better + " (better) and " + worse + ", " + timing;
    }
}
