package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.Locale;

/** Signals, by process id: a daemon's children are not children of this JVM. */
public final class Signals {
    private Signals() {}

    static void stop(long pid) {
        send("STOP", pid);
    }

    static void resume(long pid) {
        send("CONT", pid);
    }

    /**
     * Stops two processes for a while, as when the machine stands still that both live on. In real time, or else a busy machine would
     * leave one of them stopped for longer than the other.
     */
    static void stopTogether(Duration time, long one, long another) {
        String stop = "kill -STOP %1$d %2$d; sleep %3$s; kill -CONT %2$d %1$d";
        String command = String.format(Locale.ROOT, stop, one, another, time.toMillis() / 1000.0);
        Command.run("chrt", "--fifo", "1", "sh", "-c", command);
    }

    public static void hangUp(long pid) {
        send("HUP", pid);
    }

    public static void terminate(long pid) {
        send("TERM", pid);
    }

    /** Does not mind if it has ended by itself. */
    public static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void send(String signal, long pid) {
        Command.run("kill", "-" + signal, Long.toString(pid));
    }
}
