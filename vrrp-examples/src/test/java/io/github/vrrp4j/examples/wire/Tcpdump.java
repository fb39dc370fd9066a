package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** tcpdump, writing what crosses an interface into a file, with the kernel's time in nanoseconds. */
public final class Tcpdump {
    private Tcpdump() {}

    /** Starts it; from the return on, nothing is missed. It ends with its namespace. */
    public static Process start(Namespace namespace, String interfaceName, Path file, Path log, List<String> options) {
        Process process = Command.start(namespace.inside(command(interfaceName, options, "")), file, log);
        awaitListening(log);
        return process;
    }

    /** The same, but what passes the filter comes out of the process, and has to be read all the time. */
    public static Process startPiped(
            Namespace namespace, String interfaceName, Path log, List<String> options, String filter) {
        Process process = Command.startPiped(namespace.inside(command(interfaceName, options, filter)), log);
        awaitListening(log);
        return process;
    }

    private static List<String> command(String interfaceName, List<String> options, String filter) {
        List<String> command =
                new ArrayList<>(List.of("tcpdump", "-i", interfaceName, "-n", "--time-stamp-precision=nano"));
        command.addAll(options);
        // Written through a pipe of ours, tcpdump needs no right to files after it has dropped its privileges.
        command.addAll(List.of("-w", "-"));
        if (!filter.isEmpty()) {
            command.add(filter);
        }
        return command;
    }

    private static void awaitListening(Path log) {
        Await.until(
                Duration.ofSeconds(20), "tcpdump listens", () -> read(log).contains("listening on"), () -> read(log));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
