package io.github.vrrp4j.examples.wire.benchmark;

/**
 * What the capture saw, reduced to what figures are made of.
 *
 * @param nanos when, since 1970
 * @param host the number of the sender
 * @param vrid the virtual router, by its number or by its address
 * @param priority of an advertisement; 0 otherwise
 */
record Seen(long nanos, Kind kind, int host, int vrid, int priority) {
    /** The kinds of packets that count. */
    enum Kind {
        ADVERT,
        GRATUITOUS_ARP,
        /** A virtual address answers an echo request. */
        ANSWER
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
