package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one turn has for the host: gathered while advertisements go out, given to the host lane when they are gone. A hook that
 * throws is reported to the listener, and the next one runs.
 */
final class HostActions {
    static final long MOST_WAIT_NANOS = 10_000_000;

    private final Hooks hooks;
    private final HostLane lane;
    private final DeadlineHeap deadlines;
    private final List<Action> pending = new ArrayList<>();
    private final Set<Instance> outOfStep = new LinkedHashSet<>();
    private long untold;
    private long waitsSinceNanos;
    private boolean waits;

    HostActions(Hooks hooks, HostLane lane, DeadlineHeap deadlines) {
        this.hooks = hooks;
        this.lane = lane;
        this.deadlines = deadlines;
    }

    void add(Instance instance, Effect effect, long now) {
        VirtualRouterId router = instance.id;
        VirtualRouterConfig config = instance.config();
        if (effect instanceof Effect.Acquire acquire) {
            List<VirtualAddress> addresses = acquire.addresses();
            ask(instance, addresses, "acquiring ", () -> hooks.addressHook().acquire(config, addresses), now);
        } else if (effect instanceof Effect.Release release) {
            List<VirtualAddress> addresses = release.addresses();
            ask(instance, addresses, "releasing ", () -> hooks.addressHook().release(config, addresses), now);
        } else if (effect instanceof Effect.Transition transition) {
            add(router, "telling the listener", () -> hooks.listener().transition(router, transition));
        }
    }

    private void ask(Instance instance, List<VirtualAddress> addresses, String what, Call call, long now) {
        instance.arrears.asks(now);
        boolean reported = instance.arrears.isReported();
        pending.add(new Action(instance.id, what + addresses, call, instance, addresses, reported));
    }

    void announce(Instance instance, List<Announcement> announcements) {
        add(instance, "announcing " + instance.config().addresses(), () -> {
            // A hook before it may have been slow: a router that is no longer Active must not touch ARP caches.
            if (instance.active) {
                hooks.announcer().announce(instance.id, announcements);
            }
        });
    }

    /** What was acquired in a second attempt: announced only if that was successful. */
    void announceAcquired(Instance instance, List<Announcement> announcements) {
        add(instance, "announcing " + instance.config().addresses(), () -> {
            if (instance.active && !instance.arrears.any()) {
                hooks.announcer().announce(instance.id, announcements);
            }
        });
    }

    void conflict(VirtualRouterId router, Conflict conflict) {
        add(router, "telling the listener", () -> hooks.listener().conflict(router, conflict));
    }

    void reconfigured(Instance instance, Changes changes) {
        add(instance.id, "telling the listener", () -> hooks.listener().reconfigured(instance.id, changes));
    }

    void reachability(Instance instance) {
        boolean reachable = instance.reachability.isReachable();
        List<IpAddress> targets = instance.config().probe().targets();
        add(instance.id, "telling the listener", () -> hooks.listener().reachability(instance.id, reachable, targets));
    }

    void waiting(Instance instance, String why) {
        add(instance.id, "telling the listener", () -> hooks.listener().waiting(instance.id, why));
    }

    void rejected(Instance instance, Rejection rejection, IpAddress source) {
        add(instance.id, "telling the listener", () -> hooks.listener().rejected(instance.id, rejection, source));
    }

    void failed(Instance instance, String what, Exception failure) {
        add(instance.id, "telling the listener", () -> hooks.listener().failed(instance.id, what, failure));
    }

    private void add(VirtualRouterId router, String what, Call call) {
        pending.add(new Action(router, what, call, null, List.of(), true));
    }

    private void add(Instance instance, String what, Call call) {
        pending.add(new Action(instance.id, what, call, instance, List.of(), true));
    }

    /** Gives the host what there is to do, unless a takeover is about to add to it: then not for long. */
    void flushUnless(boolean takeoverFollows, long now) {
        if (takeoverFollows && !waits) {
            waits = true;
            waitsSinceNanos = now;
        }
        if (!takeoverFollows || now - waitsSinceNanos >= MOST_WAIT_NANOS) {
            flush();
        }
    }

    void flush() {
        waits = false;
        for (int i = 0; i < pending.size(); i++) {
            Action action = pending.get(i);
            if (!taken(action)) {
                untold++;
                if (action.touches != null) {
                    outOfStep.add(action.touches);
                    action.refused();
                }
            }
            if (action.touches != null && !action.addresses.isEmpty()) {
                action.touches.arrears.asked();
                deadlines.moved(action.touches);
            }
        }
        pending.clear();
        if (!outOfStep.isEmpty()) {
            outOfStep.removeIf(this::bringInStep);
        }
    }

    /** The lane has refused to acquire or release, for example behind a hook that does not return: does now what would be true. */
    private boolean bringInStep(Instance instance) {
        VirtualRouterConfig config = instance.config();
        List<VirtualAddress> addresses = config.addresses();
        Call call = () -> hooks.addressHook().release(config, addresses);
        if (instance.active) {
            call = () -> {
                hooks.addressHook().acquire(config, addresses);
                hooks.announcer().announce(instance.id, Announcements.of(config, addresses));
            };
        }
        Action action = new Action(instance.id, "bringing " + addresses + " in step", call, instance, List.of(), true);
        return taken(action);
    }

    private boolean taken(Action action) {
        try {
            return lane.execute(action.router, () -> run(action));
        } catch (RuntimeException e) {
            untold++;
            return true;
        }
    }

    /** How often the lane refused or threw, so that nobody was left to tell. */
    long untold() {
        return untold;
    }

    private void run(Action action) {
        try {
            action.call.run();
            action.succeeded();
        } catch (Exception e) {
            action.failed();
            if (action.reported) {
                hooks.listener().failed(action.router, action.what, e);
            }
        }
    }

    /**
     * One thing to do.
     *
     * @param touches whose addresses it is about; null if it only tells the listener
     * @param addresses what the host is asked to acquire or release; none if it is asked for something else
     * @param reported whether the listener is told if it fails
     */
    private record Action(
            VirtualRouterId router,
            String what,
            Call call,
            @Nullable Instance touches,
            List<VirtualAddress> addresses,
            boolean reported) {
        void refused() {
            if (touches != null && !addresses.isEmpty()) {
                touches.arrears.refused();
            }
        }

        void succeeded() {
            if (touches != null && !addresses.isEmpty()) {
                touches.arrears.succeeded(addresses);
            }
        }

        void failed() {
            if (touches != null && !addresses.isEmpty()) {
                touches.arrears.failed(addresses);
            }
        }
    }

    private interface Call {
        void run() throws Exception;
    }
}
