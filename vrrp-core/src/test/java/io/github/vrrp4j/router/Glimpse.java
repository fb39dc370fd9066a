package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterId;

/** What can be looked at after every event of a simulation, since it costs less than a whole status; and what a status lacks. */
public final class Glimpse {
    private final Instance instance;

    /** One virtual router of a router that runs. */
    public Glimpse(VrrpRouter router, VirtualRouterId id) {
        instance = router.instance(id);
    }

    /** Its state. */
    public State state() {
        return instance.machine.state();
    }

    /** How many advertisements it has accepted. */
    public long heard() {
        return instance.counters.advertisementsReceived;
    }

    /** Its effective priority. */
    public int priority() {
        return instance.machine.priority();
    }

    /** The deadline of the state machine alone, on the clock of its host. */
    public long deadline() {
        return instance.machine.deadline();
    }
}
