package io.github.vrrp4j.pcap.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process must be allowed to do to run VRRP on Linux. */
public final class Privileges {
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;

    private Privileges() {}

    /**
     * Checks that this process may send and receive raw frames and install addresses, so that a program can say so before it
     * begins anything.
     *
     * @throws MissingPrivilegeException naming each capability that is missing
     * @throws IOException if the process cannot read its own status
     */
    public static void require() throws IOException {
        Platform.requireLinux("checks of privileges");
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            throw new MissingPrivilegeException(
                    "needs root or CAP_NET_ADMIN and CAP_NET_RAW: lacks " + String.join(" and ", missing));
        }
    }

    static void requireNetAdmin(String what) throws IOException {
        if (missing().contains("CAP_NET_ADMIN")) {
            throw new MissingPrivilegeException(what + " need root or CAP_NET_ADMIN");
        }
    }

    private static List<String> missing() throws IOException {
        return missing(Files.readAllLines(Path.of("/proc/self/status")));
    }

    static List<String> missing(List<String> processStatus) throws IOException {
        String prefix = "CapEff:";
        for (String line : processStatus) {
            if (line.startsWith(prefix)) {
                return missing(
                        Long.parseUnsignedLong(line.substring(prefix.length()).strip(), 16));
            }
        }
        throw new IOException("/proc/self/status: no line " + prefix);
    }

    private static List<String> missing(long effective) {
        List<String> missing = new ArrayList<>();
        if ((effective >>> CAP_NET_ADMIN & 1) == 0) {
            missing.add("CAP_NET_ADMIN");
        }
        if ((effective >>> CAP_NET_RAW & 1) == 0) {
            missing.add("CAP_NET_RAW");
        }
        return missing;
    }
}
