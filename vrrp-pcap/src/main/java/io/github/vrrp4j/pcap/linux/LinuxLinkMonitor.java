package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.pcap.linux.NetlinkSocket.Received;
import io.github.vrrp4j.spi.LinkMonitor;
import io.github.vrrp4j.spi.LinkStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches interfaces on Linux through rtnetlink events: reacts within a millisecond and does nothing in between. An event only
 * says that something changed; what it is now is always asked of the kernel, so lost or late events never leave a wrong status.
 *
 * <p>IPv6 addresses are reported once duplicate address detection has let them pass. Each status that is delivered differs from
 * the one before.
 *
 * <p>Needs no privilege. Any thread may call any method. One daemon thread delivers; {@link #close()} ends it.
 */
public final class LinuxLinkMonitor implements LinkMonitor {
    private static final Logger log = LoggerFactory.getLogger(LinuxLinkMonitor.class);

    private static final int RETRY_MILLIS = 1000;

    /**
     * How long news of addresses wait: hundreds of virtual ones may come at once, and who installs them is about to announce them.
     * Links are looked at at once.
     */
    private static final long ADDRESSES_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Object lock = new Object();
    private final Rtnetlink netlink;
    private final Links links;
    private final Addresses addresses;
    private final NetlinkSocket events;
    private final Wakeup wakeup;
    private final Thread thread;
    private final List<Watch> watches = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Makes a monitor for the network namespace of this thread.
     *
     * @throws MissingLibraryException if JNA does not work here
     * @throws IOException if rtnetlink cannot be reached
     * @throws UnsupportedOperationException on a system other than Linux
     */
    public LinuxLinkMonitor() throws IOException {
        Platform.requireLinux("link states from rtnetlink (LinuxLinkMonitor)");
        netlink = new Rtnetlink();
        links = new Links(netlink);
        addresses = new Addresses(netlink);
        events = new NetlinkSocket(
                NetlinkSocket.GROUP_LINK | NetlinkSocket.GROUP_IPV4_ADDRESSES | NetlinkSocket.GROUP_IPV6_ADDRESSES);
        wakeup = new Wakeup(events);
        thread = Threads.daemon("vrrp-links", this::runUntilClosed);
        thread.start();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the monitor is closed
     */
    @Override
    public void watch(String interfaceName, Watcher watcher) throws IOException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("link monitor: closed");
            }
            Watch watch = new Watch(interfaceName, watcher);
            refresh(watch);
            watches.add(watch);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            wakeup.call();
        }
        Threads.join(thread);
        netlink.close();
        events.close();
        wakeup.close();
    }

    private void runUntilClosed() {
        int timeout = Wakeup.FOREVER;
        try {
            while (!closed) {
                wakeup.await(timeout);
                synchronized (lock) {
                    markStale();
                    timeout = refreshStale();
                }
            }
        } catch (NetlinkException | RuntimeException e) {
            log.error("Links are no longer watched: {}", e.getMessage(), e);
        }
    }

    private void markStale() throws NetlinkException {
        Received received;
        do {
            received =
                    events.receive(Libc.MSG_DONTWAIT, message -> watches.forEach(watch -> watch.noticeNews(message)));
            if (received == Received.LOST) {
                watches.forEach(watch -> watch.stale = true);
            }
        } while (received != Received.NOTHING);
    }

    /** Reads what is stale; says after how many milliseconds it has to be tried again. */
    private int refreshStale() {
        int retryMillis = Wakeup.FOREVER;
        for (Watch watch : watches) {
            try {
                long restNanos = watch.addressesStaleSince + ADDRESSES_NANOS - System.nanoTime();
                if ((watch.stale || (watch.addressesStale && restNanos <= 0)) && !closed) {
                    refresh(watch);
                } else if (watch.addressesStale && retryMillis == Wakeup.FOREVER) {
                    retryMillis = (int) TimeUnit.NANOSECONDS.toMillis(restNanos + 999_999);
                }
            } catch (IOException e) {
                retryMillis = retryMillis == Wakeup.FOREVER ? RETRY_MILLIS : retryMillis;
                log.warn("{}: cannot read its state, trying on: {}", watch.interfaceName, e.getMessage());
            }
        }
        return retryMillis;
    }

    private void refresh(Watch watch) throws IOException {
        LinkEntry link = links.find(watch.interfaceName);
        if (link == null) {
            watch.deliver(0, LinkStatus.ABSENT);
        } else {
            List<AddressEntry> entries = addresses.list(link.index());
            if (watch.index != 0 && watch.index != link.index()) {
                // Deleted and made again since the last look: whoever holds on to the old one must hear of it.
                watch.deliver(0, LinkStatus.ABSENT);
            }
            watch.deliver(
                    link.index(), new LinkStatus(true, link.isEnabled(), link.hasCarrier(), usableAddresses(entries)));
        }
        watch.stale = false;
        watch.addressesStale = false;
    }

    private static List<IpAddress> usableAddresses(List<AddressEntry> entries) {
        return entries.stream()
                .filter(AddressEntry::isUsable)
                // Virtual addresses of other processes come last: they come and go.
                .sorted(Comparator.comparing(Leases::isForeign).reversed().thenComparing(AddressEntry::isSecondary))
                .map(AddressEntry::address)
                .toList();
    }

    private static final class Watch {
        final String interfaceName;
        final Watcher watcher;

        @Nullable
        LinkStatus delivered;

        private Set<IpAddress> known = Set.of();

        int index;
        boolean stale;
        boolean addressesStale;
        long addressesStaleSince;

        Watch(String interfaceName, Watcher watcher) {
            this.interfaceName = interfaceName;
            this.watcher = watcher;
        }

        void noticeNews(NetlinkMessage message) {
            switch (message.type()) {
                case NetlinkMessage.RTM_NEWLINK, NetlinkMessage.RTM_DELLINK -> {
                    LinkEntry link = LinkEntry.read(message);
                    stale |= link.index() == index || link.name().equals(interfaceName);
                }
                case NetlinkMessage.RTM_NEWADDR, NetlinkMessage.RTM_DELADDR -> {
                    AddressEntry entry = AddressEntry.read(message);
                    boolean news =
                            entry != null && entry.interfaceIndex() == index && !isRenewal(message.type(), entry);
                    if (news && !addressesStale) {
                        addressesStale = true;
                        addressesStaleSince = System.nanoTime();
                    }
                }
                default -> {
                    // Nothing else was asked for.
                }
            }
        }

        /** Leases are renewed twice a second for each virtual address: nothing changes, and nothing need be read. */
        private boolean isRenewal(int type, AddressEntry entry) {
            return type == NetlinkMessage.RTM_NEWADDR && entry.isUsable() && known.contains(entry.address());
        }

        void deliver(int newIndex, LinkStatus status) {
            index = newIndex;
            if (status.equals(delivered)) {
                return;
            }
            delivered = status;
            known = Set.copyOf(status.addresses());
            try {
                watcher.changed(interfaceName, status);
            } catch (RuntimeException e) {
                log.error("{}: a watcher must not throw", interfaceName, e);
            }
        }
    }
}
