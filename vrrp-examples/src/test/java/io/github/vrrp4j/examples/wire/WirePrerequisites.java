package io.github.vrrp4j.examples.wire;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** What a lab needs of the machine. */
final class WirePrerequisites {
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;
    private static final int CAP_SYS_ADMIN = 21;

    /** Program to the Debian package that brings it. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(
            Map.of("ip", "iproute2", "tcpdump", "tcpdump", "keepalived", "keepalived", "ping", "iputils-ping"));

    private static final ConditionEvaluationResult RESULT = find();

    private WirePrerequisites() {}

    /** Whether wire tests can run. The reason is printed once if not; if they are required, this throws it. */
    static ConditionEvaluationResult evaluate() {
        if (RESULT.isDisabled() && mode().equals("required")) {
            throw new IllegalStateException(
                    "vrrp.wire=required, but: " + RESULT.getReason().orElseThrow());
        }
        return RESULT;
    }

    private static String mode() {
        String mode = System.getProperty("vrrp.wire", "auto");
        if (!List.of("auto", "required", "skip").contains(mode)) {
            throw new IllegalStateException("vrrp.wire=" + mode + ": must be auto, required or skip");
        }
        return mode;
    }

    private static ConditionEvaluationResult find() {
        String reason = mode().equals("skip") ? "vrrp.wire=skip" : missing();
        if (reason.isEmpty()) {
            return ConditionEvaluationResult.enabled("root, and all programs are here");
        }
        System.out.println("Wire tests do not run: " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static String missing() {
        List<String> missing = new ArrayList<>();
        if (!mayBuildNetworks()) {
            missing.add("run as root (CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYS_ADMIN)");
        }
        TreeSet<String> packages = new TreeSet<>();
        PROGRAMS.forEach((program, debianPackage) -> {
            if (!isInstalled(program)) {
                packages.add(debianPackage);
            }
        });
        if (!Frr.isInstalled()) {
            packages.add("frr");
        }
        if (!packages.isEmpty()) {
            missing.add("apt-get install " + String.join(" ", packages));
        }
        return String.join(", and ", missing);
    }

    private static boolean mayBuildNetworks() {
        Path status = Path.of("/proc/self/status");
        try {
            String effective = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .map(line -> line.substring("CapEff:".length()).trim())
                    .findFirst()
                    .orElse("0");
            long needed = 1L << CAP_NET_ADMIN | 1L << CAP_NET_RAW | 1L << CAP_SYS_ADMIN;
            return (Long.parseUnsignedLong(effective, 16) & needed) == needed;
        } catch (IOException e) {
            return false; // Not Linux.
        }
    }

    private static boolean isInstalled(String program) {
        for (String directory : Command.PATH.split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
