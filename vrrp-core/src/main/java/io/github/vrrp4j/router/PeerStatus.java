package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;

/**
 * A router that was heard for a virtual router.
 *
 * @param address the source of its packets
 * @param priority what it advertised last; 0 if it resigned
 * @param interval its Advertisement_Interval
 * @param version the version that it speaks
 * @param lastHeardNanos when it was heard last, on the clock of the caller
 */
public record PeerStatus(IpAddress address, int priority, Interval interval, Version version, long lastHeardNanos) {}
