package io.github.vrrp4j.spi;

import io.github.vrrp4j.protocol.VirtualRouterId;

/**
 * Where hooks and listeners run, so that nothing that they do can delay an advertisement. Tasks of one virtual router run one
 * after the other in the order in which they were given; those of different ones need not wait for each other.
 */
@FunctionalInterface
public interface HostLane {
    /** Runs each task at once, in the thread that drives the router: for callers who know that their hooks are quick. */
    HostLane INLINE = (router, task) -> {
        task.run();
        return true;
    };

    /**
     * Runs a task. Called on the protocol lane: must not block.
     *
     * @param router whose task it is
     * @param task what to do; throws only if the listener throws when it is told of a failure
     * @return false if it was refused because too many tasks of this virtual router wait: what it would have told is lost, and
     *     what it would have done to addresses is made up for as soon as there is room
     */
    boolean execute(VirtualRouterId router, Runnable task);
}
