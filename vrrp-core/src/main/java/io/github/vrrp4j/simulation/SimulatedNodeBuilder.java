package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link SimulatedNode} needs; from {@link SimulatedLan#node(String)}. What is not said is chosen. */
public final class SimulatedNodeBuilder {
    private final SimulatedLan lan;
    private final String name;
    private final List<VirtualRouterConfig> configs = new ArrayList<>();
    private final Map<String, SimulatedLan> lans = new LinkedHashMap<>();
    private final Map<String, List<IpAddress>> addresses = new LinkedHashMap<>();
    private final Map<String, MacAddress> macs = new LinkedHashMap<>();
    private Hooks hooks = Hooks.NONE;
    private boolean leased = true;

    SimulatedNodeBuilder(SimulatedLan lan, String name) {
        this.lan = lan;
        this.name = name;
    }

    /**
     * Adds a virtual router.
     *
     * @param config its parameters; its interface is connected to the LAN of this builder unless {@link #connect} says otherwise
     * @return this
     */
    public SimulatedNodeBuilder router(VirtualRouterConfig config) {
        if (configs.stream().anyMatch(each -> each.id().equals(config.id()))) {
            throw new IllegalArgumentException("virtual router " + config.id() + ": there is one already");
        }
        configs.add(config);
        return this;
    }

    /**
     * Connects an interface to another LAN of the same simulation.
     *
     * @param interfaceName for example {@code eth1}
     * @param other the LAN
     * @return this
     */
    public SimulatedNodeBuilder connect(String interfaceName, SimulatedLan other) {
        if (other.world() != lan.world()) {
            throw new IllegalArgumentException("LAN " + other.name() + ": belongs to another simulation");
        }
        lans.put(interfaceName, other);
        return this;
    }

    /**
     * Sets the addresses of the first interface.
     *
     * @param literals primary ones first; by default an IPv4 address like those of its virtual routers, and a link-local one
     * @return this
     */
    public SimulatedNodeBuilder address(String... literals) {
        return addresses("", literals);
    }

    /**
     * Sets the addresses of an interface.
     *
     * @param interfaceName for example {@code eth1}
     * @param literals primary ones first
     * @return this
     */
    public SimulatedNodeBuilder addresses(String interfaceName, String... literals) {
        addresses.put(interfaceName, Arrays.stream(literals).map(IpAddress::of).toList());
        return this;
    }

    /**
     * Sets the Ethernet address of an interface.
     *
     * @param interfaceName for example {@code eth0}
     * @param mac a unicast address
     * @return this
     */
    public SimulatedNodeBuilder mac(String interfaceName, MacAddress mac) {
        macs.put(interfaceName, mac);
        return this;
    }

    /**
     * Sets the user's hooks, which are called besides what the simulated operating system does.
     *
     * @param newHooks none is the default
     * @return this
     */
    public SimulatedNodeBuilder hooks(Hooks newHooks) {
        hooks = newHooks;
        return this;
    }

    /**
     * Sets the user's address hook. Where it throws, the host does not get, or give up, the addresses.
     *
     * @param hook none is the default
     * @return this
     */
    public SimulatedNodeBuilder addressHook(AddressHook hook) {
        hooks = new Hooks(hook, hooks.announcer(), hooks.listener());
        return this;
    }

    /**
     * Sets the user's announcer. Where it throws, nothing is announced.
     *
     * @param announcer none is the default
     * @return this
     */
    public SimulatedNodeBuilder announcer(Announcer announcer) {
        hooks = new Hooks(hooks.addressHook(), announcer, hooks.listener());
        return this;
    }

    /**
     * Sets the user's listener.
     *
     * @param listener none is the default
     * @return this
     */
    public SimulatedNodeBuilder listener(VrrpListener listener) {
        hooks = new Hooks(hooks.addressHook(), hooks.announcer(), listener);
        return this;
    }

    /**
     * Lets addresses stay for ever when the process dies, as with hosts that do not lease them.
     *
     * @return this
     */
    public SimulatedNodeBuilder unleased() {
        leased = false;
        return this;
    }

    /**
     * Puts the host on its LANs, and starts it at the present virtual time.
     *
     * @return the host
     * @throws IllegalArgumentException if its name is taken
     */
    public SimulatedNode join() {
        SimulatedNode node = new SimulatedNode(this, lan.world(), name);
        for (String each : interfaces()) {
            SimulatedLan on = lans.getOrDefault(each, lan);
            MacAddress mac = macs.getOrDefault(each, node.automaticMac());
            node.connect(new SimulatedPort(on, node, each, mac, addressesOf(each, on)));
        }
        node.start();
        return node;
    }

    private Set<String> interfaces() {
        Set<String> names = new LinkedHashSet<>();
        configs.forEach(config -> names.add(config.id().interfaceName()));
        names.addAll(lans.keySet());
        if (names.isEmpty()) {
            names.add("eth0");
        }
        return names;
    }

    private List<IpAddress> addressesOf(String interfaceName, SimulatedLan on) {
        List<IpAddress> said = addresses.get(interfaceName);
        if (said == null && interfaceName.equals(interfaces().iterator().next())) {
            said = addresses.get("");
        }
        return said != null ? said : automaticAddresses(interfaceName, on);
    }

    /** An owner has the virtual addresses for its own (RFC 9568 section 1.7); others get addresses next to them. */
    private List<IpAddress> automaticAddresses(String interfaceName, SimulatedLan on) {
        int number = on.nextNodeNumber();
        List<IpAddress> automatic = new ArrayList<>();
        for (Family family : Family.values()) {
            @Nullable VirtualRouterConfig first = null;
            for (VirtualRouterConfig config : configs) {
                if (config.id().interfaceName().equals(interfaceName)
                        && config.id().family() == family) {
                    first = first == null || config.isOwner() ? config : first;
                }
            }
            if (first != null && first.isOwner()) {
                first.addresses().stream().map(VirtualAddress::address).forEach(automatic::add);
            } else if (family == Family.IPV6) {
                automatic.add(new IpAddress(Family.IPV6, 0xfe80_0000_0000_0000L, number));
            } else if (first != null) {
                automatic.add(near(first.addresses().get(0).address(), number));
            }
        }
        return automatic;
    }

    static IpAddress near(IpAddress other, int number) {
        return other.family() == Family.IPV4
                ? new IpAddress(Family.IPV4, 0, (other.low() & ~0xffL) | number)
                : new IpAddress(Family.IPV6, other.high(), number);
    }

    List<VirtualRouterConfig> configs() {
        return configs;
    }

    Hooks hooks() {
        return hooks;
    }

    boolean leased() {
        return leased;
    }
}
