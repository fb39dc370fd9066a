package io.github.vrrp4j.router;

/**
 * The sequence numbers of authentication headers (RFC 2402 section 3.4.3), as keepalived runs them: one series for all routers of
 * a VRID, which whoever becomes Active goes on with. So a router that starts anew is in step as soon as it has heard another one.
 */
final class AuthenticationSequence {
    private long highest;

    /** The next number to send with. */
    long next() {
        return ++highest;
    }

    /** Takes a received number if it is a new one. */
    boolean accepts(long sequence) {
        boolean fresh = sequence > highest;
        highest = Math.max(highest, sequence);
        return fresh;
    }
}
