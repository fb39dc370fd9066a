package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Evidence;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.Optional;

/** Decides when a virtual router can take part, by what the host, the interface and the reachability probe say. */
final class Admission {
    private final Transport transport;
    private final HostActions actions;
    private final EffectPerformer performer;
    private final DeadlineHeap deadlines;

    Admission(Transport transport, HostActions actions, EffectPerformer performer, DeadlineHeap deadlines) {
        this.transport = transport;
        this.actions = actions;
        this.performer = performer;
        this.deadlines = deadlines;
    }

    /** Startup and Shutdown events from what the host and the interface say (RFC 9568 section 6.4.1). */
    void evaluate(Instance instance, long now) {
        Optional<Obstacle> outside = instance.port.obstacle(instance, now);
        long heldUntilNanos = instance.port.heldUntilNanos(instance);
        instance.heldUntilNanos = outside.isPresent() && heldUntilNanos > now ? heldUntilNanos : VirtualRouter.NEVER;
        if (outside.isPresent()) {
            // Who cannot ask does not know, and what was known before may no longer be true.
            instance.reachability.forget();
            obstruct(instance, outside.get(), now);
            return;
        }
        IpAddress source = instance.port.source(instance).orElseThrow();
        instance.source = source;
        instance.reachability.started(now);
        if (instance.reachability.isReachable()) {
            admit(instance, source, now);
        } else {
            obstruct(instance, Obstacle.ineligible(instance.reachability.description()), now);
        }
        deadlines.moved(instance);
    }

    private void obstruct(Instance instance, Obstacle obstacle, long now) {
        boolean news = !obstacle.equals(instance.obstacle);
        instance.obstacle = obstacle;
        if (instance.machine.state() != State.INITIALIZE) {
            performer.perform(instance, instance.machine.shutdown(obstacle.stops(), obstacle.evidence(), now), now);
        } else if (news && instance.started) {
            actions.waiting(instance, obstacle.evidence().toString());
        }
        deadlines.moved(instance);
    }

    private void admit(Instance instance, IpAddress source, long now) {
        VirtualRouter machine = instance.machine;
        if (machine.state() == State.INITIALIZE) {
            Obstacle gone = instance.obstacle;
            Cause cause = gone == null ? Cause.STARTUP : gone.starts();
            instance.obstacle = null;
            performer.perform(
                    instance, machine.startup(source, cause, circumstance(cause, instance, source), now), now);
        } else if (!machine.source().equals(Optional.of(source))) {
            machine.sendFrom(source);
        }
    }

    private static Evidence circumstance(Cause cause, Instance instance, IpAddress source) {
        return new Evidence.Circumstance(
                switch (cause) {
                    case LINK_UP -> instance.port.describeStatus();
                    case SOURCE_ADDRESS -> source + " is there to send from";
                    case ELIGIBLE -> instance.reachability.answers();
                    default -> "started by the host";
                });
    }

    /** Ends a round of questions and begins the next. */
    void probe(Instance instance, long now) {
        if (instance.reachability.nextRound(now)) {
            actions.reachability(instance);
            evaluate(instance, now);
        }
        IpAddress source = instance.source;
        for (IpAddress target : instance.config().probe().targets()) {
            try {
                if (source != null) {
                    transport.probe(instance.id, source, target);
                }
            } catch (IOException | RuntimeException e) {
                actions.failed(instance, "asking " + target, e);
            }
        }
    }
}
