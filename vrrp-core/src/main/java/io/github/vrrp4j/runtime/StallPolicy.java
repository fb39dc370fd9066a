package io.github.vrrp4j.runtime;

import io.github.vrrp4j.packet.ConfigurationException;
import java.time.Duration;

/**
 * When a late wake-up means that the machine or the process stood still, and how to find out what happened meanwhile. What arrived
 * is in the kernel then, since those who fetch it stood still, too: it is looked at before any Backup takes over, as it may prove
 * that the Active router is alive. {@linkplain io.github.vrrp4j.protocol.Policies#listensAfterStall() Whether it listens} before it acts,
 * and {@linkplain io.github.vrrp4j.protocol.Policies#takeoverPatience() how long a Backup waits} for what still waits
 * on this host, are policies of each virtual router.
 *
 * @param lateBy how late a wake-up has to be, 1 ms to 10 s; a busy machine is late, too
 * @param quietFor how long nothing must come until the kernel has handed out everything, 1 ms to 1 s; where packets keep coming, that
 *     ends after five times as long, and what still waits is known from {@link io.github.vrrp4j.spi.Transport#isBehind}
 */
public record StallPolicy(Duration lateBy, Duration quietFor) {
    /** 10 ms late, the shortest interval; then 10 ms without a packet. */
    public static final StallPolicy DEFAULT = new StallPolicy(Duration.ofMillis(10), Duration.ofMillis(10));

    /** Checks the ranges. */
    public StallPolicy {
        requireBetween("stall, late by", lateBy, Duration.ofSeconds(10));
        requireBetween("stall, quiet for", quietFor, Duration.ofSeconds(1));
    }

    private static void requireBetween(String name, Duration value, Duration longest) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(longest) > 0) {
            throw new ConfigurationException(name, value, "must be 1 ms to " + longest.toSeconds() + " s");
        }
    }
}
