package io.github.vrrp4j.exploration;

import io.github.vrrp4j.protocol.VirtualRouter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exploration once more, with a state machine that is compiled from a changed source. The classes of the tests that run are
 * not touched.
 */
final class BrokenMachine extends ClassLoader {
    private static final Path SOURCE = Path.of("src/main/java/io/github/vrrp4j/protocol/VirtualRouter.java");
    private static final List<String> LOADED_AGAIN =
            List.of(VirtualRouter.class.getPackageName() + ".", BrokenMachine.class.getPackageName() + ".");

    private final Path compiled;

    private BrokenMachine(Path compiled) {
        super(BrokenMachine.class.getClassLoader());
        this.compiled = compiled;
    }

    /**
     * Looks for a counterexample to a rule that is broken.
     *
     * @param directory empty, for what is compiled
     */
    static Optional<String> hunt(BrokenRule broken, boolean byTheTable, Path directory)
            throws IOException, ReflectiveOperationException {
        compile(broken.applyTo(Files.readString(SOURCE)), directory);
        Class<?> hunt = new BrokenMachine(directory).loadClass(Hunt.class.getName());
        try {
            Object found = hunt.getMethod("counterexample", String.class, boolean.class)
                    .invoke(null, broken.scenario(), byTheTable);
            return ((Optional<?>) found).map(String.class::cast);
        } catch (InvocationTargetException e) {
            throw new AssertionError(broken + ": " + e.getCause(), e.getCause());
        }
    }

    private static void compile(String source, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(SOURCE.getFileName()), source);
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int exitStatus = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-cp", classPath(), "-d", directory.toString(), file.toString());
        if (exitStatus != 0) {
            throw new AssertionError(messages);
        }
    }

    /** What the source needs: the other classes of the library, and its annotations. */
    private static String classPath() {
        return Stream.of(VirtualRouter.class, Nullable.class)
                .map(BrokenMachine::locationOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (LOADED_AGAIN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        Path changed = compiled.resolve(file);
        try (InputStream in = Files.exists(changed)
                ? Files.newInputStream(changed)
                : getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
