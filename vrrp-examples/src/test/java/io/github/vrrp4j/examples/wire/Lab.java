package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One Ethernet segment, 10.9.0.0/24 and 2001:db8:9::/64: a bridge in a namespace of its own, usually with a capture on it, and
 * hosts on its ports.
 * Nothing of it is visible outside its namespaces, and closing it removes everything, whatever runs in them.
 */
public final class Lab implements AutoCloseable {
    public static final String BRIDGE = "br0";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int number = COUNT.incrementAndGet();
    private final Deque<Namespace> namespaces = new ArrayDeque<>();
    private final Path directory;
    private final Namespace lan;
    private final @Nullable Capture capture;

    private Lab(boolean watched) throws IOException {
        directory = Files.createTempDirectory("vrrp4j-lab");
        try {
            lan = namespace("lan");
            // A switch has nothing to say.
            lan.sysctl("net/ipv6/conf/default/disable_ipv6", 1);
            // No spanning tree and no delay: a port that comes up forwards at once, as on an edge port.
            lan.ip(
                    "link",
                    "add",
                    BRIDGE,
                    "type",
                    "bridge",
                    "stp_state",
                    "0",
                    "forward_delay",
                    "0",
                    "mcast_snooping",
                    "0");
            lan.ip("link", "set", BRIDGE, "up");
            capture = watched ? Capture.start(lan, BRIDGE, directory) : null;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Lab open() {
        return open(true);
    }

    /** Without a capture, for those who make one of their own. */
    public static Lab openUnwatched() {
        return open(false);
    }

    private static Lab open(boolean watched) {
        Namespace.removeLeftovers();
        try {
            return new Lab(watched);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plugs in a new host with the addresses 10.9.0.{@code number} and 2001:db8:9::{@code number}. */
    public Host host(String name, int number) {
        Namespace namespace = namespace(name);
        Host host = new Host(namespace, lan, name, number);
        prepareKernel(host);
        lan.ip(
                "link",
                "add",
                "name",
                name,
                "type",
                "veth",
                "peer",
                "name",
                Host.INTERFACE,
                "address",
                host.mac(),
                "netns",
                namespace.name());
        lan.ip("link", "set", "dev", name, "master", BRIDGE, "up");
        namespace.ip("link", "set", "lo", "up");
        namespace.ip("addr", "add", host.address() + "/24", "dev", Host.INTERFACE);
        namespace.ip("addr", "add", host.global() + "/64", "dev", Host.INTERFACE);
        namespace.ip("link", "set", Host.INTERFACE, "up");
        return host;
    }

    private static void prepareKernel(Host host) {
        // Link-local addresses are there at once; that no two hosts have the same is known here.
        host.namespace().sysctl("net/ipv6/conf/all/accept_dad", 0);
        host.namespace().sysctl("net/ipv6/conf/default/accept_dad", 0);
        // FRR advertises itself as a router, and nobody here is to have other addresses than those of the test.
        host.namespace().sysctl("net/ipv6/conf/default/accept_ra", 0);
        host.namespace().sysctl("net/ipv6/conf/default/hop_limit", host.ttl());
        host.namespace().sysctl("net/ipv4/ip_default_ttl", host.ttl());
    }

    Capture capture() {
        return Objects.requireNonNull(capture, "this lab is not watched");
    }

    /** Where the bridge is. */
    public Namespace lan() {
        return lan;
    }

    /** Where programs keep their files; gone when the lab is closed. */
    public Path directory() {
        return directory;
    }

    /** With {@code -Dvrrp.captures=DIRECTORY}, copies the capture there before it is gone. */
    void keepCapture(String name) {
        String target = System.getProperty("vrrp.captures", "");
        if (!target.isEmpty()) {
            try {
                Files.createDirectories(Path.of(target));
                Files.copy(
                        directory.resolve(Capture.FILE),
                        Path.of(target, name.replaceAll("[^A-Za-z0-9]+", "-") + ".pcap"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** For a failed test: what was sent, and what every program has logged. */
    String report() {
        StringBuilder all =
                new StringBuilder("---- on the wire\n").append(capture().transcript());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                all.append("---- ").append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!namespaces.isEmpty()) {
            try {
                namespaces.pop().remove();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        removeDirectory();
        if (failure != null) {
            throw failure;
        }
    }

    private void removeDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Namespace namespace(String label) {
        Namespace namespace = Namespace.create(number + "-" + label);
        namespaces.push(namespace);
        return namespace;
    }
}
