package io.github.vrrp4j.examples.wire;

import java.util.List;

/** A router's place: the host, the program that runs on it, and its configuration. */
record Site(Host host, RouterKind kind, RouterConfig config) {
    boolean sent(Advert advert) {
        return List.of(host.address(), host.linkLocal(), Frr.linkLocal(host)).contains(advert.source());
    }

    boolean holdsTheAddress() {
        return host.holds(config.dialect().serviceAddress());
    }

    /** Where clients find the virtual addresses while this router is Active. */
    String serviceMac() {
        return kind.hasVirtualMac(config.setting()) ? config.dialect().virtualMac(config.vrid()) : host.mac();
    }

    /** Where its advertisements come from. */
    String advertMac() {
        return kind.advertisesFromInterface(config.setting()) ? host.mac() : serviceMac();
    }

    @Override
    public String toString() {
        return kind + " on " + host;
    }
}
