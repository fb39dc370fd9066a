package io.github.vrrp4j.pcap.linux;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong on several interfaces while everything else was tried nevertheless. */
final class Failures {
    private final Map<String, IOException> byInterface = new LinkedHashMap<>();

    void add(String interfaceName, IOException failure) {
        IOException first = byInterface.putIfAbsent(interfaceName, failure);
        if (first != null) {
            first.addSuppressed(failure);
        }
    }

    void refused(String interfaceName, String what, int errno) {
        NetlinkException refusal = new NetlinkException(what, errno);
        add(
                interfaceName,
                errno == Libc.EPERM
                        ? new MissingPrivilegeException(
                                interfaceName + ": " + refusal.getMessage() + ": needs root or CAP_NET_ADMIN")
                        : new IOException(interfaceName + ": " + refusal.getMessage(), refusal));
    }

    @Nullable
    IOException of(String interfaceName) {
        return byInterface.get(interfaceName);
    }

    void addTo(Failures others) {
        byInterface.forEach(others::add);
    }

    void throwFirst() throws IOException {
        for (IOException first : byInterface.values()) {
            throw first;
        }
    }
}
