package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Datagram;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A host that sends whatever it is told to, in whose name it likes. */
public final class SimulatedIntruder extends SimulatedHost {
    private static final int LONGEST_NOISE = 200;
    private static final int ETHERTYPE = 12;

    private final SimulatedPort port;
    private byte @Nullable [] heard;
    private Consumer<byte[]> onFrame = frame -> {};

    SimulatedIntruder(SimulatedLan lan, String name) {
        super(lan.world(), name);
        port = new SimulatedPort(lan, this, "eth0", automaticMac(), List.of());
        connect(port);
    }

    /**
     * Sends bytes as they are.
     *
     * @param frame from its destination address on; nobody may change it afterwards
     */
    public void send(byte[] frame) {
        port.transmit(frame);
    }

    /**
     * Sends a packet to a group, from its own Ethernet address.
     *
     * @param datagram any packet to a multicast address
     */
    public void send(Datagram datagram) {
        send(VrrpFrame.build(port.mac(), datagram));
    }

    /**
     * Sends a packet to one host, from its own Ethernet address.
     *
     * @param destination the Ethernet address of the host
     * @param datagram any packet
     */
    public void send(MacAddress destination, Datagram datagram) {
        send(VrrpFrame.build(port.mac(), destination, datagram));
    }

    /**
     * Sends an advertisement in somebody's name, well-formed and with TTL 255.
     *
     * @param source whom it claims to be from
     * @param advertisement what it says
     */
    public void advertise(IpAddress source, Advertisement advertisement) {
        IpAddress group = source.family().group();
        send(new Datagram(source, group, 255, AdvertisementCodec.encode(advertisement, source, group)));
    }

    /**
     * Sets what to do with each frame that it sees, whomever it is for.
     *
     * @param action is given the frame from its destination address on, which it must not change
     */
    public void onFrame(Consumer<byte[]> action) {
        onFrame = action;
    }

    /** Sends the last multicast frame that it heard once more; nothing if it heard none. */
    public void replay() {
        if (heard != null) {
            send(heard);
        }
    }

    /** Sends random bytes to all; half of the time they begin like a frame that somebody might read. */
    public void babble() {
        Chance chance = world().chance;
        byte[] frame = new byte[ETHERTYPE + 2 + chance.below(LONGEST_NOISE)];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) chance.nextLong();
        }
        byte[] known = heard;
        if (known != null && chance.below(2) == 0) {
            System.arraycopy(known, 0, frame, 0, Math.min(frame.length, chance.below(known.length + 1)));
        }
        frame[0] |= 1;
        send(frame);
    }

    @Override
    void receive(SimulatedPort at, byte[] frame) {
        if ((frame[0] & 1) != 0) {
            heard = frame;
        }
        onFrame.accept(frame);
    }
}
