package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A host whose data plane does what the Javadoc of {@link AddressHook} says, and nothing else. */
final class ModelHost implements AddressHook, Announcer, VrrpListener {
    static final MacAddress INTERFACE_MAC = new MacAddress(0x0200_0000_0001L);

    /** The addresses that it answers for at present, and by whose parameters. */
    private final Map<VirtualAddress, VirtualRouterConfig> held = new LinkedHashMap<>();
    /** What came before what. */
    final List<String> order = new ArrayList<>();

    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        addresses.forEach(address -> held.put(address, router));
        order.add("acquired");
    }

    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
        addresses.forEach(held::remove);
        order.add("released");
    }

    @Override
    public void announce(VirtualRouterId router, List<Announcement> announcements) {
        order.add("announced");
    }

    @Override
    public void transition(VirtualRouterId router, Transition transition) {
        order.add("told " + transition.to().name());
    }

    Hooks hooks() {
        return new Hooks(this, this, this);
    }

    Set<VirtualAddress> held() {
        return held.keySet();
    }

    private Optional<VirtualRouterConfig> holder(String address) {
        IpAddress wanted = IpAddress.of(address);
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().address().equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static MacAddress mac(VirtualRouterConfig config) {
        return config.policies().sourceMac() == SourceMac.VIRTUAL
                ? config.id().vrid().virtualMac(config.id().family())
                : INTERFACE_MAC;
    }

    /** The answer to an ARP request or a Neighbor Solicitation (sections 8.1.2 and 8.2.2): its own and as a proxy. */
    Optional<MacAddress> resolves(String address) {
        return holder(address).map(ModelHost::mac);
    }

    /** The flags of that Neighbor Advertisement: R, S, O. */
    Optional<Integer> neighborAdvertisementFlags(String address) {
        return holder(address).map(config -> 0xe0);
    }

    Set<String> solicitedNodeGroups() {
        return held.keySet().stream()
                .map(VirtualAddress::address)
                .filter(address -> address.family() == Family.IPV6)
                .map(address -> new IpAddress(
                                Family.IPV6, 0xff02_0000_0000_0000L, 0x1_ff00_0000L | (address.low() & 0xff_ffffL))
                        .toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean sendsRouterAdvertisements() {
        return held.keySet().stream().anyMatch(address -> address.address().family() == Family.IPV6);
    }

    /** A frame for another host that is addressed to this MAC address. */
    boolean forwardsFramesTo(String mac) {
        return held.values().stream().anyMatch(config -> mac(config).toString().equals(mac));
    }

    /** An IP packet other than Neighbor Discovery. */
    boolean accepts(String address) {
        return holder(address).filter(VirtualRouterConfig::acceptsPackets).isPresent();
    }

    /** Section 8.3.1. */
    boolean dropsInsteadOfForwarding(String address) {
        return holder(address).filter(config -> !config.acceptsPackets()).isPresent();
    }
}
