package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;
import static io.github.vrrp4j.examples.wire.RouterKind.FRR;
import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;

import java.util.ArrayList;
import java.util.List;

/** Who is to get on with whom, and how. */
final class Matrix {
    private Matrix() {}

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (RouterKind peer : List.of(KEEPALIVED, FRR)) {
            for (Dialect dialect : Dialect.values()) {
                for (Setting setting : settings(peer, dialect)) {
                    pairs.add(new Pair(AGENT, peer, setting));
                    pairs.add(new Pair(peer, AGENT, setting));
                }
            }
        }
        String only = System.getProperty("vrrp.interop.only", "");
        return pairs.stream()
                .filter(pair -> pair.toString().matches(".*" + only + "$"))
                .toList();
    }

    private static List<Setting> settings(RouterKind peer, Dialect dialect) {
        Setting plain = Setting.of(dialect);
        return peer == FRR
                ? List.of(plain, plain.withVirtualMac())
                : List.of(
                        plain,
                        plain.withVirtualMac(),
                        plain.withUnicast(),
                        plain.withVirtualMac().withUnicast());
    }
}
