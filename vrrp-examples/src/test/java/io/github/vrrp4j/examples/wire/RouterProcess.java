package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that speaks VRRP, running on a host. It ends with its lab at the latest. */
abstract class RouterProcess {
    private final RouterConfig config;
    private final Host host;
    private final Process process;

    RouterProcess(RouterConfig config, Process process) {
        this.config = config;
        host = config.host();
        this.process = process;
    }

    /** Returns once it hears others, so that it is a Backup at least. */
    final void awaitListening() {
        Await.until(
                Duration.ofSeconds(30),
                "the router on " + host + " listens",
                () -> {
                    requireAlive();
                    return config.setting().unicast()
                            ? host.hasRawSocket()
                            : host.listensTo(config.dialect().group());
                },
                () -> "it runs, but does not listen");
    }

    /** Fails at once if it has ended by itself, where waiting would be in vain. */
    final void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the router on " + host + " has ended: exit status " + process.exitValue());
        }
    }

    final long pid() {
        return process.pid();
    }

    /** SIGTERM, the orderly end. Returns the exit status. */
    int terminate() {
        Signals.terminate(pid());
        return awaitEnd();
    }

    /** SIGKILL: it has no chance to do anything more. */
    void kill() {
        Signals.kill(pid());
        awaitEnd();
    }

    /** SIGSTOP: it does nothing until it is thawed. */
    void freeze() {
        Signals.stop(pid());
    }

    void thaw() {
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
