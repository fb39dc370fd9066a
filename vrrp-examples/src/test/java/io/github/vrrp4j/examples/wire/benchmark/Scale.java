package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Await;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Lab;
import io.github.vrrp4j.examples.wire.Namespace;
import io.github.vrrp4j.examples.wire.RouterKind;
import io.github.vrrp4j.examples.wire.RouterProcess;
import io.github.vrrp4j.examples.wire.benchmark.Seen.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** All that fits on four interfaces, every VRID in both families, at one advertisement a second. Of the agent only. */
final class Scale implements Benchmark {
    private static final int INTERFACES = 4;
    private static final int VRIDS = 255;
    private static final int ROUTERS = INTERFACES * VRIDS * 2;
    private static final int BETTER = 150;
    private static final int WORSE = 100;

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        if (kind != RouterKind.AGENT) {
            return;
        }
        Lab lab = Lab.openUnwatched();
        try {
            Host r1 = host(lab, "r1", 1);
            Host r2 = host(lab, "r2", 2);
            // IPv6 addresses cannot be used until the kernel has seen that nobody else has them.
            Clock.sleepMillis(2500);
            RouterProcess active = start(kind, lab, r1, BETTER);
            awaitAddresses(r1, active);
            RouterProcess backup = start(kind, lab, r2, WORSE);
            Clock.sleepMillis(10_000 + options.warmUpMillis());
            report(report, kind, lab, active, backup, options);
        } finally {
            lab.close();
        }
    }

    private static void report(
            Report report, RouterKind kind, Lab lab, RouterProcess active, RouterProcess backup, Options options) {
        Recording recording = Recording.start(lab);
        long start = System.nanoTime();
        long activeBefore = cpuNanos(active);
        long backupBefore = cpuNanos(backup);
        Clock.sleepMillis(1000L * options.seconds());
        long activeNanos = cpuNanos(active) - activeBefore;
        long backupNanos = cpuNanos(backup) - backupBefore;
        long nanos = System.nanoTime() - start;
        List<Seen> adverts =
                recording.stop().stream().filter(seen -> seen.is(Kind.ADVERT)).toList();
        double expected = VRIDS
                * 2
                * (adverts.get(adverts.size() - 1).nanos() - adverts.get(0).nanos())
                / 1e9;
        String figure = ROUTERS + " at 1 s, 4 interfaces, IPv4 and IPv6: ";
        report.add(
                kind,
                figure + "% of a core (Active, Backup)",
                String.format(Locale.ROOT, "%.1f, %.1f", 100.0 * activeNanos / nanos, 100.0 * backupNanos / nanos));
        report.add(
                kind,
                figure + "adverts seen of one interface, %",
                String.format(Locale.ROOT, "%.1f", 100 * adverts.size() / expected));
        report.add(
                kind,
                figure + "adverts from the Backup (should be 0)",
                String.valueOf(adverts.stream().filter(seen -> seen.host() == 2).count()));
    }

    private static long cpuNanos(RouterProcess process) {
        return process.pids().stream().mapToLong(Clock::cpuNanos).sum();
    }

    /** One interface is plugged into the bridge that is watched, each of the others into one of its own. */
    private static Host host(Lab lab, String name, int last) {
        Host host = lab.host(name, last);
        Namespace lan = lab.lan();
        for (int i = 1; i < INTERFACES; i++) {
            String bridge = "br" + i;
            String port = name + "-" + i;
            if (!lan.ip("-o", "link").contains(" " + bridge + ":")) {
                lan.ip("link", "add", bridge, "type", "bridge", "mcast_snooping", "0");
                lan.ip("link", "set", bridge, "up");
            }
            String inside = "eth" + i;
            String namespace = host.namespace().name();
            lan.ip("link", "add", "name", port, "type", "veth", "peer", "name", inside, "netns", namespace);
            lan.ip("link", "set", "dev", port, "master", bridge, "up");
            host.namespace().ip("addr", "add", "10.9." + (100 + i) + "." + last + "/24", "dev", inside);
            host.namespace().ip("link", "set", inside, "up");
        }
        return host;
    }

    private static RouterProcess start(RouterKind kind, Lab lab, Host host, int priority) {
        StringBuilder text = new StringBuilder("global_defs {\n    vrrp_version 3\n}\n");
        for (int i = 0; i < INTERFACES; i++) {
            for (int vrid = 1; vrid <= VRIDS; vrid++) {
                instance(text, i, vrid, priority, "4", "10.20." + i + "." + vrid + "/32");
                instance(text, i, vrid, priority, "6", "fe80::" + i + ":" + vrid + "/128");
            }
        }
        try {
            Path file = Files.writeString(lab.directory().resolve(host.port() + ".conf"), text);
            return kind.start(host, file, lab.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void instance(
            StringBuilder text, int interfaceNumber, int vrid, int priority, String family, String address) {
        text.append("""
                vrrp_instance V%d-%d-%s {
                    interface eth%d
                    virtual_router_id %d
                    priority %d
                    advert_int 1
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(interfaceNumber, vrid, family, interfaceNumber, vrid, priority, address));
    }

    private static void awaitAddresses(Host host, RouterProcess process) {
        Await.until(
                Duration.ofSeconds(60),
                host + " has all addresses",
                () -> {
                    process.requireAlive();
                    return addresses(host) == ROUTERS;
                },
                () -> addresses(host) + " addresses");
    }

    private static long addresses(Host host) {
        return host.namespace()
                .ip("-o", "addr")
                .lines()
                .filter(line -> line.contains("/32") || line.contains("/128"))
                .filter(line -> !line.contains(" lo "))
                .count();
    }
}
