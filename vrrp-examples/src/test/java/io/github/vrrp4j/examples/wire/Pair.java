package io.github.vrrp4j.examples.wire;

/** Who meets whom: the better router has the higher priority. */
record Pair(RouterKind better, RouterKind worse, Setting setting) {
    Pair(RouterKind better, RouterKind worse, Dialect dialect) {
        this(better, worse, Setting.of(dialect));
    }

    @Override
    public String toString() {
        return better + " (better) and " + worse + ", " + setting;
    }
}
