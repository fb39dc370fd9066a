package io.github.vrrp4j.simulation;

import java.time.Duration;

/**
 * A time during which a client got no answer.
 *
 * @param from when the first request was sent that nobody answered, in virtual time
 * @param to when the next request was sent that was answered, or now if there is none yet
 */
public record Outage(Duration from, Duration to) {
    /**
     * How long it lasted.
     *
     * @return a multiple of the time between two requests, but for an outage that has not ended
     */
    public Duration length() {
        return to.minus(from);
    }
}
