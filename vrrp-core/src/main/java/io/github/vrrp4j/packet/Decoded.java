package io.github.vrrp4j.packet;

/** What bytes from the wire turned out to be: an {@link Advertisement}, or the {@link Rejection} that says why not. */
public sealed interface Decoded permits Advertisement, Rejection {}
