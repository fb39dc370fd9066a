package io.github.vrrp4j.examples.benchmark;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.Evidence;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;

/** One step of the state machine of one virtual router. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
public class StepBenchmark {
    private static final IpAddress OWN = IpAddress.of("192.0.2.1");
    private static final IpAddress OTHER = IpAddress.of("192.0.2.2");
    private static final VirtualRouterConfig CONFIG = VirtualRouterConfig.on("eth0", 51)
            .priority(100)
            .address("192.0.2.100/24")
            .build();

    private final VirtualRouter backup = started();
    private final VirtualRouter active = started();
    private final Advertisement higher = Advertisement.v3(
            new Vrid(51), 200, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, List.of(IpAddress.of("192.0.2.100")));
    private long now;

    /** A Backup, and an Active router that has waited in vain. */
    public StepBenchmark() {
        active.expire(active.deadline());
        if (backup.state() != State.BACKUP || active.state() != State.ACTIVE) {
            throw new IllegalStateException(backup.state() + " and " + active.state());
        }
    }

    private static VirtualRouter started() {
        VirtualRouter router = new VirtualRouter(CONFIG);
        router.startup(OWN, Cause.STARTUP, new Evidence.Circumstance("started"), 0);
        return router;
    }

    /** A Backup hears the Active router. */
    @Benchmark
    public List<Effect> advertisementInBackup() {
        return backup.receive(higher, OTHER, ++now);
    }

    /** The Adver_Timer of an Active router fires. */
    @Benchmark
    public List<Effect> heartbeatInActive() {
        return active.expire(active.deadline());
    }
}
