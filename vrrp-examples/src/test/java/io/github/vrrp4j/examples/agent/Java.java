package io.github.vrrp4j.examples.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Java process and what it writes. Killed if it takes unreasonably long. */
final class Java implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;

    private Java(ProcessBuilder builder, boolean standardErrorOnly) throws IOException {
        process = builder.start();
        process.getOutputStream().close();
        output = standardErrorOnly ? process.errorReader(UTF_8) : process.inputReader(UTF_8);
        process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
    }

    /**
     * Starts a process of which standard error is read.
     *
     * @param before what stands before the java command
     * @param args the arguments of the java command
     */
    static Java withStandardError(List<String> before, List<String> args) throws IOException {
        return new Java(command(before, args).redirectOutput(Redirect.DISCARD), true);
    }

    /** The same, with both outputs read as one. */
    static Java withBothOutputs(List<String> before, List<String> args) throws IOException {
        return new Java(command(before, args).redirectErrorStream(true), false);
    }

    private static ProcessBuilder command(List<String> before, List<String> args) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // quicker, for a process that lives for a moment
        command.addAll(args);
        return new ProcessBuilder(command);
    }

    /** Reads until a line that contains a text, and returns that line. */
    String await(String text) throws IOException {
        List<String> others = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(text)) {
                return line;
            }
            others.add(line);
        }
        throw new AssertionError("no line with '" + text + "' in:\n" + String.join("\n", others));
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid()).start();
        assertTrue(kill.waitFor() == 0, () -> "kill -s " + name);
    }

    /** What is left of the output until the process ends. */
    String rest() {
        return output.lines().map(line -> line + "\n").collect(Collectors.joining());
    }

    int status() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
