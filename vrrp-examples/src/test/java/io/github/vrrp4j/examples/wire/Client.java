package io.github.vrrp4j.examples.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A host that talks to the virtual address all the time, as the users of a service do. */
final class Client {
    private final Lab lab;
    private final Host host;
    private final String virtualAddress;
    private final String ownAddress;

    private Client(Lab lab, Host host, Dialect dialect) {
        this.lab = lab;
        this.host = host;
        virtualAddress = dialect.serviceAddress();
        ownAddress = host.clientAddress(dialect);
    }

    /** Sends an ICMP echo request every 10 ms from now on; the kernel of the host that has the address answers. */
    static Client start(Lab lab, Host host, Dialect dialect) {
        Path log = lab.directory().resolve(host.port() + "-ping.log");
        Command.start(
                host.namespace().inside(List.of("ping", "-n", "-q", "-i", "0.01", dialect.serviceAddress())), log);
        return new Client(lab, host, dialect);
    }

    /** The longest time between two answers, from the last one before a moment until now. */
    Duration outage(long sinceNanos) {
        long previous = sinceNanos;
        for (Echo answer : answers(0)) {
            if (answer.timeNanos() < sinceNanos) {
                previous = answer.timeNanos();
            }
        }
        long longest = 0;
        for (Echo answer : answers(sinceNanos)) {
            longest = Math.max(longest, answer.timeNanos() - previous);
            previous = answer.timeNanos();
        }
        return Duration.ofNanos(Math.max(longest, Capture.now() - previous));
    }

    /** Waits for an answer from this host, which the client finds by itself or by what the host has announced. */
    void isAnsweredBy(Host holder, long sinceNanos) {
        Await.until(
                Duration.ofSeconds(30),
                "an answer from " + holder,
                () -> answered(sinceNanos, holder),
                () -> "answers from elsewhere: " + answers(sinceNanos).size());
    }

    /** Forgets where the virtual address is, asks the segment for it, and is answered by that site and no other. */
    void reaches(Site holder) {
        long start = Capture.now();
        host.namespace().ip("neigh", "flush", "to", virtualAddress);
        Await.until(
                Duration.ofSeconds(10),
                "a question for " + virtualAddress + ", and its answer and echoes from " + holder,
                () -> !questions(start).isEmpty()
                        && located(start).contains(holder.serviceMac())
                        && answered(start, holder.host()),
                () -> questions(start).size() + " questions, answers from " + located(start) + ", "
                        + answers(start).size() + " echoes");
        List<String> located = located(start);
        // With virtual MAC addresses, a second one who answers says the same.
        if (!located.stream().allMatch(holder.serviceMac()::equals)
                || located.size() > questions(start).size()) {
            throw new AssertionError(virtualAddress + " is on " + holder.serviceMac() + ", but others answer too: "
                    + located + " to " + questions(start).size() + " questions");
        }
    }

    private List<Resolution> questions(long sinceNanos) {
        return lab.capture().resolutions(sinceNanos).stream()
                .filter(each -> each.sourceMac().equals(host.mac()) && each.asks(virtualAddress))
                .toList();
    }

    private List<String> located(long sinceNanos) {
        return lab.capture().resolutions(sinceNanos).stream()
                .filter(each -> each.answers(virtualAddress, host))
                .map(Resolution::hardware)
                .toList();
    }

    private boolean answered(long sinceNanos, Host holder) {
        return answers(sinceNanos).stream().anyMatch(answer -> answer.ttl() == holder.ttl());
    }

    private List<Echo> answers(long sinceNanos) {
        return lab.capture().echoes(sinceNanos).stream()
                .filter(echo -> echo.answer()
                        && echo.source().equals(virtualAddress)
                        && echo.destination().equals(ownAddress))
                .toList();
    }
}
