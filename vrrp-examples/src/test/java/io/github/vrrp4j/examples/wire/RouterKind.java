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
    };

    public abstract RouterProcess start(Host host, Path configuration, Path directory);

    /** Starts it on a host of this lab. */
    RouterProcess start(Lab lab, Host host, RouterConfig config) {
        try {
            Path file = lab.directory().resolve(host.port() + ".conf");
            Files.writeString(file, config.text());
            return start(host, file, lab.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
