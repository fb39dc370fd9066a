package io.github.vrrp4j.simulation;

import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;

/** The virtual router that most of these tests are about. */
final class Routers {
    static final String VIRTUAL = "10.9.0.100";
    static final int VRID = 51;
    /** Longer than any election with an interval of one second takes. */
    static final Duration A_WHILE = Duration.ofSeconds(8);

    private Routers() {}

    static VirtualRouterConfig priority(int priority) {
        return any().priority(priority).build();
    }

    static VirtualRouterConfig nopreempt(int priority) {
        return any().priority(priority).preemption(Preemption.NEVER).build();
    }

    static VirtualRouterConfig.Builder any() {
        return VirtualRouterConfig.on("eth0", VRID).address(VIRTUAL + "/24");
    }
}
