package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who is what on one LAN, and whether it is as it should be. */
final class Census {
    private final World world;
    private final SimulatedLan lan;

    Census(World world, SimulatedLan lan) {
        this.world = world;
        this.lan = lan;
    }

    List<SimulatedNode> holders(IpAddress address) {
        return nodes().stream().filter(node -> node.holds(address)).toList();
    }

    List<SimulatedNode> actives(int vrid, Family family) {
        return nodes().stream()
                .filter(node -> ids(node, vrid, family).stream().anyMatch(id -> node.state(id) == State.ACTIVE))
                .toList();
    }

    void assertOneActive(int vrid) {
        boolean any = false;
        for (Family family : Family.values()) {
            if (nodes().stream().anyMatch(node -> !ids(node, vrid, family).isEmpty())) {
                any = true;
                List<SimulatedNode> actives = actives(vrid, family);
                if (actives.size() != 1) {
                    throw world.failure("expected exactly one host to be Active for VRID " + vrid + " over " + family
                            + ", but " + names(actives) + (actives.size() > 1 ? " are" : " is"));
                }
            }
        }
        if (!any) {
            throw new IllegalArgumentException(
                    "vrid " + vrid + ": no host on " + lan.name() + " has such a virtual router");
        }
    }

    void assertHolds(SimulatedNode node, IpAddress address) {
        List<SimulatedNode> holders = holders(address);
        if (!holders.equals(List.of(node))) {
            throw world.failure("expected " + node.name() + " alone to have " + address + ", but " + names(holders)
                    + (holders.size() > 1 ? " have it" : " has it"));
        }
    }

    /** The hosts with virtual routers that are connected with this LAN. */
    private List<SimulatedNode> nodes() {
        return world.nodes.stream()
                .filter(node -> node.ports().stream().anyMatch(port -> port.lan() == lan))
                .toList();
    }

    private List<VirtualRouterId> ids(SimulatedNode node, int vrid, Family family) {
        List<VirtualRouterId> ids = new ArrayList<>();
        for (VirtualRouterConfig config : node.configs()) {
            VirtualRouterId id = config.id();
            boolean here = node.port(id.interfaceName()).lan() == lan;
            if (here && id.vrid().value() == vrid && id.family() == family) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static String names(List<SimulatedNode> hosts) {
        return hosts.isEmpty()
                ? "nobody"
                : hosts.stream().map(SimulatedHost::name).collect(Collectors.joining(" and "));
    }
}
