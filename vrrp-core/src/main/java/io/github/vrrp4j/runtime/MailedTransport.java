package io.github.vrrp4j.runtime;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;

/** A transport whose packets go through a mailbox: what waits there has not been looked at either. */
final class MailedTransport implements Transport {
    private final Transport transport;
    private final Mailbox mailbox;

    MailedTransport(Transport transport, Mailbox mailbox) {
        this.transport = transport;
        this.mailbox = mailbox;
    }

    @Override
    public void check(VirtualRouterConfig router) {
        transport.check(router);
    }

    @Override
    public void open(String interfaceName, Receiver receiver) throws IOException {
        transport.open(interfaceName, receiver);
    }

    @Override
    public void send(VirtualRouterConfig router, Datagram datagram) throws IOException {
        transport.send(router, datagram);
    }

    @Override
    public void probe(VirtualRouterId router, IpAddress source, IpAddress target) throws IOException {
        transport.probe(router, source, target);
    }

    /** Asks the transport first: what it hands over meanwhile is found in the mailbox. */
    @Override
    public boolean isBehind(String interfaceName) {
        return transport.isBehind(interfaceName) || !mailbox.isEmpty();
    }

    @Override
    public void getReady(String interfaceName) {
        transport.getReady(interfaceName);
    }

    @Override
    public void close() {
        transport.close();
    }
}
