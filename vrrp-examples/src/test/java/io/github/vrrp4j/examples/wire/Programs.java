package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Classes of these tests that run in a JVM of their own. */
public final class Programs {
    private Programs() {}

    /** What starts the main method of a class, with the classes that this JVM has. */
    public static List<String> java(Class<?> main, String memory, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(memory, "-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath(), main.getName()));
        Collections.addAll(command, arguments);
        return command;
    }

    private static String classPath() {
        // Surefire starts tests with a jar that only names the class path.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The names of the threads that a process has, by what the kernel says of them. */
    public static Map<Path, String> threads(long pid) {
        Map<Path, String> names = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                name(task).ifPresent(name -> names.put(task, name));
            }
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " has ended", e);
        }
        return names;
    }

    private static Optional<String> name(Path task) {
        try {
            return Optional.of(Files.readString(task.resolve("comm")).trim());
        } catch (IOException e) {
            return Optional.empty(); // It has ended meanwhile.
        }
    }
}
