package io.github.vrrp4j.examples.wire;

/** Signals, by process id: a daemon's children are not children of this JVM. */
public final class Signals {
    private Signals() {}

    static void stop(long pid) {
        send("STOP", pid);
    }

    static void resume(long pid) {
        send("CONT", pid);
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
