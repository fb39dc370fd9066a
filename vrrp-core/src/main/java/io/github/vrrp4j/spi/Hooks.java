package io.github.vrrp4j.spi;

/**
 * Everything a host plugs in around the protocol, besides the wire.
 *
 * @param addressHook makes the host answer for the virtual addresses
 * @param announcer tells the link about it
 * @param listener hears about it
 */
public record Hooks(AddressHook addressHook, Announcer announcer, VrrpListener listener) {
    /** No hook at all: the router takes part in elections, and nobody hears of it. */
    public static final Hooks NONE = new Hooks(AddressHook.NONE, Announcer.NONE, VrrpListener.NONE);
}
