package io.github.vrrp4j.protocol;

/** What it takes to change a parameter of a running virtual router. From harmless to not. */
public enum Impact {
    /** Takes effect at once; state and timers stay. */
    LIVE,
    /** Takes effect at once, and can decide the election otherwise, now or as long as the peers do not have it too. */
    RE_ELECTION,
    /** Is another virtual router: the old one has to be stopped and the new one started. */
    RESTART
}
