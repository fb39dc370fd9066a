package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.pcap.linux.NetlinkSocket.Received;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs virtual addresses on Linux with a lease: the kernel removes them by itself within three seconds when this process
 * dies, hangs or is suspended, and this hook renews them twice a second as long as it does not.
 *
 * <p>IPv4 addresses are installed as host addresses, {@code /32}, whatever their prefix length is in the configuration. As one of
 * several of a prefix, an address would go with the first of them, or, being the first, take along those that the host gets later,
 * unless the kernel promotes secondary addresses. IPv6 knows no such order: there the prefix length is the configured one.
 *
 * <p>With {@link SourceMac#INTERFACE} they are installed on the interface itself. With {@link SourceMac#VIRTUAL} they are
 * installed on a macvlan interface that has the virtual MAC address; it is made by {@link #prepare}, set up while the virtual
 * router is Active, and removed by {@link #close}. While there is one for IPv4, the interface below it has {@code arp_ignore=1} and
 * {@code arp_announce=2}, so that only the right MAC address answers; what they were before is restored by {@link #close}, or, if
 * the process was killed, by the next one. Macvlan interfaces that a killed process left behind are recognised by their alias; the
 * first {@link #prepare} for the interface below them removes them all. Those of another hook that still runs, in whatever process
 * or container, stay.
 *
 * <p>What somebody else installed is left alone: an address that is there without a lifetime, or with one beyond the lease, is
 * the real address of an address owner or belongs to another program. It is neither renewed nor removed; the log says so once.
 *
 * <p>Linux takes every packet to an address that it has. A virtual router that does {@linkplain
 * VirtualRouterConfig#acceptsPackets() not accept} them is therefore left to another hook, if one is given, and refused otherwise.
 * With {@link SourceMac#VIRTUAL} its macvlan interface for IPv4 has the dummy address 192.0.0.8 (RFC 7600) then, since
 * Linux would forward nothing that comes in by an interface without any address, as soon as it filters by the reverse path.
 *
 * <p>Needs root or CAP_NET_ADMIN. Any thread may call any method. One daemon thread renews and watches; {@link #close()} ends it.
 */
public final class LinuxAddressHook implements AddressHook, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LinuxAddressHook.class);

    private static final Watcher NOBODY = (router, addresses) -> {};

    private static final long RENEWAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Addresses that were not renewed for so long have lapsed, and nobody has removed them. */
    private static final long LAPSE_NANOS = TimeUnit.SECONDS.toNanos(Leases.SECONDS);

    /**
     * To set an interface down takes the kernel some 20 ms, during which nobody else can remove an address. When many virtual
     * routers lose at once, all of their addresses go first.
     */
    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * Without Accept_Mode, packets to elsewhere have to get through (RFC 9568 section 6.4.3), and what comes in by an interface without
     * any IPv4 address fails Linux's loose reverse path filter.
     */
    private static final List<VirtualAddress> LET_FORWARD = List.of(Addresses.DUMMY);

    private static final int WARM_UPS = 50;
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Object lock = new Object();
    private final NotAccepting notAccepting;
    private final Rtnetlink netlink;
    private final NetlinkSocket events;
    private final Wakeup wakeup;
    private final Ipv6Settings ipv6;
    private final SignOfLife sign;
    private final Links links;
    private final Addresses addresses;
    private final Macvlans macvlans;
    private final Leases leases;
    private final Thread thread;
    private volatile Watcher watcher = NOBODY;
    private final Set<VirtualRouterId> idle = new LinkedHashSet<>();
    private int warmUps;
    private long renewedAt;
    private long releasedAt;
    private volatile boolean closed;

    /**
     * Makes a hook for the network namespace of this thread, which refuses virtual routers that do not accept packets.
     *
     * @throws MissingLibraryException if JNA does not work here
     * @throws IOException if rtnetlink cannot be reached
     * @throws UnsupportedOperationException on a system other than Linux
     */
    public LinuxAddressHook() throws IOException {
        this(new NotAccepting(null));
    }

    /**
     * Makes a hook for the network namespace of this thread.
     *
     * @param notAccepting answers for the addresses of virtual routers that do not accept packets, without installing them; it
     *     is not closed with this hook
     * @throws MissingLibraryException if JNA does not work here
     * @throws IOException if rtnetlink cannot be reached
     * @throws UnsupportedOperationException on a system other than Linux
     */
    public LinuxAddressHook(AddressHook notAccepting) throws IOException {
        this(new NotAccepting(notAccepting));
    }

    private LinuxAddressHook(NotAccepting notAccepting) throws IOException {
        Platform.requireLinux("leased addresses (LinuxAddressHook)");
        this.notAccepting = notAccepting;
        netlink = new Rtnetlink();
        events = new NetlinkSocket(NetlinkSocket.GROUP_IPV4_ADDRESSES | NetlinkSocket.GROUP_IPV6_ADDRESSES);
        events.takeOnly(NetlinkMessage.RTM_DELADDR);
        wakeup = new Wakeup(events);
        ipv6 = new Ipv6Settings();
        sign = new SignOfLife();
        links = new Links(netlink);
        addresses = new Addresses(netlink);
        macvlans = new Macvlans(links, ipv6, sign);
        leases = new Leases(links, addresses, macvlans);
        thread = Threads.daemon("vrrp-leases", this::runUntilClosed);
        thread.start();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigurationException if the virtual router does not accept packets, and there is no other hook for that
     * @throws MissingPrivilegeException if this process may not install addresses
     * @throws IOException if there can be no macvlan interface with the virtual MAC address: the kernel or the interface below it
     *     does not allow it, or the virtual address is one of the interface below it; or if a foreign interface has its name
     * @throws IllegalStateException if the hook is closed
     */
    @Override
    public void prepare(VirtualRouterConfig router) throws IOException {
        notAccepting.prepare(router);
        boolean virtualMac = usesVirtualMac(router);
        if (router.acceptsPackets() || virtualMac) {
            Privileges.requireNetAdmin(
                    router.id().interfaceName() + (virtualMac ? ": virtual MAC addresses" : ": virtual addresses"));
        }
        synchronized (lock) {
            requireOpen();
            macvlans.sweep(router.id().interfaceName());
            if (virtualMac) {
                requireNoneOfTheParent(router);
                macvlans.make(router.id());
            } else {
                macvlans.remove(router.id());
            }
        }
    }

    private void requireNoneOfTheParent(VirtualRouterConfig router) throws IOException {
        String parent = router.id().interfaceName();
        LinkEntry link = links.find(parent);
        if (link == null) {
            return;
        }
        for (AddressEntry entry : addresses.list(link.index())) {
            boolean virtual = router.addresses().stream()
                    .anyMatch(address -> address.address().equals(entry.address()));
            if (virtual && Leases.isForeign(entry)) {
                throw new IOException(parent + ": has the virtual address " + entry.address()
                        + " itself and answers for it with its own MAC address: remove it from there,"
                        + " or do without the virtual MAC address");
            }
        }
    }

    private static boolean usesVirtualMac(VirtualRouterConfig router) {
        return router.policies().sourceMac() == SourceMac.VIRTUAL;
    }

    @Override
    public void watch(Watcher newWatcher) {
        watcher = newWatcher;
        notAccepting.watch(newWatcher);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An address that cannot be installed now is tried again with each renewal until it is released.
     *
     * @throws ConfigurationException if the virtual router does not accept packets, and there is no other hook for that
     * @throws MissingPrivilegeException if this process may not install addresses
     * @throws IOException if the interface does not exist, or the kernel refuses an address; the others are installed
     * @throws IllegalStateException if the hook is closed
     * @throws Exception what the other hook throws
     */
    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> acquired) throws Exception {
        if (!router.acceptsPackets()) {
            notAccepting.require(router);
        }
        synchronized (lock) {
            requireOpen();
            if (usesVirtualMac(router)) {
                idle.remove(router.id());
                macvlans.raise(router.id());
            }
            if (router.acceptsPackets()) {
                install(router, acquired);
                forgetDummy(router.id());
            } else if (usesVirtualMac(router) && router.id().family() == Family.IPV4) {
                install(router, LET_FORWARD);
            }
        }
        // Another hook that answered until now stops, or begins before the kernel stops: there is always one.
        if (router.acceptsPackets()) {
            notAccepting.release(router, acquired);
        } else {
            notAccepting.acquire(router, acquired);
            synchronized (lock) {
                leases.release(router.id(), acquired);
            }
        }
    }

    private void install(VirtualRouterConfig router, List<VirtualAddress> acquired) throws IOException {
        if (leases.isEmpty()) {
            renewedAt = System.nanoTime();
            wakeup.call();
        }
        leases.acquire(router.id(), acquired, router.isOwner());
    }

    private void forgetDummy(VirtualRouterId router) throws IOException {
        if (leases.has(router, Addresses.DUMMY)) {
            leases.release(router, LET_FORWARD);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("address hook: closed");
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Does nothing once the hook is closed.
     *
     * @throws MissingPrivilegeException if this process may not remove addresses
     * @throws IOException if the kernel refuses to remove an address; the others are removed
     * @throws Exception what the other hook throws
     */
    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> released) throws Exception {
        if (closed) {
            return;
        }
        try {
            notAccepting.release(router, released);
        } finally {
            synchronized (lock) {
                if (!closed) {
                    leases.release(router.id(), released);
                    if (!notAccepting.has(router.id())) {
                        forgetDummy(router.id());
                    }
                    if (macvlans.has(router.id()) && !leases.has(router.id()) && !notAccepting.has(router.id())) {
                        idle.add(router.id());
                        releasedAt = System.nanoTime();
                        wakeup.call();
                    }
                }
            }
        }
    }

    /** Releases what is still acquired, removes the macvlan interfaces and ends the thread. May be called twice. */
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            leases.byRouter().forEach((router, leased) -> {
                try {
                    leases.release(router, leased);
                } catch (IOException e) {
                    log.warn("{}; it will lapse by itself", e.getMessage());
                }
            });
            macvlans.removeAll();
            closed = true;
            wakeup.call();
        }
        Threads.join(thread);
        netlink.close();
        events.close();
        wakeup.close();
        ipv6.close();
        sign.close();
    }

    private void runUntilClosed() {
        try {
            while (!closed) {
                warmUp();
                wakeup.await(patience());
                Set<IpAddress> suspects = new HashSet<>();
                boolean lost = drain(suspects);
                look(lost, suspects).forEach(watcher::removed);
            }
        } catch (IOException | RuntimeException e) {
            log.error("Virtual addresses are no longer renewed: {}", e.getMessage(), e);
        }
    }

    /** In small steps, since whoever acquires waits for the lock, and spread over a second, in which the JVM compiles much else. */
    private void warmUp() {
        synchronized (lock) {
            if (warmUps < WARM_UPS && leases.isEmpty()) {
                try {
                    leases.warmUp();
                } catch (IOException e) {
                    log.debug("The first virtual address will be slower", e);
                }
            }
            warmUps++;
        }
    }

    /** One round: looks after what was removed, renews what is due, and sets down what is idle. Returns what is missing. */
    private Map<VirtualRouterId, List<VirtualAddress>> look(boolean lost, Set<IpAddress> suspects) {
        Map<VirtualRouterId, List<VirtualAddress>> missing = new LinkedHashMap<>();
        synchronized (lock) {
            if (closed) {
                return missing;
            }
            long age = System.nanoTime() - renewedAt;
            try {
                if (age < LAPSE_NANOS && (lost || !suspects.isEmpty())) {
                    missing.putAll(leases.missing(address -> lost || suspects.contains(address)));
                }
                if (age >= RENEWAL_NANOS && !leases.isEmpty()) {
                    renewedAt = System.nanoTime();
                    Map<VirtualRouterId, List<VirtualAddress>> noticed = leases.renew();
                    if (age < LAPSE_NANOS) {
                        noticed.forEach(missing::putIfAbsent);
                    }
                }
                lowerIdle();
            } catch (IOException e) {
                log.warn("virtual addresses cannot be looked after, trying on: {}", e.getMessage());
            }
        }
        return missing;
    }

    private void lowerIdle() throws IOException {
        if (!idle.isEmpty() && System.nanoTime() - releasedAt >= CALM_NANOS) {
            VirtualRouterId router = idle.iterator().next();
            idle.remove(router);
            macvlans.lower(router);
        }
    }

    /** How long nothing need be done, in milliseconds. */
    private int patience() {
        synchronized (lock) {
            long now = System.nanoTime();
            long left = Long.MAX_VALUE;
            if (!leases.isEmpty()) {
                left = RENEWAL_NANOS - (now - renewedAt);
            }
            if (!idle.isEmpty()) {
                left = Math.min(left, CALM_NANOS - (now - releasedAt));
            }
            if (warmUps < WARM_UPS) {
                left = Math.min(left, WARM_UP_NANOS);
            }
            if (closed) {
                left = 0;
            }
            return left == Long.MAX_VALUE
                    ? Wakeup.FOREVER
                    : (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(left + 999_999));
        }
    }

    /** Collects which addresses were removed since the last look; says whether there may have been others. */
    private boolean drain(Set<IpAddress> removed) throws NetlinkException {
        boolean lost = false;
        Received received;
        do {
            received = events.receive(Libc.MSG_DONTWAIT, message -> {
                AddressEntry entry = AddressEntry.read(message);
                if (entry != null) {
                    removed.add(entry.address());
                }
            });
            lost |= received == Received.LOST;
        } while (received != Received.NOTHING);
        return lost;
    }
}
