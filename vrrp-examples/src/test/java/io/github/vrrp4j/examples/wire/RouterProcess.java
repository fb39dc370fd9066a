package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that speaks VRRP, running on a host. It ends with its lab at the latest. */
public abstract class RouterProcess {
    private final Host host;
    private final Process process;

    protected RouterProcess(Host host, Process process) {
        this.host = host;
        this.process = process;
    }

    /** Returns once it has joined the IPv4 group, so that it is a Backup at least. */
    public final void awaitListening() {
        awaitListening(Setting.of(Dialect.V3));
    }

    /** Returns once it hears others, so that it is a Backup at least. */
    final void awaitListening(Setting setting) {
        Await.until(
                Duration.ofSeconds(60),
                "the router on " + host + " listens",
                () -> {
                    requireAlive();
                    return setting.unicast()
                            ? host.hasRawSocket()
                            : host.listensTo(setting.dialect().group());
                },
                () -> "it runs, but does not listen");
    }

    /** Fails at once if it has ended by itself, where waiting would be in vain. */
    public final void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the router on " + host + " has ended: exit status " + process.exitValue());
        }
    }

    public final long pid() {
        return process.pid();
    }

    /** Its process and the children of that. */
    public final List<Long> pids() {
        return ProcessHandle.of(pid()).stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** SIGTERM, the orderly end. Returns the exit status. */
    public int terminate() {
        Signals.terminate(pid());
        return awaitEnd();
    }

    /** SIGKILL: it has no chance to do anything more. */
    public void kill() {
        Signals.kill(pid());
        awaitEnd();
    }

    /** SIGSTOP: it does nothing until it is thawed. */
    public void freeze() {
        Signals.stop(pid());
    }

    public void thaw() {
        Signals.resume(pid());
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the router on " + host + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }
}
