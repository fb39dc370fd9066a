package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Evidence;

/**
 * What keeps a virtual router in Initialize.
 *
 * @param stops the cause of the transition when it appears
 * @param starts the cause of the transition when it is gone
 * @param evidence what it rests on
 */
record Obstacle(Cause stops, Cause starts, Evidence evidence) {
    static final Obstacle NOT_STARTED =
            new Obstacle(Cause.SHUTDOWN, Cause.STARTUP, new Evidence.Circumstance("stopped by the host"));

    static Obstacle ineligible(String description) {
        return new Obstacle(Cause.INELIGIBLE, Cause.ELIGIBLE, new Evidence.Circumstance(description));
    }

    static Obstacle link(String description) {
        return new Obstacle(Cause.LINK_DOWN, Cause.LINK_UP, new Evidence.Circumstance(description));
    }

    static Obstacle source(String description) {
        return new Obstacle(Cause.NO_SOURCE_ADDRESS, Cause.SOURCE_ADDRESS, new Evidence.Circumstance(description));
    }
}
