package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Programs;
import io.github.vrrp4j.examples.wire.RouterProcess;
import java.nio.file.Path;

/** A {@link SoakedRouter} that runs. */
final class Soaked extends RouterProcess {
    private Soaked(Host host, Process process) {
        super(host, process);
    }

    static Soaked start(Host host, long seed, Path directory) {
        var command = Programs.java(SoakedRouter.class, "-Xmx64m", String.valueOf(host.number()), String.valueOf(seed));
        return new Soaked(
                host, Command.start(host.namespace().inside(command), directory.resolve(host.port() + ".log")));
    }
}
