package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.pcap.linux.Privileges;
import io.github.vrrp4j.pcap.transport.PcapResponder;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.runtime.VrrpRuntime;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** This machine: libpcap for the wire, rtnetlink for addresses and links. */
final class LinuxHost implements Host {
    @Override
    public boolean hasInterface(String name) {
        // NetworkInterface leaves out those without an address, and /sys may show another network namespace.
        try {
            return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                    .anyMatch(line -> line.strip().startsWith(name + ":"));
        } catch (IOException e) {
            // No Linux, or no /proc: let the transport find out.
            return true;
        }
    }

    @Override
    public List<IpAddress> addresses(String interfaceName) {
        List<IpAddress> found = new CopyOnWriteArrayList<>();
        try (LinuxLinkMonitor links = new LinuxLinkMonitor()) {
            links.watch(interfaceName, (name, status) -> found.addAll(status.addresses()));
        } catch (IOException | UnsupportedOperationException e) {
            // Whoever starts this will hear of it.
            return List.of();
        }
        return found;
    }

    @Override
    public Running start(Collection<VirtualRouterConfig> routers, VrrpListener listener) throws IOException {
        Privileges.require();
        // Linux takes packets to every address that it has: with no_accept it does not get them.
        PcapResponder responder = new PcapResponder();
        LinuxAddressHook addresses = new LinuxAddressHook(responder);
        try {
            VrrpRuntime runtime = runtime(routers, addresses, listener);
            runtime.start();
            return new OnLinux(runtime, addresses, responder);
        } catch (IOException | RuntimeException e) {
            addresses.close();
            responder.close();
            throw e;
        }
    }

    private record OnLinux(VrrpRuntime runtime, LinuxAddressHook addresses, PcapResponder responder)
            implements Running {
        @Override
        public void reconfigure(VirtualRouterConfig next) {
            runtime.reconfigure(next);
        }

        @Override
        public void close() {
            runtime.close();
            addresses.close();
            responder.close();
        }
    }

    private static VrrpRuntime runtime(
            Collection<VirtualRouterConfig> routers, LinuxAddressHook addresses, VrrpListener listener)
            throws IOException {
        PcapTransport wire = new PcapTransport();
        VrrpRuntime.Builder builder = VrrpRuntime.builder(wire, new LinuxLinkMonitor())
                .addressHook(addresses)
                .announcer(wire)
                .listener(listener);
        routers.forEach(builder::add);
        return builder.build();
    }
}
