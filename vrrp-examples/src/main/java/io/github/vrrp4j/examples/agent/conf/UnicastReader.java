package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import java.util.Optional;

/** Reads whom an instance talks to, and from where: {@code unicast_peer}, {@code unicast_src_ip}, {@code mcast_src_ip}. */
final class UnicastReader {
    private static final String PEERS = "unicast_peer";

    private final Block instance;
    private final Problems problems;

    UnicastReader(Block instance, Problems problems) {
        this.instance = instance;
        this.problems = problems;
    }

    /** The peers that are right; none for multicast. */
    List<IpAddress> peers() {
        Optional<List<Statement>> lines = instance.block(PEERS);
        if (lines.isPresent() && lines.get().isEmpty()) {
            problems.error(instance.line(PEERS), PEERS + ": needs at least one address; without it, it is multicast");
        }
        return lines.orElse(List.of()).stream()
                .flatMap(line -> peer(line).stream())
                .toList();
    }

    private Optional<IpAddress> peer(Statement line) {
        if (!line.args().isEmpty()) {
            problems.warning(
                    line.line(),
                    PEERS + " " + line.keyword() + ": " + String.join(" ", line.args()) + " is not supported, skipped");
        }
        try {
            if (line.block().isPresent()) {
                throw new IllegalArgumentException("peer: takes no block");
            }
            return Optional.of(IpAddress.of(line.keyword()));
        } catch (IllegalArgumentException e) {
            problems.error(line.line(), PEERS + " " + line.keyword() + ": " + Values.rule(e));
            return Optional.empty();
        }
    }

    /** Packets come from the primary address, and a file that wants another one is refused. */
    void checkSource(String keyword, String interfaceName, Machine machine) {
        Optional<IpAddress> source = instance.value(keyword, IpAddress::of);
        if (source.isEmpty()) {
            return;
        }
        String line = keyword + " " + source.get();
        List<IpAddress> candidates = machine.addresses(interfaceName).stream()
                .filter(address -> address.family() == source.get().family())
                .filter(address -> address.isLinkLocal() || address.family() == Family.IPV4)
                .toList();
        if (candidates.isEmpty()) {
            problems.warning(
                    instance.line(keyword),
                    line + ": cannot be checked, since " + interfaceName
                            + " has no such address yet; packets come from its" + " primary one");
        } else if (!candidates.get(0).equals(source.get())) {
            problems.error(
                    instance.line(keyword),
                    line + ": must be " + candidates.get(0) + ", since packets come from the primary address of "
                            + interfaceName);
        }
    }
}
