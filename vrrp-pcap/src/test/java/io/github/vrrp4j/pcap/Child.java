package io.github.vrrp4j.pcap;

import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.Privileges;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

    public static void main(String[] arguments) throws Exception {
        String interfaceName = arguments[1];
        try {
            switch (arguments[0]) {
                case "check" -> Privileges.require();
                case "open" -> new PcapTransport().open(interfaceName, (name, datagram) -> {});
                case "acquire" ->
                    new LinuxAddressHook()
                            .acquire(
                                    VirtualRouterConfig.on(interfaceName, 51)
                                            .address("10.9.0.100/24")
                                            .adjust(policies -> policies.withAcceptMode(true))
                                            .build(),
                                    List.of(VirtualAddress.of(arguments[2])));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
            System.out.println("done");
            Thread.currentThread().join();
        } catch (IOException e) {
            System.out.println(FAILURE + e.getClass().getSimpleName() + ": " + e.getMessage());
            System.exit(3);
        }
    }
}
