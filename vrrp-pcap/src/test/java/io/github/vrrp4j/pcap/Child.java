package io.github.vrrp4j.pcap;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.Privileges;
import io.github.vrrp4j.pcap.transport.PcapResponder;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Datagram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A process of its own for the tests: does what it is told on an interface, prints what came of it, and holds on. */
public final class Child {
    private static final String FAILURE = "failure: ";

    private Child() {}

    /** What a process that failed printed last. Log lines may come before and after. */
    public static String failureOf(Process process) throws IOException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines()
                .filter(line -> line.startsWith(FAILURE))
                .map(line -> line.substring(FAILURE.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
    }

    /** All that raw frames and sockets are used for. */
    private static void useEverything(String interfaceName) throws IOException {
        VirtualRouterConfig config = VirtualRouterConfig.on(interfaceName, 51)
                .adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                .address("10.9.0.100/24")
                .build();
        IpAddress source = IpAddress.of("10.9.0.1");
        IpAddress peer = IpAddress.of("10.9.0.2");
        PcapTransport transport = new PcapTransport();
        transport.open(interfaceName, (name, datagram) -> {});
        transport.send(config, new Datagram(source, Family.IPV4.group(), 255, new byte[20]));
        transport.send(config, new Datagram(source, peer, 255, new byte[20]));
        transport.probe(config.id(), source, peer);
        transport.announce(
                config.id(),
                List.of(new Announcement.GratuitousArp(
                        Optional.empty(), IpAddress.of("10.9.0.100"), Optional.empty())));
        new PcapResponder().acquire(config, config.addresses());
    }

    public static void main(String[] arguments) throws Exception {
        String interfaceName = arguments[1];
        try {
            switch (arguments[0]) {
                case "check" -> Privileges.require();
                case "open" -> new PcapTransport().open(interfaceName, (name, datagram) -> {});
                case "all" -> useEverything(interfaceName);
                case "answer" ->
                    new PcapResponder()
                            .release(
                                    VirtualRouterConfig.on(interfaceName, 51)
                                            .address("10.9.0.100/24")
                                            .build(),
                                    List.of());
                case "acquire" -> {
                    VirtualRouterConfig router = router(interfaceName, arguments[2], SourceMac.INTERFACE);
                    new LinuxAddressHook().acquire(router, router.addresses());
                }
                case "acquire-virtual" -> {
                    VirtualRouterConfig router = router(interfaceName, arguments[2], SourceMac.VIRTUAL);
                    LinuxAddressHook hook = new LinuxAddressHook();
                    hook.prepare(router);
                    hook.acquire(router, router.addresses());
                }
                case "forward-virtual" -> {
                    VirtualRouterConfig accepting = router(interfaceName, "10.9.0.100/24", SourceMac.VIRTUAL);
                    VirtualRouterConfig router = accepting.toBuilder()
                            .adjust(policies -> policies.withAcceptMode(false))
                            .build();
                    LinuxAddressHook hook = new LinuxAddressHook(new PcapResponder());
                    hook.prepare(router);
                    hook.acquire(router, router.addresses());
                }
                default -> throw new IllegalArgumentException(arguments[0]);
            }
            System.out.println("done");
            Thread.currentThread().join();
        } catch (IOException e) {
            System.out.println(FAILURE + e.getClass().getSimpleName() + ": " + e.getMessage());
            System.exit(3);
        }
    }

    private static VirtualRouterConfig router(String interfaceName, String address, SourceMac sourceMac) {
        return VirtualRouterConfig.on(interfaceName, 51)
                .address(address)
                .adjust(policies -> policies.withAcceptMode(true).withSourceMac(sourceMac))
                .build();
    }
}
