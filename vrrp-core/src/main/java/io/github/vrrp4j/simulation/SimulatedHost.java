package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Anything with a network interface on a {@link SimulatedLan}. What is done to it takes effect at the present virtual time. */
public abstract sealed class SimulatedHost permits SimulatedNode, SimulatedClient, SimulatedGateway, SimulatedIntruder {
    private final World world;
    private final String name;
    private final int number;
    private final Map<String, SimulatedPort> ports = new LinkedHashMap<>();

    SimulatedHost(World world, String name) {
        if (world.hosts.stream().anyMatch(each -> each.name().equals(name))) {
            throw new IllegalArgumentException("host " + name + ": there is one of this name already");
        }
        this.world = world;
        this.name = name;
        number = world.hosts.size();
        world.hosts.add(this);
    }

    void connect(SimulatedPort port) {
        ports.put(port.name(), port);
    }

    /**
     * The host's name.
     *
     * @return unique in the simulation
     */
    public String name() {
        return name;
    }

    /**
     * Its interfaces.
     *
     * @return in the order in which they were connected
     */
    public List<SimulatedPort> ports() {
        return List.copyOf(ports.values());
    }

    /**
     * One of its interfaces.
     *
     * @param interfaceName for example {@code eth0}
     * @return the interface
     * @throws IllegalArgumentException if it has no such interface
     */
    public SimulatedPort port(String interfaceName) {
        SimulatedPort port = ports.get(interfaceName);
        if (port == null) {
            throw new IllegalArgumentException(
                    "interface " + interfaceName + ": " + name + " has only " + ports.keySet());
        }
        return port;
    }

    /** The cables of all its interfaces are pulled: {@link SimulatedPort#unplug}. */
    public void unplug() {
        ports().forEach(SimulatedPort::unplug);
    }

    /** All its cables are plugged in again: {@link SimulatedPort#plug}. */
    public void plug() {
        ports().forEach(SimulatedPort::plug);
    }

    /** All its interfaces are cut off without losing their carrier: {@link SimulatedPort#cut}. */
    public void cut() {
        ports().forEach(SimulatedPort::cut);
    }

    /** It receives nothing any more: {@link SimulatedPort#cutIncoming}. */
    public void cutIncoming() {
        ports().forEach(SimulatedPort::cutIncoming);
    }

    /** It is no longer heard: {@link SimulatedPort#cutOutgoing}. */
    public void cutOutgoing() {
        ports().forEach(SimulatedPort::cutOutgoing);
    }

    /** Ends every cut of its interfaces: {@link SimulatedPort#heal}. */
    public void heal() {
        ports().forEach(SimulatedPort::heal);
    }

    World world() {
        return world;
    }

    int number() {
        return number;
    }

    /** A locally administered address; unlike the addresses of virtual routers. */
    MacAddress automaticMac() {
        return new MacAddress(0x0200_0000_0000L | (long) ports.size() << 24 | (number + 1));
    }

    SimulatedPort onlyPort() {
        return new ArrayList<>(ports.values()).get(0);
    }

    /** A frame has arrived, whomever it is for. */
    abstract void receive(SimulatedPort port, byte[] frame);

    /** The carrier, the state or the addresses of an interface have changed. */
    void linkChanged(SimulatedPort port) {}

    @Override
    public String toString() {
        return name;
    }
}
