package io.github.vrrp4j.examples.wire;

/** What the capture tells apart. */
sealed interface Packet permits Advert, Resolution, Echo {
    /** When it crossed the bridge, in nanoseconds since 1970, by the clock of {@link Capture#now()}. */
    long timeNanos();

    /** The sender of the Ethernet frame. */
    String sourceMac();

    /** One line for a person, without the time; empty if not worth it. */
    String describe();
}
