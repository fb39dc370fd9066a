package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.AnnouncementFrame;
import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Datagram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system of a simulated router does: has addresses, answers ARP and Neighbor Solicitations for them, takes
 * packets to them, and passes VRRP to the process. It goes on when the process is dead or stands still.
 */
final class Kernel {
    private final SimulatedNode node;
    private final Machine machine;
    private final World world;
    private final Map<IpAddress, Held> held = new LinkedHashMap<>();
    private final Map<SimulatedPort, Neighbors> neighbors = new LinkedHashMap<>();
    private final @Nullable Long leaseNanos;
    private final Event leaseEnd = Event.of(this::lapse);
    private boolean renewable = true;
    private boolean lapsed;

    /** An address and where it is. */
    private record Held(SimulatedPort port, MacAddress answering, boolean router) {}

    /** Without a lease, addresses stay until somebody removes them. */
    Kernel(SimulatedNode node, Machine machine, @Nullable Long leaseNanos) {
        this.node = node;
        this.machine = machine;
        world = node.world();
        this.leaseNanos = leaseNanos;
    }

    void acquire(VirtualRouterConfig config, List<VirtualAddress> addresses) {
        SimulatedPort port = node.port(config.id().interfaceName());
        for (VirtualAddress each : addresses) {
            boolean router = config.policies().announcements().routerFlag();
            Held before = held.put(each.address(), new Held(port, sourceMac(config, port), router));
            if (before == null) {
                world.recorder.event(node.name(), "has " + each.address() + " now");
            }
        }
    }

    void release(List<VirtualAddress> addresses) {
        for (VirtualAddress each : addresses) {
            if (held.remove(each.address()) != null) {
                world.recorder.event(node.name(), "gives up " + each.address());
            }
        }
    }

    /** Somebody on this machine removes an address by hand; says whether it was there. */
    boolean remove(IpAddress address) {
        return !lapsed && held.remove(address) != null;
    }

    boolean holds(IpAddress address) {
        return !lapsed && held.containsKey(address);
    }

    List<IpAddress> held() {
        return lapsed ? List.of() : List.copyOf(held.keySet());
    }

    /** Nobody renews leases any more. */
    void stopRenewing(boolean processIsDead) {
        renewable = !processIsDead;
        if (lapsed && processIsDead) {
            held.clear();
        }
        if (leaseNanos != null && !held.isEmpty() && !leaseEnd.isQueued()) {
            world.after(leaseNanos, leaseEnd);
        }
    }

    /** Whoever renews leases is back; addresses that lapsed are installed again, unless they were to go with their process. */
    void renew() {
        world.queue.cancel(leaseEnd);
        lapsed = false;
    }

    private void lapse() {
        world.recorder.event(node.name(), "lets its leases run out: " + held.keySet());
        if (renewable) {
            lapsed = true;
        } else {
            held.clear();
        }
    }

    /** The machine loses its power. */
    void reset() {
        world.queue.cancel(leaseEnd);
        lapsed = false;
        held.clear();
        neighbors.values().forEach(Neighbors::forget);
    }

    void send(VirtualRouterConfig config, Datagram datagram) {
        SimulatedPort port = node.port(config.id().interfaceName());
        MacAddress source = sourceMac(config, port);
        if (datagram.destination().isMulticast()) {
            port.transmit(VrrpFrame.build(source, datagram));
        } else {
            neighbors(port)
                    .send(
                            datagram.source(),
                            datagram.destination(),
                            mac -> port.transmit(VrrpFrame.build(source, mac, datagram)));
        }
    }

    void announce(SimulatedPort port, List<Announcement> announcements) {
        for (Announcement each : announcements) {
            port.transmit(AnnouncementFrame.build(port.mac(), each));
        }
    }

    private static MacAddress sourceMac(VirtualRouterConfig config, SimulatedPort port) {
        return config.policies().sourceMac() == SourceMac.VIRTUAL
                ? config.id().vrid().virtualMac(config.id().family())
                : port.mac();
    }

    private Neighbors neighbors(SimulatedPort port) {
        return neighbors.computeIfAbsent(port, each -> new Neighbors(world, each));
    }

    void receive(SimulatedPort port, byte[] frame) {
        if (!isForUs(port, frame)) {
            return;
        }
        FrameContent content = EthernetFrame.parse(frame);
        if (content instanceof FrameContent.Packet packet) {
            machine.deliver(port, packet.datagram());
        } else if (content instanceof FrameContent.Arp arp) {
            received(port, arp);
        } else if (content instanceof FrameContent.NeighborSolicitation solicitation) {
            received(port, frame, solicitation);
        } else if (content instanceof FrameContent.NeighborAdvertisement advertisement) {
            neighbors(port).heard(advertisement);
            machine.answered(port, advertisement.target());
        } else if (content instanceof FrameContent.Udp udp) {
            received(port, frame, udp);
        }
    }

    /** All groups, and every unicast address that answers for something here. */
    private boolean isForUs(SimulatedPort port, byte[] frame) {
        if ((frame[0] & 1) != 0) {
            return true;
        }
        MacAddress destination = EthernetFrame.destination(frame);
        if (destination.equals(port.mac())) {
            return true;
        }
        if (!lapsed) {
            for (Held each : held.values()) {
                if (each.port == port && each.answering.equals(destination)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void received(SimulatedPort port, FrameContent.Arp arp) {
        neighbors(port).heard(arp);
        if (!arp.request()) {
            machine.answered(port, arp.sender());
            return;
        }
        MacAddress mac = answering(port, arp.target());
        if (mac != null && !arp.isGratuitous()) {
            port.transmit(ArpFrame.reply(mac, arp));
        }
    }

    private void received(SimulatedPort port, byte[] frame, FrameContent.NeighborSolicitation solicitation) {
        MacAddress mac = answering(port, solicitation.target());
        if (mac != null) {
            Held address = held.get(solicitation.target());
            boolean router = address != null && address.router;
            port.transmit(NeighborFrame.advertisement(mac, EthernetFrame.source(frame), solicitation, router));
        }
    }

    /** The Ethernet address that answers for an address (RFC 9568 sections 8.1.2 and 8.2.2); null if nobody does here. */
    private @Nullable MacAddress answering(SimulatedPort port, IpAddress target) {
        Held address = lapsed ? null : held.get(target);
        if (address != null && address.port == port) {
            return address.answering;
        }
        return node.isOwn(port, target) ? port.mac() : null;
    }

    private void received(SimulatedPort port, byte[] frame, FrameContent.Udp udp) {
        MacAddress mac = answering(port, udp.destination());
        if (mac != null && Request.isRequest(udp)) {
            Request.reached(world, udp, node);
            if (machine.isRunning()) {
                port.transmit(Request.reply(mac, EthernetFrame.source(frame), udp, node));
            }
        }
    }

    /** The question of a probe. */
    void ask(SimulatedPort port, IpAddress source, IpAddress target) {
        port.transmit(Neighbors.question(port.mac(), null, source, target));
    }
}
