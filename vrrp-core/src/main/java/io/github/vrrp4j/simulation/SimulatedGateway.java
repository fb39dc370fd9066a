package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.ArpFrame;
import io.github.vrrp4j.frames.EthernetFrame;
import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.NeighborFrame;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;

/** A host that does nothing but answer ARP requests and Neighbor Solicitations: what a router can ask whether it is isolated. */
public final class SimulatedGateway extends SimulatedHost {
    private final SimulatedPort port;
    private boolean silent;
    private long answers;

    SimulatedGateway(SimulatedLan lan, String name, List<IpAddress> addresses) {
        super(lan.world(), name);
        port = new SimulatedPort(lan, this, "eth0", automaticMac(), addresses);
        connect(port);
    }

    /**
     * Makes it silent, or lets it answer again.
     *
     * @param newSilent whether it answers nobody
     */
    public void silent(boolean newSilent) {
        silent = newSilent;
        world().recorder.event(name(), silent ? "falls silent" : "answers again");
    }

    /**
     * How many questions it has answered.
     *
     * @return the count
     */
    public long answers() {
        return answers;
    }

    @Override
    void receive(SimulatedPort at, byte[] frame) {
        boolean forUs = (frame[0] & 1) != 0 || EthernetFrame.destination(frame).equals(at.mac());
        FrameContent content = forUs && !silent ? EthernetFrame.parse(frame) : null;
        if (content instanceof FrameContent.Arp arp && arp.request() && has(arp.target())) {
            answers++;
            port.transmit(ArpFrame.reply(port.mac(), arp));
        } else if (content instanceof FrameContent.NeighborSolicitation question && has(question.target())) {
            answers++;
            port.transmit(NeighborFrame.advertisement(port.mac(), EthernetFrame.source(frame), question, true));
        }
    }

    private boolean has(IpAddress address) {
        return port.addresses().contains(address);
    }
}
