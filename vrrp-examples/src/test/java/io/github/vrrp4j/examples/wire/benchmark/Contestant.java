package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Await;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.RouterKind;
import io.github.vrrp4j.examples.wire.RouterProcess;
import io.github.vrrp4j.examples.wire.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One of the two hosts of a match, and the program that runs on it. */
final class Contestant {
    private final RouterKind kind;
    private final Host host;
    private final int number;
    private final int priority;
    private final Fleet fleet;
    private final Path directory;
    private @Nullable RouterProcess process;

    Contestant(RouterKind kind, Host host, int number, int priority, Fleet fleet, Path directory) {
        this.kind = kind;
        this.host = host;
        this.number = number;
        this.priority = priority;
        this.fleet = fleet;
        this.directory = directory;
    }

    Host host() {
        return host;
    }

    /** The last byte of its addresses. */
    int number() {
        return number;
    }

    int priority() {
        return priority;
    }

    /** Starts the program; returns at once. */
    void launch() {
        try {
            Path file = directory.resolve(host.port() + ".conf");
            Files.writeString(file, fleet.text(priority));
            process = kind.start(host, file, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the program; returns when it listens. */
    void start() {
        launch();
        process().awaitListening();
    }

    /** Gives the program another file, with a higher priority and perhaps one more address, and tells it. */
    void reload(int higher, String oneMoreAddress) {
        try {
            String one = Fleet.address(1) + "/32";
            String text = fleet.text(priority + higher).replace(one, one + "\n" + oneMoreAddress);
            Files.writeString(directory.resolve(host.port() + ".conf"), text);
            Signals.hangUp(process().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RouterProcess process() {
        if (process == null) {
            throw new IllegalStateException(host + ": nothing runs");
        }
        return process;
    }

    /** Returns when it has all virtual addresses. */
    void awaitActive() {
        Await.until(
                Duration.ofSeconds(60),
                kind + " on " + host + " has " + fleet.virtualRouters() + " addresses",
                () -> {
                    process().requireAlive();
                    return holds() == fleet.virtualRouters();
                },
                () -> holds() + " addresses");
    }

    long holds() {
        return host.namespace()
                .ip("-o", "addr", "show", "dev", Host.INTERFACE, "to", Fleet.NETWORK)
                .lines()
                .count();
    }

    /** keepalived leaves its addresses behind when it is killed; the agent's would be there for two seconds more. */
    void removeAddresses() {
        host.namespace().ip("addr", "flush", "dev", Host.INTERFACE, "to", Fleet.NETWORK);
    }

    /** The processor time that it has used so far, with that of its children. */
    long cpuNanos() {
        return process().pids().stream().mapToLong(Clock::cpuNanos).sum();
    }

    /** Its memory that is not swapped out, with that of its children. */
    long residentKilobytes() {
        return process().pids().stream()
                .mapToLong(Contestant::residentKilobytes)
                .sum();
    }

    private static long residentKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
