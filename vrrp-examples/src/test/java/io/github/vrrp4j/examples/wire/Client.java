package io.github.vrrp4j.examples.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A host that talks to the virtual address all the time, as the users of a service do. */
final class Client {
    private final Lab lab;
    private final Host host;
    private final String virtualAddress;

    private Client(Lab lab, Host host, String virtualAddress) {
        this.lab = lab;
        this.host = host;
        this.virtualAddress = virtualAddress;
    }

    /** Sends an ICMP echo request every 10 ms from now on; the kernel of the host that has the address answers. */
    static Client start(Lab lab, Host host, String virtualAddress) {
        Path log = lab.directory().resolve(host.port() + "-ping.log");
        Command.start(host.namespace().inside(List.of("ping", "-n", "-q", "-i", "0.01", virtualAddress)), log);
        return new Client(lab, host, virtualAddress);
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

    /** Forgets where the virtual address is, asks the segment for it, and is answered by that host and no other. */
    void reaches(Host holder) {
        long start = Capture.now();
        host.namespace().ip("neigh", "flush", "to", virtualAddress);
        Await.until(
                Duration.ofSeconds(10),
                "an ARP request for " + virtualAddress + ", and its answer and echoes from " + holder,
                () -> asked(start) && located(start).contains(holder.mac()) && answered(start, holder),
                () -> "ARP answers from " + located(start) + ", "
                        + answers(start).size() + " echoes");
        List<String> located = located(start);
        if (!located.stream().allMatch(holder.mac()::equals)) {
            throw new AssertionError(
                    virtualAddress + " is on " + holder.mac() + ", but others answer ARP too: " + located);
        }
    }

    private boolean asked(long sinceNanos) {
        return lab.capture().arps(sinceNanos).stream()
                .anyMatch(arp -> arp.request()
                        && arp.sourceMac().equals(host.mac())
                        && arp.targetAddress().equals(virtualAddress));
    }

    private List<String> located(long sinceNanos) {
        return lab.capture().arps(sinceNanos).stream()
                .filter(arp -> !arp.request() && arp.senderAddress().equals(virtualAddress))
                .filter(arp -> arp.targetMac().equals(host.mac()))
                .map(Arp::senderMac)
                .toList();
    }

    private boolean answered(long sinceNanos, Host holder) {
        return answers(sinceNanos).stream()
                .anyMatch(answer -> answer.sourceMac().equals(holder.mac()));
    }

    private List<Echo> answers(long sinceNanos) {
        return lab.capture().echoes(sinceNanos).stream()
                .filter(echo -> echo.answer()
                        && echo.source().equals(virtualAddress)
                        && echo.destination().equals(host.address()))
                .toList();
    }
}
