package io.github.vrrp4j.examples.embedding;

import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.runtime.VrrpRuntime;
import io.github.vrrp4j.spi.AddressHook;
import java.util.List;

/**
 * Takes part in the election, and only says what it would do with the address: the place for a call to the API of a cloud. {@code
 * LogOnly eth0 51 192.0.2.1/24}, as root or with CAP_NET_RAW, until Enter or Ctrl-C.
 */
public final class LogOnly implements AddressHook {
    private LogOnly() {}

    /** Takes interface, VRID and address. */
    public static void main(String... args) throws Exception {
        var config = VirtualRouterConfig.on(args[0], Integer.parseInt(args[1]))
                .address(args[2])
                .build();
        try (var vrrp = VrrpRuntime.builder(new PcapTransport(), new LinuxLinkMonitor())
                .addressHook(new LogOnly())
                .closeOnShutdown()
                .add(config)
                .build()) {
            vrrp.start();
            System.in.read();
        }
    }

    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        System.out.println(router.id() + " would answer for " + addresses);
    }

    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        System.out.println(router.id() + " would no longer answer for " + addresses);
    }
}
