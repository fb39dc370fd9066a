package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.frames.VrrpFrame;
import io.github.vrrp4j.spi.Transport.Receiver;
import java.util.concurrent.atomic.AtomicLongArray;

/** Passes on the VRRP packets among the frames that were captured, and counts the others. */
final class Arrivals {
    private final AtomicLongArray rejections = new AtomicLongArray(FrameRejection.values().length);

    void accept(String interfaceName, byte[] frame, long ageNanos, Receiver receiver) {
        FrameContent content = VrrpFrame.parse(frame);
        if (content instanceof FrameContent.Packet packet) {
            receiver.received(interfaceName, packet.datagram(), ageNanos);
        } else if (content instanceof FrameRejection rejection) {
            rejections.incrementAndGet(rejection.ordinal());
        }
    }

    long rejected(FrameRejection reason) {
        return rejections.get(reason.ordinal());
    }
}
