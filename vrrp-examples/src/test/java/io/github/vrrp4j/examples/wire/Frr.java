package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * FRR's vrrpd with the zebra that it needs. FRR finds the virtual MAC address on a macvlan interface with the virtual addresses
 * that an administrator has made, and does nothing but set it down and up.
 */
final class Frr extends RouterProcess {
    private static final String DAEMONS = "/usr/lib/frr/";
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Process zebra;

    private Frr(Host host, Process vrrpd, Process zebra) {
        super(host, vrrpd);
        this.zebra = zebra;
    }

    /** Where it advertises from over IPv6. */
    static String linkLocal(Host host) {
        return "fe80::9:" + host.number();
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of(DAEMONS, "vrrpd"));
    }

    static Frr start(Host host, Path configuration, Path labDirectory) {
        Path directory = directory(labDirectory);
        Process zebra = daemon(host, "zebra", directory, Path.of("/dev/null"), labDirectory);
        // vrrpd asks only once whether zebra is there.
        Await.until(
                Duration.ofSeconds(20),
                "zebra listens",
                () -> Files.exists(directory.resolve("zserv.api")),
                () -> zebra.isAlive() ? "it runs" : "it has ended");
        return new Frr(host, daemon(host, "vrrpd", directory, configuration, labDirectory), zebra);
    }

    private static Path directory(Path labDirectory) {
        try {
            Files.setPosixFilePermissions(labDirectory, PosixFilePermissions.fromString("rwx--x--x"));
            Path directory = Files.createDirectory(labDirectory.resolve("frr-" + STARTED.incrementAndGet()));
            // The daemons give up root.
            Command.run("chown", "frr", directory.toString());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process daemon(Host host, String name, Path directory, Path configuration, Path labDirectory) {
        List<String> command = List.of(
                DAEMONS + name,
                "--vty_port=0",
                "--socket=" + directory.resolve("zserv.api"),
                "--vty_socket=" + directory,
                "--pid_file=" + directory.resolve(name + ".pid"),
                "--log=stdout",
                "--config_file=" + configuration);
        return Command.start(host.namespace().inside(command), labDirectory.resolve(host.port() + "-" + name + ".log"));
    }

    /** What FRR's manual asks the administrator for, and that nobody else answers ARP for the addresses of the macvlan. */
    static void makeInterface(RouterConfig config) {
        Host host = config.host();
        Namespace namespace = host.namespace();
        Dialect dialect = config.dialect();
        String name = "vrrp" + (dialect.isIpv6() ? 6 : 4) + "-" + config.vrid();
        host.removeLeftovers(List.of());
        namespace.sysctl("net/ipv4/conf/" + Host.INTERFACE + "/arp_ignore", 1);
        namespace.ip("link", "add", name, "link", Host.INTERFACE, "type", "macvlan", "mode", "bridge");
        namespace.ip("link", "set", name, "address", dialect.virtualMac(config.vrid()));
        namespace.ip("link", "set", name, "addrgenmode", "none");
        List<String> addresses = new ArrayList<>(config.prefixes());
        if (dialect.isIpv6()) {
            // FRR advertises from the one that the kernel lists first, which is the newest.
            addresses.add(linkLocal(host) + "/64");
        }
        addresses.forEach(address -> namespace.ip("addr", "add", address, "dev", name));
        namespace.ip("link", "set", name, "up");
    }

    static String text(RouterConfig config) {
        String prefix = " vrrp " + config.vrid() + " ";
        List<String> lines = new ArrayList<>();
        lines.add("interface " + Host.INTERFACE);
        lines.add(prefix + "version " + config.dialect().version());
        lines.add(prefix + "priority " + config.priority());
        lines.add(
                prefix + "advertisement-interval " + config.dialect().interval().toMillis());
        lines.add((config.preempt() ? "" : " no") + prefix + "preempt");
        config.dialect()
                .virtualAddresses()
                .forEach(address -> lines.add(prefix + (config.dialect().isIpv6() ? "ipv6 " : "ip ") + address));
        return String.join("\n", lines) + "\n";
    }

    @Override
    public int terminate() {
        int status = super.terminate();
        Signals.terminate(zebra.pid());
        return status;
    }

    @Override
    public void kill() {
        Signals.kill(zebra.pid());
        super.kill();
    }
}
