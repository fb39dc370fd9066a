package io.github.vrrp4j.examples.benchmark;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;

/** A simulated LAN of three routers that advertise once a second, on which nothing goes wrong. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
public class SimulationBenchmark {
    private static final int SECONDS = 1000;

    private final SimulatedLan lan = SimulatedLan.seeded(42);

    /** Three routers of different priorities. */
    public SimulationBenchmark() {
        for (int priority : new int[] {200, 150, 100}) {
            lan.join(VirtualRouterConfig.on("eth0", 51)
                    .priority(priority)
                    .address("192.0.2.100/24")
                    .build());
        }
        lan.run(Duration.ofSeconds(10));
        lan.assertOneActive(51);
    }

    /** One second of simulated time; its reciprocal is how many of them a core simulates in a second. */
    @Benchmark
    @OperationsPerInvocation(SECONDS)
    public void oneSecond() {
        lan.run(Duration.ofSeconds(SECONDS));
    }
}
