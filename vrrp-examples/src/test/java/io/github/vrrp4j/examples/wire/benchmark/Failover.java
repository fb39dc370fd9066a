package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.benchmark.Seen.Kind;
import java.util.List;
import java.util.Optional;

/**
 * How one virtual router went from one host to the other.
 *
 * @param last the old one's last advertisement
 * @param first the new one's first advertisement
 * @param announced after the first advertisement until the first gratuitous ARP; empty if there was none
 * @param answered after the first advertisement until the first answer to a client; empty if none was asked for
 */
record Failover(Seen last, Seen first, Optional<Long> announced, Optional<Long> answered) {
    /** Looks at what was seen of one virtual router between two moments. */
    static Optional<Failover> find(List<Seen> seen, int vrid, Contestant successor, long from, long to) {
        Seen last = null;
        Seen first = null;
        Optional<Long> announced = Optional.empty();
        Optional<Long> answered = Optional.empty();
        for (Seen packet : seen) {
            if (packet.vrid() != vrid || packet.nanos() > to) {
                continue;
            }
            boolean successors = packet.host() == successor.number() && packet.nanos() > from;
            if (packet.is(Kind.ADVERT)) {
                if (successors && first == null) {
                    first = packet;
                } else if (first == null && packet.host() != successor.number()) {
                    last = packet;
                }
            } else if (successors && first == null && packet.is(Kind.GRATUITOUS_ARP)) {
                announced = Optional.of(0L);
            } else if (successors && first != null) {
                long after = packet.nanos() - first.nanos();
                if (packet.is(Kind.GRATUITOUS_ARP) && announced.isEmpty()) {
                    announced = Optional.of(after);
                } else if (packet.is(Kind.ANSWER) && answered.isEmpty()) {
                    answered = Optional.of(after);
                }
            }
        }
        return last == null || first == null
                ? Optional.empty()
                : Optional.of(new Failover(last, first, announced, answered));
    }

    boolean resigned() {
        return last.priority() == 0;
    }

    /** How much later than RFC 9568 section 6.4.2 says; the first one's priority is that of the Backup. */
    long overshootNanos(Fleet fleet) {
        int priority = first.priority();
        long due = resigned() ? fleet.skewNanos(priority) : fleet.activeDownNanos(priority);
        return first.nanos() - last.nanos() - due;
    }
}
