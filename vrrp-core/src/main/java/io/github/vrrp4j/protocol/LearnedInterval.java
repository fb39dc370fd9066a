package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Interval;

/**
 * How far a version 3 Backup follows the interval of the Active router (RFC 9568 section 6.4.2). One advertisement with the
 * longest interval, forged or misconfigured, makes it wait for up to 164 s.
 *
 * @param longest the longest interval that is learned
 * @param tooLong what happens to an advertisement with a longer one
 */
public record LearnedInterval(Interval longest, TooLong tooLong) {
    /** Any interval, as the RFC says; during coexistence also one that only version 2 can express (section 8.4.2). */
    public static final LearnedInterval ANY = new LearnedInterval(Interval.ofSeconds(255), TooLong.CLAMP);

    /** What happens to an advertisement with an interval longer than the longest. */
    public enum TooLong {
        /** It counts as if it had the longest interval that is learned. */
        CLAMP,
        /** It is discarded. */
        DISCARD
    }
}
