package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Await;
import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the kernel of a host tells of its links and addresses, with the time at which {@code ip monitor} printed it: that is after the
 * kernel acted, by as long as the program had to wait for a processor. It ends with its namespace.
 */
final class LinkEvents {
    private static final String NO_CARRIER = "<NO-CARRIER,";

    private final Path file;

    private LinkEvents(Path file) {
        this.file = file;
    }

    static LinkEvents of(Host host, Path directory) {
        Path file = directory.resolve(host.port() + "-events.txt");
        Command.start(
                host.namespace()
                        .inside(List.of(
                                "env",
                                "TZ=UTC0",
                                "ip",
                                "-tshort",
                                "monitor",
                                "link",
                                "address",
                                "dev",
                                Host.INTERFACE)),
                file);
        LinkEvents events = new LinkEvents(file);
        // It says nothing when it begins to listen.
        Await.until(
                Duration.ofSeconds(20),
                "ip monitor listens",
                () -> {
                    host.namespace().ip("link", "set", Host.INTERFACE, "alias", "seen");
                    return events.lines().findAny().isPresent();
                },
                () -> "nothing");
        return events;
    }

    /** When it was printed that the interface had lost its carrier, in nanoseconds since 1970. */
    long carrierLost(long sinceNanos) {
        return await("loss of carrier", sinceNanos, line -> line.contains(NO_CARRIER));
    }

    /** When it was printed that the kernel had removed an address. */
    long removed(String address, long sinceNanos) {
        return await(
                "removal of " + address,
                sinceNanos,
                line -> line.contains("] Deleted ") && line.contains(" inet " + address + "/"));
    }

    private long await(String what, long sinceNanos, Predicate<String> wanted) {
        Await.until(Duration.ofSeconds(20), what, () -> find(sinceNanos, wanted).isPresent(), () -> "no such event");
        return find(sinceNanos, wanted).orElseThrow();
    }

    private OptionalLong find(long sinceNanos, Predicate<String> wanted) {
        return lines().filter(wanted)
                .mapToLong(LinkEvents::time)
                .filter(time -> time >= sinceNanos)
                .findFirst();
    }

    private Stream<String> lines() {
        try {
            return Files.readAllLines(file).stream().filter(line -> line.startsWith("["));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line begins with it in brackets. */
    private static long time(String line) {
        Instant instant =
                LocalDateTime.parse(line.substring(1, line.indexOf(']'))).toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
