package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what is sent, and delivers what a test has arrive. */
class FakeWire implements Transport {
    final BlockingQueue<Datagram> sent = new LinkedBlockingQueue<>();
    /** How often it got ready between the last packet that was delivered and the next one that was sent. */
    final AtomicInteger timesReadyBefore = new AtomicInteger();

    private volatile boolean ready;
    volatile IOException refusal;
    volatile int floodOnOpen;
    volatile boolean closed;
    volatile Receiver receiver;
    volatile VirtualRouterConfig refused;

    @Override
    public void check(VirtualRouterConfig router) {
        if (router.equals(refused)) {
            throw new UnsupportedOperationException("not here");
        }
    }

    @Override
    public void open(String interfaceName, Receiver newReceiver) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        receiver = newReceiver;
        IpAddress stranger = IpAddress.of("10.9.0.66");
        for (int i = 0; i < floodOnOpen; i++) {
            receiver.received(
                    interfaceName, new Datagram(stranger, stranger.family().group(), 255, new byte[0]));
        }
    }

    @Override
    public void send(VirtualRouterConfig router, Datagram datagram) {
        if (ready) {
            timesReadyBefore.incrementAndGet();
        }
        ready = false;
        sent.add(datagram);
    }

    @Override
    public void getReady(String interfaceName) {
        ready = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    void deliver(IpAddress source, Advertisement advertisement) {
        ready = false;
        receiver.received("eth0", datagram(source, advertisement));
    }

    void deliver(IpAddress source, Advertisement advertisement, long ageNanos) {
        receiver.received("eth0", datagram(source, advertisement), ageNanos);
    }

    private static Datagram datagram(IpAddress source, Advertisement advertisement) {
        IpAddress group = source.family().group();
        return new Datagram(source, group, 255, AdvertisementCodec.encode(advertisement, source, group));
    }

    Advertisement next() throws InterruptedException {
        Datagram datagram = sent.poll(VrrpRuntimeTest.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertTrue(datagram != null, "nothing was sent");
        return decode(datagram);
    }

    Advertisement last() {
        List<Datagram> all = new ArrayList<>(sent);
        return decode(all.get(all.size() - 1));
    }

    private static Advertisement decode(Datagram datagram) {
        return (Advertisement) AdvertisementCodec.decode(
                datagram.payload(),
                0,
                datagram.payload().length,
                datagram.source(),
                datagram.destination(),
                ChecksumAcceptance.EITHER);
    }
}
