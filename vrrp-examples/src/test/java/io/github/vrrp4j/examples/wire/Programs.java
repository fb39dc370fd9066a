package io.github.vrrp4j.examples.wire;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
}
