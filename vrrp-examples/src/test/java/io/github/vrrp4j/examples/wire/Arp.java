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
        implements Resolution {
    /** Asks or answers for the sender's own address: it tells everybody where that address is. */
    boolean gratuitous() {
        return senderAddress.equals(targetAddress);
    }

    @Override
    public boolean asks(String address) {
        return request && !gratuitous() && targetAddress.equals(address);
    }

    @Override
    public boolean answers(String address, Host asker) {
        return !request && senderAddress.equals(address) && targetMac.equals(asker.mac());
    }

    @Override
    public boolean announces(String address) {
        return request && gratuitous() && senderAddress.equals(address);
    }

    @Override
    public String hardware() {
        return senderMac;
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
