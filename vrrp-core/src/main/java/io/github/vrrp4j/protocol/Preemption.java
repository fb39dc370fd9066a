package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ConfigurationException;
import java.time.Duration;

/**
 * Preempt_Mode (RFC 9568 section 6.1): whether a Backup of higher priority takes over from a working Active of lower priority.
 * It does so by no longer listening to it, never at once. An address owner always preempts; anything else is refused for it.
 *
 * @param enabled Preempt_Mode
 * @param delay how long the lower Active is still listened to after it was first heard; zero if not enabled. It never delays a
 *     takeover when nobody is Active.
 */
public record Preemption(boolean enabled, Duration delay) {
    /** Preempt_Mode true, as both RFCs default to. */
    public static final Preemption IMMEDIATE = new Preemption(true, Duration.ZERO);

    /** Preempt_Mode false. */
    public static final Preemption NEVER = new Preemption(false, Duration.ZERO);

    /** Checks that the delay is not negative, at most one day, and zero without preemption. */
    public Preemption {
        if (delay.isNegative() || delay.compareTo(Duration.ofDays(1)) > 0) {
            throw new ConfigurationException("preempt delay", delay, "must be 0 to 1 day");
        }
        if (!enabled && !delay.isZero()) {
            throw new ConfigurationException("preempt delay", delay, "there is none without preemption");
        }
    }

    /**
     * Preempt_Mode true, but only after a delay.
     *
     * @param delay 0 to 1 day
     * @return the choice
     */
    public static Preemption after(Duration delay) {
        return new Preemption(true, delay);
    }
}
