package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** What the kernel of a host answers for, whatever runs there. */
final class Kernel {
    private final Path localAddresses;

    /** Through the eyes of a process that does nothing: to read a file of it costs less than to ask with a program. */
    Kernel(Host host, Path directory) {
        Process eyes =
                Command.start(host.namespace().inside(List.of("sleep", "infinity")), directory.resolve("eyes.log"));
        localAddresses = Path.of("/proc/" + eyes.pid() + "/net/fib_trie");
    }

    /** The numbers of the virtual addresses that are local here, on whichever interface. */
    BitSet virtualAddresses() {
        BitSet found = new BitSet(Fleet.SIZE + 1);
        int last = 0;
        for (String line : lines()) {
            String text = line.trim();
            if (text.startsWith("|-- ")) {
                String address = text.substring("|-- ".length());
                last = address.startsWith(Fleet.PREFIX)
                        ? Integer.parseInt(address.substring(Fleet.PREFIX.length()))
                        : 0;
            } else if (last > 0 && text.equals("/32 host LOCAL")) {
                found.set(last);
            }
        }
        return found;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(localAddresses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
