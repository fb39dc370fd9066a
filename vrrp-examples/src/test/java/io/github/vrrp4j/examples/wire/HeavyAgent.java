package io.github.vrrp4j.examples.wire;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The agent in a JVM that stops the world for long, when it is told to: nothing in it runs meanwhile. */
final class HeavyAgent extends RouterProcess {
    private static final int ATTEMPTS = 5;
    private static final Pattern PAUSE = Pattern.compile("Safepoint \"\\w+\".* Total: +(\\d+) ns");

    private final Path safepoints;

    private HeavyAgent(Host host, Process process, Path safepoints) {
        super(host, process);
        this.safepoints = safepoints;
    }

    /**
     * Starts it.
     *
     * @param pause how long the world is to stop at least; half as long again is aimed at
     */
    static HeavyAgent start(Lab lab, RouterConfig config, Duration pause) {
        Path configuration = RouterKind.AGENT.write(lab, config);
        Path safepoints = lab.directory().resolve("safepoints.txt");
        List<String> command = List.of(
                java("java"),
                "-Xmx1500m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:safepoint:file=" + safepoints,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Agent.jar() + File.pathSeparator + ownClasses(),
                Ballast.class.getName(),
                Long.toString(pause.toMillis() * 3 / 2),
                "run",
                "-f",
                configuration.toString());
        Path log = Agent.log(config.host(), lab.directory());
        return new HeavyAgent(
                config.host(), Command.start(config.host().namespace().inside(command), log), safepoints);
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static Path ownClasses() {
        return Path.of(Ballast.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /** Has it collect garbage, several times if it must be, until its JVM has stopped the world for so long. Returns how long. */
    Duration stopTheWorld(Duration atLeast) {
        int before = pauses().size();
        for (int i = 0; i < ATTEMPTS; i++) {
            Command.run(java("jcmd"), Long.toString(pid()), "GC.run");
            List<Duration> pauses = pauses();
            for (Duration pause : pauses.subList(before, pauses.size())) {
                if (pause.compareTo(atLeast) >= 0) {
                    return pause;
                }
            }
        }
        throw new AssertionError("the world has not stopped for " + atLeast + ": " + pauses());
    }

    /** As the JVM says itself. */
    private List<Duration> pauses() {
        try {
            return PAUSE.matcher(Files.readString(safepoints))
                    .results()
                    .map(HeavyAgent::duration)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration duration(MatchResult line) {
        return Duration.ofNanos(Long.parseLong(line.group(1)));
    }
}
