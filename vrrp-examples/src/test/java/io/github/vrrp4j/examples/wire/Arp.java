package io.github.vrrp4j.examples.wire;

/** An ARP packet as it was seen. */
record Arp(
        long timeNanos,
        String sourceMac,
        boolean request,
        String senderMac,
        String senderAddress,
        String targetMac,
        String targetAddress)
        implements Packet {
    /** Asks or answers for the sender's own address: it tells everybody where that address is. */
    boolean gratuitous() {
        return senderAddress.equals(targetAddress);
    }

    @Override
    public String describe() {
        return String.format(
                "%sARP %s from %s: %s is at %s, for %s",
                gratuitous() ? "gratuitous " : "",
                request ? "request" : "reply",
                sourceMac,
                senderAddress,
                senderMac,
                targetAddress);
    }
}
