package io.github.vrrp4j.examples.wire.soak;

/** What happens to a host. */
enum Fault {
    /** Its process dies without a word, and is started again. */
    KILL,
    /** Its process is asked to end, and is started again. */
    STOP,
    /** Its process does not run for a while. */
    FREEZE,
    /** Its cable is pulled and plugged in, more than once perhaps. */
    FLAP,
    /** It is cut off behind its cable, so that nothing tells it. */
    CUT
}
