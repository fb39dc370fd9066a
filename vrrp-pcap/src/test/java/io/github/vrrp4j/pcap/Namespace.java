package io.github.vrrp4j.pcap;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** A network namespace made for one test: a host of its own, as far as interfaces and addresses go. */
public final class Namespace implements AutoCloseable {
    private static final int O_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    static {
        Native.register(Namespace.class, NativeLibrary.getInstance("c"));
    }

    private final String name;

    /** Makes a namespace of this name, made unique by the number of this process. */
    public Namespace(String suffix) throws IOException {
        name = "vrrp4j-" + ProcessHandle.current().pid() + "-" + suffix;
        run("ip", "netns", "add", name);
        ip("link set lo up");
    }

    /** Connects interface {@code ours} of this namespace with interface {@code theirs} of the other, and sets both up. */
    public void connect(String ours, Namespace other, String theirs) throws IOException {
        ip("link add " + ours + " type veth peer name " + theirs + " netns " + other.name);
        ip("link set " + ours + " up");
        other.ip("link set " + theirs + " up");
    }

    /** Runs {@code ip} in here and returns what it printed. */
    public String ip(String arguments) throws IOException {
        String output = run(Stream.concat(Stream.of("ip", "-n", name), Stream.of(arguments.split(" ")))
                .toArray(String[]::new));
        // What it says when another namespace goes while it looks for the name of one.
        return output.replace("Error: Peer netns reference is invalid.\n", "");
    }

    /** Sets a value below {@code /proc/sys/net}. */
    public void set(String setting, String value) throws Exception {
        call(() -> Files.writeString(Path.of("/proc/sys/net", setting), value));
    }

    /** Reads a value below {@code /proc/sys/net}. */
    public String get(String setting) throws Exception {
        return call(() -> Files.readString(Path.of("/proc/sys/net", setting))).strip();
    }

    /** Starts a program in here; its errors come with its output. */
    public Process start(String... command) throws IOException {
        return builder(Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(command))
                        .toList())
                .start();
    }

    /** Starts a class of the tests in here, in a JVM of its own. {@code before} goes before the java command. */
    public Process startJava(List<String> before, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return start(command.toArray(String[]::new));
    }

    /** Calls something in a thread in here. Sockets and threads that it opens stay in here. */
    public <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> inside = new FutureTask<>(() -> {
            enter();
            return task.call();
        });
        Thread thread = new Thread(inside, name);
        thread.start();
        try {
            return inside.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void enter() {
        int namespace = open("/run/netns/" + name, O_CLOEXEC);
        int entered = setns(namespace, CLONE_NEWNET);
        close(namespace);
        if (entered != 0) {
            throw new IllegalStateException("cannot enter " + name);
        }
    }

    @Override
    public void close() throws IOException {
        run("ip", "netns", "del", name);
    }

    private static String run(String... command) throws IOException {
        Process process = builder(List.of(command)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private static ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static native int open(String path, int flags);

    private static native int setns(int namespace, int type);

    private static native int close(int descriptor);
}
