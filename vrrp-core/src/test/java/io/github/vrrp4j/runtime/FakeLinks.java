package io.github.vrrp4j.runtime;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.LinkMonitor;
import io.github.vrrp4j.spi.LinkStatus;
import java.util.List;

/** An interface that is up, unless a test says otherwise to its watcher. */
final class FakeLinks implements LinkMonitor {
    volatile Watcher watcher = (name, status) -> {};
    volatile boolean closed;

    @Override
    public void watch(String interfaceName, Watcher newWatcher) {
        watcher = newWatcher;
        watcher.changed(interfaceName, LinkStatus.up(List.of(IpAddress.of("10.9.0.1"))));
    }

    @Override
    public void close() {
        closed = true;
    }
}
