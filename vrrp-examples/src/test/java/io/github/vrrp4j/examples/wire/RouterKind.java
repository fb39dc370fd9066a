package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The programs that speak VRRP in the lab. */
public enum RouterKind {
    AGENT {
        @Override
        public RouterProcess start(Host host, Path configuration, Path directory) {
            return Agent.start(host, configuration, directory);
        }
    },
    KEEPALIVED {
        @Override
        public RouterProcess start(Host host, Path configuration, Path directory) {
            return Keepalived.start(host, configuration, directory);
        }
    },
    FRR {
        @Override
        public RouterProcess start(Host host, Path configuration, Path directory) {
            return Frr.start(host, configuration, directory);
        }

        @Override
        String prepare(RouterConfig config) {
            Frr.makeInterface(config);
            return Frr.text(config);
        }
    };

    public abstract RouterProcess start(Host host, Path configuration, Path directory);

    /** Does to the host what the program expects of an administrator, and returns the configuration. */
    String prepare(RouterConfig config) {
        return config.text();
    }

    /** Starts it on a host of this lab. */
    RouterProcess start(Lab lab, RouterConfig config) {
        return start(config.host(), write(lab, config), lab.directory());
    }

    /** The file that it reads. */
    Path write(Lab lab, RouterConfig config) {
        try {
            return Files.writeString(lab.directory().resolve(config.host().port() + ".conf"), prepare(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** FRR knows nothing else. */
    boolean hasVirtualMac(Setting setting) {
        return this == FRR || setting.virtualMac();
    }

    /** The virtual MAC address has no business where no group has to learn it; keepalived sees it the same way. */
    boolean advertisesFromInterface(Setting setting) {
        return !hasVirtualMac(setting) || setting.unicast();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
