package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs virtual addresses on Linux with a lease: the kernel removes them by itself within three seconds when this process
 * dies, hangs or is suspended, and this hook renews them twice a second as long as it does not.
 *
 * <p>What somebody else installed is left alone: an address that is there without a lifetime, or with one beyond the lease, is
 * the real address of an address owner or belongs to another program. It is neither renewed nor removed; the log says so once.
 *
 * <p>Needs root or CAP_NET_ADMIN. Any thread may call any method. One daemon thread renews; {@link #close()} ends it.
 */
public final class LinuxAddressHook implements AddressHook, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LinuxAddressHook.class);

    /** The shortest lifetime that outlives some missed renewals; the kernel counts in seconds and may take one more. */
    private static final int LEASE_SECONDS = 2;

    private static final long RENEWAL_MILLIS = 500;

    private final Object lock = new Object();
    private final Rtnetlink netlink;
    private final Set<Lease> leases = new LinkedHashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final Set<String> leftAlone = new HashSet<>();
    private final Thread renewer;
    private boolean closed;

    private record Lease(VirtualRouterId router, VirtualAddress address) {}

    /**
     * Makes a hook for the network namespace of this thread.
     *
     * @throws MissingLibraryException if JNA does not work here
     * @throws IOException if rtnetlink cannot be reached
     * @throws UnsupportedOperationException on a system other than Linux
     */
    public LinuxAddressHook() throws IOException {
        Platform.requireLinux("LinuxAddressHook");
        netlink = new Rtnetlink();
        renewer = Threads.daemon("vrrp-leases", this::renewUntilClosed);
        renewer.start();
    }

    /**
     * {@inheritDoc}
     *
     * <p>An address that cannot be installed now is tried again with each renewal until it is released.
     *
     * @throws MissingPrivilegeException if this process may not install addresses
     * @throws IOException if the interface does not exist, or the kernel refuses an address; the others are installed
     * @throws IllegalStateException if the hook is closed
     */
    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("address hook: closed");
            }
            if (leases.isEmpty()) {
                lock.notifyAll();
            }
            addresses.forEach(address -> leases.add(new Lease(router.id(), address)));
            install(router.id().interfaceName(), addresses);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Does nothing once the hook is closed.
     *
     * @throws MissingPrivilegeException if this process may not remove addresses
     * @throws IOException if the kernel refuses to remove an address; the others are removed
     */
    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
        synchronized (lock) {
            if (!closed) {
                addresses.forEach(address -> leases.remove(new Lease(router.id(), address)));
                remove(router.id().interfaceName(), addresses);
            }
        }
    }

    /** Releases what is still acquired and ends the thread that renews. May be called twice. */
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            Map<String, Set<VirtualAddress>> remaining = leasedByInterface();
            leases.clear();
            remaining.forEach((interfaceName, addresses) -> {
                try {
                    remove(interfaceName, addresses);
                } catch (IOException e) {
                    log.warn("{}; it will lapse by itself", e.getMessage());
                }
            });
            closed = true;
            lock.notifyAll();
        }
        Threads.join(renewer);
        netlink.close();
    }

    private void renewUntilClosed() {
        synchronized (lock) {
            while (!closed) {
                try {
                    lock.wait(leases.isEmpty() ? 0 : RENEWAL_MILLIS);
                } catch (InterruptedException e) {
                    log.debug("Nothing but close() ends the renewal of addresses", e);
                }
                leasedByInterface().forEach(this::renew);
            }
        }
    }

    private void renew(String interfaceName, Set<VirtualAddress> addresses) {
        try {
            install(interfaceName, addresses);
            if (failing.remove(interfaceName)) {
                log.info("{}: virtual addresses are renewed again", interfaceName);
            }
        } catch (IOException e) {
            if (failing.add(interfaceName)) {
                log.warn("{}; trying on", e.getMessage());
            }
        }
    }

    private Map<String, Set<VirtualAddress>> leasedByInterface() {
        Map<String, Set<VirtualAddress>> leased = new LinkedHashMap<>();
        for (Lease lease : leases) {
            leased.computeIfAbsent(lease.router().interfaceName(), name -> new LinkedHashSet<>())
                    .add(lease.address());
        }
        return leased;
    }

    private void install(String interfaceName, Collection<VirtualAddress> addresses) throws IOException {
        LinkEntry link = netlink.link(interfaceName);
        if (link == null) {
            throw new IOException(interfaceName + ": no such interface to install " + addresses + " on");
        }
        List<AddressEntry> present = netlink.addresses(link.index());
        Failures failures = new Failures();
        for (VirtualAddress address : addresses) {
            AddressEntry foreign = foreign(present, address);
            if (foreign != null) {
                leaveAlone(interfaceName, foreign);
            } else {
                failures.collect(interfaceName, () -> netlink.addAddress(link.index(), address, LEASE_SECONDS));
                leftAlone.remove(key(interfaceName, address));
            }
        }
        failures.throwFirst();
    }

    private void remove(String interfaceName, Collection<VirtualAddress> addresses) throws IOException {
        LinkEntry link = netlink.link(interfaceName);
        if (link == null) {
            return;
        }
        Set<VirtualAddress> stillLeased = leasedByInterface().getOrDefault(interfaceName, Set.of());
        Failures failures = new Failures();
        for (AddressEntry entry : netlink.addresses(link.index())) {
            if (!holds(addresses, entry) || holds(stillLeased, entry)) {
                continue;
            }
            if (isForeign(entry)) {
                leaveAlone(interfaceName, entry);
            } else {
                VirtualAddress installed = new VirtualAddress(entry.address(), entry.prefixLength());
                failures.collect(interfaceName, () -> netlink.deleteAddress(link.index(), installed));
            }
        }
        if (!stillLeased.isEmpty()) {
            // Without promote_secondaries the kernel removes all secondary addresses of a prefix with the primary one.
            renew(interfaceName, stillLeased);
        }
        failures.throwFirst();
    }

    private static boolean holds(Collection<VirtualAddress> addresses, AddressEntry entry) {
        return addresses.stream().anyMatch(address -> address.address().equals(entry.address()));
    }

    private static @Nullable AddressEntry foreign(List<AddressEntry> present, VirtualAddress address) {
        for (AddressEntry entry : present) {
            if (entry.address().equals(address.address()) && isForeign(entry)) {
                return entry;
            }
        }
        return null;
    }

    private static boolean isForeign(AddressEntry entry) {
        return entry.validSeconds() > LEASE_SECONDS;
    }

    private void leaveAlone(String interfaceName, AddressEntry entry) {
        if (leftAlone.add(interfaceName + " " + entry.address())) {
            log.warn(
                    "{}: {}/{} was there already and is not ours; it is neither renewed nor removed."
                            + " Unless this host owns the address, two hosts may have it now",
                    interfaceName,
                    entry.address(),
                    entry.prefixLength());
        }
    }

    private static String key(String interfaceName, VirtualAddress address) {
        return interfaceName + " " + address.address();
    }

    /** Tries everything, then fails with what went wrong first. */
    private static final class Failures {
        private @Nullable IOException first;

        void collect(String interfaceName, Attempt attempt) {
            try {
                attempt.run();
            } catch (NetlinkException e) {
                IOException failure = e.errno() == Libc.EPERM
                        ? new MissingPrivilegeException(
                                interfaceName + ": " + e.getMessage() + ": needs root or CAP_NET_ADMIN")
                        : new IOException(interfaceName + ": " + e.getMessage(), e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }

        void throwFirst() throws IOException {
            if (first != null) {
                throw first;
            }
        }

        @FunctionalInterface
        interface Attempt {
            void run() throws NetlinkException;
        }
    }
}
