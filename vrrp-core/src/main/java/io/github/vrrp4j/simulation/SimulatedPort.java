package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.Arrays;
import java.util.List;

/** A network interface of a simulated host, with the cable that connects it to the switch. */
public final class SimulatedPort {
    private final World world;
    private final SimulatedLan lan;
    private final SimulatedHost host;
    private final String name;
    private final MacAddress mac;
    private final int number;

    private List<IpAddress> addresses;
    private Conditions conditions = Conditions.IDEAL;
    private long[] lastArrivals = new long[4];
    private boolean enabled = true;
    private boolean plugged = true;
    private boolean powered = true;
    private boolean deaf;
    private boolean mute;
    private long blockedUntil;
    private long sent;
    private long received;

    SimulatedPort(SimulatedLan lan, SimulatedHost host, String name, MacAddress mac, List<IpAddress> addresses) {
        this.world = lan.world();
        this.lan = lan;
        this.host = host;
        this.name = name;
        this.mac = mac;
        this.addresses = List.copyOf(addresses);
        number = lan.fabric().add(this);
    }

    /**
     * The LAN behind the cable.
     *
     * @return the LAN
     */
    public SimulatedLan lan() {
        return lan;
    }

    /**
     * Whose interface this is.
     *
     * @return the host
     */
    public SimulatedHost host() {
        return host;
    }

    /**
     * The name of the interface.
     *
     * @return for example {@code eth0}
     */
    public String name() {
        return name;
    }

    /**
     * Its own Ethernet address.
     *
     * @return not a virtual router MAC address
     */
    public MacAddress mac() {
        return mac;
    }

    /**
     * Its own addresses.
     *
     * @return of both families, without virtual addresses that come and go
     */
    public List<IpAddress> addresses() {
        return addresses;
    }

    /**
     * Gives the interface other addresses of its own; the host hears of it.
     *
     * @param literals the addresses, primary ones first; an IPv6 virtual router needs a link-local one; none takes all away
     */
    public void readdress(String... literals) {
        addresses = Arrays.stream(literals).map(IpAddress::of).toList();
        changed("has addresses " + addresses);
    }

    /** The cable is pulled: the host sees that the carrier is lost. */
    public void unplug() {
        if (plugged) {
            plugged = false;
            lan.fabric().forget(this);
            changed("loses its carrier");
        }
    }

    /** The cable is plugged in again: the host sees the carrier. */
    public void plug() {
        if (!plugged) {
            plugged = true;
            linkUp();
            changed("has its carrier again");
        }
    }

    /** The interface is set down, as by {@code ip link set down}; the switch sees no link either. */
    public void disable() {
        if (enabled) {
            enabled = false;
            lan.fabric().forget(this);
            changed("is set down");
        }
    }

    /** The interface is set up again. */
    public void enable() {
        if (!enabled) {
            enabled = true;
            linkUp();
            changed("is set up");
        }
    }

    /** Nothing comes through any more, in either direction; the carrier stays, and neither end notices anything. */
    public void cut() {
        deaf = true;
        mute = true;
        world.recorder.event(host.name(), name + " is cut off behind the carrier");
    }

    /** What others send no longer arrives here; the carrier stays. */
    public void cutIncoming() {
        deaf = true;
        world.recorder.event(host.name(), name + " receives nothing any more");
    }

    /** What is sent here no longer arrives anywhere; the carrier stays. */
    public void cutOutgoing() {
        mute = true;
        world.recorder.event(host.name(), name + " is no longer heard");
    }

    /** Ends {@link #cut}, {@link #cutIncoming} and {@link #cutOutgoing}. */
    public void heal() {
        if (deaf || mute) {
            deaf = false;
            mute = false;
            world.recorder.event(host.name(), name + " is connected again");
        }
    }

    /**
     * Sets what the cable does to frames in both directions, besides what the LAN does.
     *
     * @param newConditions {@link Conditions#IDEAL} is the default
     */
    public void conditions(Conditions newConditions) {
        conditions = newConditions;
        world.recorder.event(host.name(), name + " has another cable: " + FaultText.of(newConditions));
    }

    Conditions conditions() {
        return conditions;
    }

    /**
     * How many frames the host has sent here.
     *
     * @return the count
     */
    public long framesSent() {
        return sent;
    }

    /**
     * How many frames have arrived here, whomever they were for.
     *
     * @return the count
     */
    public long framesReceived() {
        return received;
    }

    int number() {
        return number;
    }

    void power(boolean on) {
        boolean before = powered;
        powered = on;
        if (on && !before) {
            linkUp();
        } else if (!on) {
            lan.fabric().forget(this);
        }
    }

    private void linkUp() {
        blockedUntil = world.now() + lan.blockedNanos();
    }

    private void changed(String what) {
        world.recorder.event(host.name(), name + " " + what);
        host.linkChanged(this);
    }

    LinkStatus status() {
        return new LinkStatus(true, enabled, enabled && plugged, addresses);
    }

    private boolean carries() {
        return enabled && plugged && powered;
    }

    void transmit(byte[] frame) {
        if (carries()) {
            sent++;
            if (!mute && world.now() >= blockedUntil) {
                lan.fabric().enter(this, frame);
            }
        }
    }

    void deliverAfter(SimulatedPort from, long delay, boolean outOfOrder, byte[] frame) {
        if (from.number >= lastArrivals.length) {
            lastArrivals = Arrays.copyOf(lastArrivals, 2 * from.number);
        }
        long at = world.now() + delay;
        if (!outOfOrder) {
            at = Math.max(at, lastArrivals[from.number]);
            lastArrivals[from.number] = at;
        }
        world.queue.schedule(new Arrival(this, frame), at);
    }

    private void arrive(byte[] frame) {
        if (carries() && !deaf && world.now() >= blockedUntil) {
            received++;
            host.receive(this, frame);
        }
    }

    @Override
    public String toString() {
        return host.name() + " " + name;
    }

    private static final class Arrival extends Event {
        private final SimulatedPort port;
        private final byte[] frame;

        Arrival(SimulatedPort port, byte[] frame) {
            super(false);
            this.port = port;
            this.frame = frame;
        }

        @Override
        void happen() {
            port.arrive(frame);
        }
    }
}
