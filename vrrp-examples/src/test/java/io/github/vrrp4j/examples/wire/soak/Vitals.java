package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a process has that it could leak.
 *
 * @param threads without those of the host lane
 * @param hostThreads those of the host lane, which come when many hooks are to run and wait for each other
 * @param liveKilobytes what is left on its heap after everything that is garbage was collected
 */
record Vitals(
        long threads,
        long hostThreads,
        long residentKilobytes,
        long liveKilobytes,
        long descriptors,
        long sockets,
        long macvlans) {
    /** The JVM's own come and go. */
    private static final int MORE_THREADS = 8;

    /** An interface that came back is opened again, perhaps just now. */
    private static final int MORE_DESCRIPTORS = 3;

    private static final int HOST_THREADS_AT_REST = 16;

    private static final long MORE_LIVE_KILOBYTES = 6 << 10;

    /** Compiled code grows for a long time after the start. */
    private static final long MORE_RESIDENT_KILOBYTES = 64 << 10;

    static Vitals of(Soaked process, Host host) {
        Path proc = Path.of("/proc/" + process.pid());
        List<String> descriptors = descriptors(proc.resolve("fd"));
        // Before the histogram, which a thread of its own prints.
        long hostThreads = hostThreads(process.pid());
        long threads = status(proc, "Threads:") - hostThreads;
        return new Vitals(
                threads,
                hostThreads,
                status(proc, "VmRSS:"),
                liveKilobytes(process.pid()),
                descriptors.size(),
                descriptors.stream().filter(each -> each.startsWith("socket:")).count(),
                host.macvlans().size());
    }

    private static long hostThreads(long pid) {
        return Threads.of(pid).values().stream()
                .filter(name -> name.startsWith("vrrp-host-"))
                .count();
    }

    /** Whether the host lane has no more threads than it needs when nothing happens. */
    static boolean isHostLaneAtRest(Soaked process) {
        return hostThreads(process.pid()) <= HOST_THREADS_AT_REST;
    }

    private static long status(Path proc, String key) {
        try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> descriptors(Path directory) {
        try (Stream<Path> links = Files.list(directory)) {
            return links.map(Vitals::target).filter(each -> !each.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // Closed meanwhile.
        }
    }

    /** Counting what lives collects first. */
    private static long liveKilobytes(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String total = Command.run(jcmd, String.valueOf(pid), "GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]) / 1024;
    }

    /** What has grown beyond what is normal; empty if nothing has. */
    String leaksSince(Vitals before) {
        boolean leaks = threads > before.threads + MORE_THREADS
                || descriptors > before.descriptors + MORE_DESCRIPTORS
                || sockets > before.sockets + MORE_DESCRIPTORS
                || liveKilobytes > before.liveKilobytes + MORE_LIVE_KILOBYTES
                || residentKilobytes > before.residentKilobytes + MORE_RESIDENT_KILOBYTES
                || macvlans != Fleet.virtualMacs();
        return leaks ? "after the first round " + before + ", at the end " + this : "";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "threads %d and %d, live %.1f MB, resident %d MB, descriptors %d (sockets %d), macvlans %d",
                threads,
                hostThreads,
                liveKilobytes / 1024.0,
                residentKilobytes / 1024,
                descriptors,
                sockets,
                macvlans);
    }
}
