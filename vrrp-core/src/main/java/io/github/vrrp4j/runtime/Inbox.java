package io.github.vrrp4j.runtime;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkMonitor;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import java.util.List;

/** Puts what the wire and the kernel say into the mailbox, stamped with the time at which it came. */
final class Inbox implements Transport.Receiver, LinkMonitor.Watcher, AddressHook.Watcher {
    private final Mailbox mailbox;
    private final Time time;
    private final NanoClock clock;

    Inbox(Mailbox mailbox, Time time, NanoClock clock) {
        this.mailbox = mailbox;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public void received(String interfaceName, Datagram datagram) {
        received(interfaceName, datagram, 0);
    }

    @Override
    public void received(String interfaceName, Datagram datagram, long ageNanos) {
        long arrival = time.ago(ageNanos);
        mailbox.offer(router -> router.receive(interfaceName, datagram, time.at(arrival)));
    }

    @Override
    public void answered(String interfaceName, IpAddress target) {
        mailbox.offer(router -> router.answered(interfaceName, target));
    }

    @Override
    public void changed(String interfaceName, LinkStatus status) {
        long arrival = clock.nanos();
        put(router -> router.link(interfaceName, status, time.at(arrival)));
    }

    @Override
    public void removed(VirtualRouterId id, List<VirtualAddress> addresses) {
        long arrival = clock.nanos();
        put(router -> router.removed(id, addresses, time.at(arrival)));
    }

    private void put(Mailbox.Message message) {
        try {
            mailbox.put(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
