package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.IpAddress;
import java.util.List;

/** What a file is checked against. */
@FunctionalInterface
public interface Machine {
    /**
     * Whether this machine has an interface.
     *
     * @param name its name
     * @return true if it has
     */
    boolean hasInterface(String name);

    /**
     * The addresses of an interface at this moment.
     *
     * @param interfaceName its name
     * @return primary addresses first; empty if they are not known
     */
    default List<IpAddress> addresses(String interfaceName) {
        return List.of();
    }
}
