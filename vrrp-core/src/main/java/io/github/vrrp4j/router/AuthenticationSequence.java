package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * The sequence numbers of authentication headers (RFC 2402 section 3.4.3), as keepalived runs them: one series for all routers of
 * a VRID, which whoever becomes Active goes on with. So a router that starts anew is in step as soon as it has heard another one.
 *
 * <p>Two routers that become Active at once go on with the same number. Both packets count, or else both routers would take each
 * other for a replay as long as they send at the same time.
 */
final class AuthenticationSequence {
    private long highest;
    /** Who was heard with the highest number. Each of them has the key. */
    private final Set<IpAddress> senders = new HashSet<>();

    /** The next number to send with. */
    long next() {
        senders.clear();
        return ++highest;
    }

    /** Takes a received number if it is a new one, or the newest, from a router that has not used it yet. */
    boolean accepts(long sequence, IpAddress sender) {
        if (sequence > highest) {
            highest = sequence;
            senders.clear();
        }
        return sequence == highest && senders.add(sender);
    }
}
