package io.github.vrrp4j.pcap.frames;

import io.github.vrrp4j.spi.Datagram;

/** What a frame from the wire turned out to be: a {@link Packet}, or the {@link FrameRejection} that says why not. */
public sealed interface FrameContent permits FrameContent.Packet, FrameRejection {
    /**
     * A frame that carries a VRRP packet.
     *
     * @param datagram the packet, with its own copy of the payload
     */
    record Packet(Datagram datagram) implements FrameContent {}
}
