package io.github.vrrp4j.examples.wire;

/** An ICMP echo request or its answer. */
record Echo(long timeNanos, String sourceMac, String source, String destination, int ttl, boolean answer)
        implements Packet {
    @Override
    public String describe() {
        return "";
    }
}
