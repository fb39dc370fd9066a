package io.github.vrrp4j.exploration;

import io.github.vrrp4j.exploration.Scenario.Participant;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterConfig.Builder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The small worlds that are explored. */
final class Scenarios {
    /** The addresses are in another order than the routers, and in another one if taken as signed. */
    private static final List<String> IPV4 = List.of("192.0.2.11", "100.200.200.200", "192.0.2.200");

    private static final List<String> IPV6 = List.of("fe80::8000:0:0:1", "fe80::7fff:0:0:1", "fe80::ffff:0:0:1");

    /** Worlds of two routers. */
    static final List<Scenario> OF_TWO = List.of(
            of("distinct priorities", v3(128), v3(192)),
            of("equal priorities", v3(128), v3(128)),
            of("owner and backup", v3(1).addressOwner(), v3(192)),
            of("nopreempt", nopreempt(v3(128)), nopreempt(v3(192))),
            of("delayed preemption", v3(128), delayed(v3(192))),
            of("version 2", v2(128), v2(192)),
            of("version 2, owner", v2(1).addressOwner(), nopreempt(v2(192))),
            of("version 2, equal priorities", v2(128), v2(128)),
            of("different intervals", v3(128), twoSeconds(v3(192))),
            of("different intervals, equal priorities", v3(128), twoSeconds(v3(128))),
            of("different intervals, nopreempt", nopreempt(v3(192)), nopreempt(twoSeconds(v3(128)))),
            of("IPv6, equal priorities", v6(128), v6(128)),
            of("IPv6, delayed preemption", v6(128), delayed(v6(192))),
            of("timer restarted as in keepalived", keepalived(128), keepalived(192)),
            of("last advertisement", lastWord(v3(128)), lastWord(v3(192))),
            of("last advertisement, equal priorities", lastWord(v3(128)), lastWord(v3(128))),
            of("late timers", v3(128), v3(192)).withLateness(Scenario.QUANTUM_NANOS),
            of("stalls", v3(128), v3(192)).withStalls(),
            of("stalls, equal priorities", v3(128), v3(128)).withStalls(),
            of("stalls, owner", v3(1).addressOwner(), v3(192)).withStalls(),
            of("stalls, nopreempt", nopreempt(v3(128)), nopreempt(v3(192))).withStalls(),
            of("stalls, delayed preemption", v3(128), delayed(v3(192))).withStalls());

    /** Worlds of three routers. */
    static final List<Scenario> OF_THREE = List.of(
            of("three priorities", v3(64), v3(192), v3(128)),
            of("three equal priorities", v3(128), v3(128), v3(128)),
            of("owner and two equal backups", v3(128), v3(1).addressOwner(), v3(128)),
            of("three ways to preempt", v3(64), nopreempt(v3(192)), delayed(v3(128))),
            of("version 2, three nopreempt", nopreempt(v2(64)), nopreempt(v2(192)), nopreempt(v2(128))),
            of("two intervals", v3(64), twoSeconds(v3(192)), v3(128)),
            of("IPv6, two equal and one higher", v6(128), v6(128), v6(192)),
            of(
                    "last advertisement, three ways to preempt",
                    lastWord(v3(64)),
                    lastWord(nopreempt(v3(192))),
                    delayed(v3(128))),
            of("stalls, three ways to preempt", v3(64), nopreempt(v3(192)), delayed(v3(128)))
                    .withStalls());

    private Scenarios() {}

    private static Scenario of(String name, Builder... builders) {
        List<Participant> routers = new ArrayList<>();
        for (Builder builder : builders) {
            VirtualRouterConfig config = builder.build();
            List<String> addresses = config.addresses().get(0).address().isLinkLocal() ? IPV6 : IPV4;
            routers.add(new Participant(config, IpAddress.of(addresses.get(routers.size()))));
        }
        return new Scenario(name, List.copyOf(routers), 0, false, false, true);
    }

    static Scenario named(String name) {
        return Stream.of(OF_TWO, OF_THREE)
                .flatMap(List::stream)
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario is named " + name));
    }

    private static Builder v3(int priority) {
        return like(Preset.RFC9568).address("192.0.2.1/24").priority(priority);
    }

    private static Builder v6(int priority) {
        return like(Preset.RFC9568).address("fe80::5:1/64").priority(priority);
    }

    private static Builder v2(int priority) {
        return v3(priority).version(Version.V2);
    }

    private static Builder lastWord(Builder builder) {
        return builder.adjust(policies -> policies.withLastAdvertisement(true));
    }

    private static Builder keepalived(int priority) {
        return like(Preset.KEEPALIVED)
                .version(Version.V3)
                .address("192.0.2.1/24")
                .priority(priority);
    }

    private static Builder like(Preset preset) {
        return VirtualRouterConfig.on("eth0", 51).preset(preset);
    }

    private static Builder nopreempt(Builder builder) {
        return builder.preemption(Preemption.NEVER);
    }

    private static Builder delayed(Builder builder) {
        return builder.preemption(Preemption.after(Duration.ofSeconds(2)));
    }

    private static Builder twoSeconds(Builder builder) {
        return builder.interval(Duration.ofSeconds(2));
    }
}
