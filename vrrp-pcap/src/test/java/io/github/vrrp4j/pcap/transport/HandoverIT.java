package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether packets wait on this host: known while a receiver does not get on, and when it has caught up. */
@ExtendWith(WireTests.class)
class HandoverIT {
    private static final VirtualRouterConfig THEIRS =
            VirtualRouterConfig.on("v1", 51).address("192.0.2.1").build();

    private final Semaphore packets = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private void receive(String interfaceName, Datagram datagram) {
        packets.release();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTransportIsBehindAsLongAsItsReceiverHasAPacketInHand() throws Exception {
        try (Namespace us = new Namespace("us");
                Namespace them = new Namespace("them");
                PcapTransport transport = new PcapTransport()) {
            us.connect("v0", them, "v1");
            us.call(() -> {
                transport.open("v0", this::receive);
                return transport;
            });
            Await.until("nothing waits before anything came", () -> !transport.isBehind("v0"));

            try (PcapTransport peer = PcapTransportIT.opened(them, "v1", new LinkedBlockingQueue<>())) {
                peer.send(THEIRS, PcapTransportIT.advertisement(100));
                packets.acquire();
                assertTrue(transport.isBehind("v0"), "one is in hand");
                peer.send(THEIRS, PcapTransportIT.advertisement(100));
                assertTrue(transport.isBehind("v0"), "one is still in hand");

                goOn.countDown();
                packets.acquire();
                Await.until("both have been handed over", () -> !transport.isBehind("v0"));
            }
        }
    }
}
