package io.github.vrrp4j.examples.embedding;

import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.runtime.VrrpRuntime;
import io.github.vrrp4j.spi.VrrpListener;

/** Shares an address with other hosts until Enter or Ctrl-C, as root: {@code QuickStart eth0 51 192.0.2.1/24}. */
public final class QuickStart implements VrrpListener {
    /** Takes interface, VRID and address. */
    public static void main(String... args) throws Exception {
        var config = VirtualRouterConfig.on(args[0], Integer.parseInt(args[1]))
                .priority(150)
                .address(args[2])
                .build();
        var wire = new PcapTransport();
        try (var addresses = new LinuxAddressHook();
                var vrrp = VrrpRuntime.builder(wire, new LinuxLinkMonitor())
                        .addressHook(addresses)
                        .announcer(wire)
                        .listener(new QuickStart())
                        .closeOnShutdown()
                        .add(config)
                        .build()) {
            vrrp.start();
            System.in.read();
        }
    }

    @Override
    public void transition(VirtualRouterId router, Transition transition) {
        System.out.println(router + " " + transition.from() + " -> " + transition.to() + ": " + transition.why());
    }
}
