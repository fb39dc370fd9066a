package io.github.vrrp4j.pcap.transport;

/** Where captured frames go. */
@FunctionalInterface
interface Frames {
    /** Takes a frame that arrived so long ago, 0 nanoseconds or more, by the wall clock. */
    void accept(byte[] frame, long ageNanos);
}
