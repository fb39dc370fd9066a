package io.github.vrrp4j.examples.wire;

/** A router's place: the host, the program that runs on it, and its configuration. */
record Site(Host host, RouterKind kind, RouterConfig config) {
    boolean sent(Advert advert) {
        return advert.source().equals(host.address());
    }

    boolean holdsTheAddress() {
        return host.holds(config.address());
    }

    @Override
    public String toString() {
        return kind + " on " + host;
    }
}
