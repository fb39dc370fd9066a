package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.runtime.VrrpRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two hosts with several hundred virtual routers of both families on one interface each. */
@ExtendWith(WireTests.class)
@ParameterizedClass
@EnumSource(Host.class)
class SideBySideIT {
    private static final int VRIDS = 150;

    @Parameter
    Host host;

    private Namespace us;
    private Namespace them;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        us.ip("addr add 10.9.0.1/24 dev v0");
        us.ip("addr add fe80::1/64 dev v0 nodad");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add fe80::2/64 dev v1 nodad");
    }

    @AfterEach
    void tearDown() throws Exception {
        us.close();
        them.close();
    }

    /** IPv4 and IPv6 with the same VRIDs, every other one from the virtual MAC address. */
    private static List<VirtualRouterConfig> configs(String interfaceName, int priority) {
        List<VirtualRouterConfig> configs = new ArrayList<>();
        for (int vrid = 1; vrid <= VRIDS; vrid++) {
            SourceMac sourceMac = vrid % 2 == 0 ? SourceMac.VIRTUAL : SourceMac.INTERFACE;
            VirtualRouterConfig.Builder builder = VirtualRouterConfig.on(interfaceName, vrid)
                    .priority(priority)
                    .interval(Duration.ofMillis(500))
                    .adjust(policies -> policies.withSourceMac(sourceMac));
            configs.add(builder.address("10.9.1." + vrid).build());
            configs.add(builder.noAddresses().address("fe80::51:" + vrid).build());
        }
        return configs;
    }

    private static VrrpRuntime started(Host host, Namespace namespace, List<VirtualRouterConfig> configs)
            throws Exception {
        return namespace.call(() -> {
            PcapTransport transport = new PcapTransport(host);
            VrrpRuntime.Builder builder =
                    VrrpRuntime.builder(transport, new LinuxLinkMonitor()).announcer(transport);
            configs.forEach(builder::add);
            VrrpRuntime runtime = builder.build();
            runtime.start();
            return runtime;
        });
    }

    private static void awaitAll(State state, VrrpRuntime runtime, List<VirtualRouterConfig> configs) throws Exception {
        for (VirtualRouterConfig config : configs) {
            Await.until(
                    () -> config.id() + " is " + state,
                    () -> runtime.status(config.id()).state() == state);
        }
    }

    @Test
    void allAreElectedAndHandedOverThroughOneHandle() throws Exception {
        List<VirtualRouterConfig> ourConfigs = configs("v0", 200);
        List<VirtualRouterConfig> theirConfigs = configs("v1", 100);
        VrrpRuntime ours = started(host, us, ourConfigs);
        try (VrrpRuntime theirs = started(Host.LINUX, them, theirConfigs)) {
            awaitAll(State.ACTIVE, ours, ourConfigs);
            awaitAll(State.BACKUP, theirs, theirConfigs);
            assertEquals(1, ProbeIT.captures(us));
            assertEquals(1, ProbeIT.captures(them));

            ours.close();

            awaitAll(State.ACTIVE, theirs, theirConfigs);
        } finally {
            ours.close();
        }
        assertEquals(0, ProbeIT.captures(us));
    }
}
