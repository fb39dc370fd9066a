package io.github.vrrp4j.examples.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged agent. */
final class Agent extends RouterProcess {
    private Agent(Host host, Process process) {
        super(host, process);
    }

    static Agent start(Host host, Path configuration, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions());
        command.addAll(List.of("-jar", jar().toString(), "run", "-f", configuration.toString()));
        return new Agent(host, Command.start(host.namespace().inside(command), log(host, directory)));
    }

    static Path log(Host host, Path directory) {
        return directory.resolve(host.port() + "-agent.log");
    }

    private static List<String> jvmOptions() {
        // A small JVM that starts fast: many of them share few cores here.
        String options = System.getProperty(
                "vrrp.agent.options", "-Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ThreadPriorityPolicy=1");
        return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
    }

    static Path jar() {
        Path jar = Path.of(System.getProperty("vrrp.agent.jar", "target/vrrp-agent.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " does not exist; `mvn verify` builds it before these tests");
        }
        return jar.toAbsolutePath();
    }
}
