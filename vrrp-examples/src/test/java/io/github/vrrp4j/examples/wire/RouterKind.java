package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The programs that speak VRRP in the lab. */
enum RouterKind {
    AGENT {
        @Override
        RouterProcess start(Lab lab, RouterConfig config) {
            return Agent.start(config, write(lab, config), lab.directory());
        }
    },
    KEEPALIVED {
        @Override
        RouterProcess start(Lab lab, RouterConfig config) {
            return Keepalived.start(config, write(lab, config), lab.directory());
        }
    },
    FRR {
        @Override
        RouterProcess start(Lab lab, RouterConfig config) {
            return Frr.start(config, lab.directory());
        }
    };

    /** Starts it on its host. */
    abstract RouterProcess start(Lab lab, RouterConfig config);

    /** FRR knows nothing else. */
    boolean hasVirtualMac(Setting setting) {
        return this == FRR || setting.virtualMac();
    }

    /** The virtual MAC address has no business where no group has to learn it; keepalived sees it the same way. */
    boolean advertisesFromInterface(Setting setting) {
        return !hasVirtualMac(setting) || setting.unicast();
    }

    private static Path write(Lab lab, RouterConfig config) {
        try {
            return Files.writeString(lab.directory().resolve(config.host().port() + ".conf"), config.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
