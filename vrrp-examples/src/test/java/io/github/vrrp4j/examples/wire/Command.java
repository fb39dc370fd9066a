package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Programs of the system. One that fails takes the test with it, and shows what it printed. */
public final class Command {
    /** Some users' paths lack the directories of ip, tcpdump and keepalived. */
    static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin";

    private Command() {}

    /** Runs a program to its end and returns what it printed. */
    public static String run(String... arguments) {
        return run(List.of(arguments));
    }

    static String run(List<String> arguments) {
        try {
            Process process = builder(arguments).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output;
            try (InputStream stream = process.getInputStream()) {
                output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        String.join(" ", arguments) + ": exit status " + status + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Starts a program that goes on by itself; both its outputs go to a file. */
    public static Process start(List<String> arguments, Path log) {
        return start(builder(arguments).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile())));
    }

    /** Starts a program that goes on until its input ends, which it does not; both its outputs go to a file. */
    static Process startWithInput(List<String> arguments, Path log) {
        return start(builder(arguments).redirectErrorStream(true).redirectOutput(log.toFile()), Redirect.PIPE);
    }

    /** Starts a program that goes on by itself and whose output is data. */
    public static Process start(List<String> arguments, Path output, Path errors) {
        return start(builder(arguments).redirectOutput(output.toFile()).redirectError(errors.toFile()));
    }

    /** Starts a program that goes on by itself and whose output is read while it does. */
    static Process startPiped(List<String> arguments, Path errors) {
        return start(builder(arguments).redirectError(errors.toFile()));
    }

    private static Process start(ProcessBuilder builder) {
        return start(builder, Redirect.from(Path.of("/dev/null").toFile()));
    }

    private static Process start(ProcessBuilder builder, Redirect input) {
        try {
            return builder.redirectInput(input).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().put("PATH", PATH);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    public static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
