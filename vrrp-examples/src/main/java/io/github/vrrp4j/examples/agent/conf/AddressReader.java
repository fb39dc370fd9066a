package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.protocol.VirtualAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the lines of {@code virtual_ipaddress}: {@code ADDRESS[/PREFIX] [dev INTERFACE]}. */
final class AddressReader {
    /** Words of keepalived that have a value behind them. Other unknown words stand for themselves. */
    private static final Set<String> WITH_VALUE =
            Set.of("brd", "label", "scope", "peer", "preferred_lft", "track_group");

    private final Problems problems;
    private final Claims claims;
    private final Optional<String> interfaceName;

    /**
     * Reads addresses that are installed on an interface.
     *
     * @param interfaceName the instance's interface, if it could be read
     */
    AddressReader(Problems problems, Claims claims, Optional<String> interfaceName) {
        this.problems = problems;
        this.claims = claims;
        this.interfaceName = interfaceName;
    }

    /** The addresses that are right; what is wrong with others is among the problems. */
    List<VirtualAddress> read(List<Statement> lines) {
        List<VirtualAddress> addresses = new ArrayList<>();
        for (Statement line : lines) {
            readOptions(line);
            Optional<VirtualAddress> read = readAddress(line);
            if (read.isEmpty()) {
                continue;
            }
            VirtualAddress address = read.get();
            addresses.add(address);
            VirtualAddress first = addresses.get(0);
            if (address.address().family() != first.address().family()) {
                error(line, "a virtual router has addresses of one family, and the first one is " + first);
            }
            claims.claim(
                    List.of(interfaceName.orElse(""), address.address()),
                    line.line(),
                    "virtual_ipaddress " + line.keyword() + ": is already listed");
        }
        return addresses;
    }

    private Optional<VirtualAddress> readAddress(Statement line) {
        if (line.block().isPresent()) {
            error(line, "takes no block");
        }
        try {
            // Without a prefix length it is a host address, as in keepalived.
            return Optional.of(VirtualAddress.of(line.keyword()));
        } catch (IllegalArgumentException e) {
            error(line, Values.rule(e));
            return Optional.empty();
        }
    }

    private void readOptions(Statement line) {
        for (int i = 0; i < line.args().size(); i++) {
            String option = line.args().get(i);
            boolean last = i + 1 == line.args().size();
            if (option.equals("dev")) {
                checkDevice(line, last ? "" : line.args().get(++i));
            } else {
                problems.warning(
                        line.line(),
                        "virtual_ipaddress " + line.keyword() + ": " + option + " is not supported, skipped");
                i += WITH_VALUE.contains(option) ? 1 : 0;
            }
        }
    }

    private void checkDevice(Statement line, String device) {
        if (device.isEmpty()) {
            error(line, "dev needs the name of an interface");
        } else if (interfaceName.isPresent() && !device.equals(interfaceName.get())) {
            error(
                    line,
                    "dev must be " + interfaceName.get()
                            + ", since addresses are installed on the instance's interface");
        }
    }

    private void error(Statement line, String rule) {
        problems.error(line.line(), "virtual_ipaddress " + line + ": " + rule);
    }
}
