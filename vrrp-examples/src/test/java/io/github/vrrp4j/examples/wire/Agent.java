package io.github.vrrp4j.examples.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The packaged agent. */
final class Agent extends RouterProcess {
    private Agent(RouterConfig config, Process process) {
        super(config, process);
    }

    static Agent start(RouterConfig config, Path configuration, Path directory) {
        Host host = config.host();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A small JVM that starts fast: many of them share few cores here.
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString(),
                "run",
                "-f",
                configuration.toString());
        Path log = directory.resolve(host.port() + "-agent.log");
        return new Agent(config, Command.start(host.namespace().inside(command), log));
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("vrrp.agent.jar", "target/vrrp-agent.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " does not exist; `mvn verify` builds it before these tests");
        }
        return jar.toAbsolutePath();
    }
}
