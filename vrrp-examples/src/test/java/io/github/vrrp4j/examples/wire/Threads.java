package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The threads of a process, as the kernel sees them. */
public final class Threads {
    private Threads() {}

    /** Their names, by the directory in which the kernel says more of them. */
    public static Map<Path, String> of(long pid) {
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
