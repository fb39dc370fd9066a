package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The virtual addresses that this host is to have, as leases on its interfaces. Not safe for use by several threads. */
final class Leases {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** The shortest lifetime that outlives some missed renewals; the kernel counts in seconds and may take one more. */
    static final int SECONDS = 2;

    private static final int HOST_PREFIX_LENGTH = 32;
    private static final int LINK_LOCAL_PREFIX_LENGTH = 64;
    private static final int NOWHERE = 0;
    private static final int NO_INTERFACE = Integer.MAX_VALUE;

    private static final int WARM_UP_TURNS = 20;

    private final Links links;
    private final Addresses addresses;
    private final Macvlans macvlans;

    /** Where they are installed: the number of the interface, or {@link #NOWHERE}. */
    private final Map<Lease, Integer> leases = new LinkedHashMap<>();

    private final Set<String> failing = new HashSet<>();
    private final Set<String> leftAlone = new HashSet<>();

    private record Lease(VirtualRouterId router, VirtualAddress address) {}

    Leases(Links links, Addresses addresses, Macvlans macvlans) {
        this.links = links;
        this.addresses = addresses;
        this.macvlans = macvlans;
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    boolean has(VirtualRouterId router) {
        return leases.keySet().stream().anyMatch(lease -> lease.router().equals(router));
    }

    boolean has(VirtualRouterId router, VirtualAddress address) {
        return leases.containsKey(new Lease(router, address));
    }

    /** What somebody else put there: without a lifetime, or with one that is longer than ours ever are. */
    static boolean isForeign(AddressEntry entry) {
        return entry.validSeconds() > SECONDS;
    }

    /**
     * Installs addresses.
     *
     * @param owned whether the host is said to have them as its real ones: then it is looked at first
     */
    void acquire(VirtualRouterId router, Collection<VirtualAddress> wanted, boolean owned) throws IOException {
        List<Lease> acquired = added(router, wanted);
        int index = owned || isAnyLeftAlone(acquired) ? NOWHERE : links.index(macvlans.deviceOf(router));
        Failures failures = new Failures();
        List<Lease> there = index == NOWHERE ? acquired : installNew(acquired, index, failures);
        if (!there.isEmpty()) {
            install(there, snapshot(there)).addTo(failures);
        }
        failures.throwFirst();
    }

    private List<Lease> added(VirtualRouterId router, Collection<VirtualAddress> wanted) {
        List<Lease> added =
                wanted.stream().map(address -> new Lease(router, address)).toList();
        added.forEach(lease -> leases.putIfAbsent(lease, NOWHERE));
        return added;
    }

    private boolean isAnyLeftAlone(List<Lease> wanted) {
        return wanted.stream()
                .anyMatch(lease ->
                        leftAlone.contains(key(device(lease), lease.address().address())));
    }

    /**
     * Installs without a look at what is there: that takes longer the more virtual routers take over at once. Returns those that are
     * there already. One that somebody else has put there with another prefix length is there twice until the next renewal notices:
     * ours lapses then.
     */
    private List<Lease> installNew(List<Lease> wanted, int index, Failures failures) throws IOException {
        List<Addresses.Place> places =
                wanted.stream().map(lease -> place(lease, index)).toList();
        int[] errnos = addresses.installNew(places, SECONDS);
        List<Lease> there = new ArrayList<>();
        for (int i = 0; i < errnos.length; i++) {
            if (errnos[i] == Libc.EEXIST) {
                there.add(wanted.get(i));
            } else {
                installed(wanted.get(i), places.get(i), errnos[i], failures);
            }
        }
        return there;
    }

    /**
     * Has the JVM load and compile what acquires, which nobody needs before the first takeover, and then at once: asks for what the
     * kernel refuses, as there is no such interface.
     */
    void warmUp() throws IOException {
        VirtualRouterId any = new VirtualRouterId("lo", new Vrid(1), Family.IPV4);
        for (int i = 0; i < WARM_UP_TURNS; i++) {
            List<Lease> wanted = added(any, List.of(VirtualAddress.of("192.0.2.1/32")));
            if (!isAnyLeftAlone(wanted) && links.index(macvlans.deviceOf(any)) != NOWHERE) {
                installNew(wanted, NO_INTERFACE, new Failures());
            }
            wanted.forEach(leases::remove);
        }
    }

    /** Renews all leases, and repairs what has happened to them. Returns what was {@linkplain #missing missing}. */
    Map<VirtualRouterId, List<VirtualAddress>> renew() throws IOException {
        Failures failures = raise();
        Snapshot now = snapshot(leases.keySet());
        Map<VirtualRouterId, List<VirtualAddress>> missing = missing(leases.keySet(), now);
        install(leases.keySet(), now).addTo(failures);
        for (String device : devices(leases.keySet())) {
            IOException failure = failures.of(device);
            if (failure == null && failing.remove(device)) {
                log.info("{}: virtual addresses are renewed again", device);
            } else if (failure != null && failing.add(device)) {
                log.warn("{}; trying on", failure.getMessage());
            }
        }
        return missing;
    }

    /** Macvlan interfaces that somebody removed, with their parent or without, or set down. */
    private Failures raise() throws IOException {
        Failures failures = new Failures();
        Set<VirtualRouterId> routers = new LinkedHashSet<>();
        leases.keySet().stream().map(Lease::router).filter(macvlans::has).forEach(routers::add);
        if (!routers.isEmpty()) {
            Snapshot now = snapshot(leases.keySet());
            for (VirtualRouterId router : routers) {
                LinkEntry link = now.link(macvlans.deviceOf(router));
                if (link == null || !link.isEnabled()) {
                    String device = macvlans.deviceOf(router);
                    try {
                        macvlans.raise(router);
                    } catch (IOException e) {
                        failures.add(device, e);
                    }
                }
            }
        }
        return failures;
    }

    private Failures install(Collection<Lease> wanted, Snapshot now) throws IOException {
        Failures failures = new Failures();
        Map<String, List<VirtualAddress>> nowhere = new LinkedHashMap<>();
        List<Lease> installing = new ArrayList<>();
        List<Addresses.Place> places = new ArrayList<>();
        for (Lease lease : wanted) {
            LinkEntry link = now.link(device(lease));
            AddressEntry present =
                    link == null ? null : now.address(link, lease.address().address());
            if (link == null) {
                nowhere.computeIfAbsent(device(lease), device -> new ArrayList<>())
                        .add(lease.address());
            } else if (present != null && isForeign(present)) {
                leaveAlone(link, present);
            } else {
                installing.add(lease);
                places.add(place(lease, link.index()));
                continue;
            }
            leases.replace(lease, NOWHERE);
        }
        nowhere.forEach((device, missed) ->
                failures.add(device, new IOException(device + ": no such interface to install " + missed + " on")));
        int[] errnos = addresses.install(places, SECONDS);
        for (int i = 0; i < errnos.length; i++) {
            installed(installing.get(i), places.get(i), errnos[i], failures);
        }
        return failures;
    }

    private void installed(Lease lease, Addresses.Place place, int errno, Failures failures) {
        leases.replace(lease, errno == 0 ? place.interfaceIndex() : NOWHERE);
        if (errno == 0) {
            leftAlone.remove(key(device(lease), lease.address().address()));
        } else {
            failures.refused(device(lease), "install " + lease.address(), errno);
        }
    }

    /**
     * An address brings no route for its prefix: that of the real address must not get a rival which comes and goes. A macvlan
     * interface alone has none for link-local addresses, and those who are asked from there answer there.
     *
     * <p>An IPv4 address is a host address, so that it is neither first nor secondary among those of its prefix: without
     * promote_secondaries the kernel removes the secondary ones with the first, and a secondary one has no route for the prefix.
     */
    private Addresses.Place place(Lease lease, int index) {
        IpAddress address = lease.address().address();
        if (address.family() == Family.IPV4) {
            return new Addresses.Place(index, new VirtualAddress(address, HOST_PREFIX_LENGTH), false);
        }
        boolean alone = macvlans.has(lease.router()) && address.isLinkLocal();
        return new Addresses.Place(
                index, alone ? new VirtualAddress(address, LINK_LOCAL_PREFIX_LENGTH) : lease.address(), alone);
    }

    void release(VirtualRouterId router, Collection<VirtualAddress> unwanted) throws IOException {
        unwanted.forEach(address -> leases.remove(new Lease(router, address)));
        Failures failures = new Failures();
        // Also from the parent: the configuration before a restart may have been another one.
        for (String device : new LinkedHashSet<>(List.of(macvlans.deviceOf(router), router.interfaceName()))) {
            remove(device, unwanted, failures);
        }
        failures.throwFirst();
    }

    private void remove(String device, Collection<VirtualAddress> unwanted, Failures failures) throws IOException {
        Snapshot now = Snapshot.of(Set.of(device), links, addresses);
        LinkEntry link = now.link(device);
        if (link == null) {
            return;
        }
        Set<IpAddress> stillLeased = leases.keySet().stream()
                .filter(lease -> device(lease).equals(device))
                .map(lease -> lease.address().address())
                .collect(Collectors.toSet());
        List<Addresses.Place> places = new ArrayList<>();
        for (AddressEntry entry : now.among(link, unwanted)) {
            if (isForeign(entry)) {
                leaveAlone(link, entry);
            } else if (!stillLeased.contains(entry.address())) {
                places.add(new Addresses.Place(
                        link.index(), new VirtualAddress(entry.address(), entry.prefixLength()), false));
            }
        }
        int[] errnos = addresses.remove(places);
        for (int i = 0; i < errnos.length; i++) {
            if (errnos[i] != 0) {
                failures.refused(device, "remove " + places.get(i).address(), errnos[i]);
            }
        }
    }

    /**
     * Which of the suspected addresses were installed and are not there any more, although their interface is the same and up: an
     * interface that is set down loses its IPv6 addresses, and one that is deleted loses all, without anybody removing them.
     */
    Map<VirtualRouterId, List<VirtualAddress>> missing(Predicate<IpAddress> suspected) throws IOException {
        List<Lease> suspects = leases.keySet().stream()
                .filter(lease -> suspected.test(lease.address().address()))
                .toList();
        return missing(suspects, snapshot(suspects));
    }

    private Map<VirtualRouterId, List<VirtualAddress>> missing(Collection<Lease> suspects, Snapshot now) {
        Map<VirtualRouterId, List<VirtualAddress>> missing = new LinkedHashMap<>();
        for (Lease lease : suspects) {
            int installedOn = leases.getOrDefault(lease, NOWHERE);
            LinkEntry link = now.link(device(lease));
            boolean same = link != null && link.isEnabled() && link.index() == installedOn;
            boolean there = link != null && now.address(link, lease.address().address()) != null;
            if (same && !there) {
                missing.computeIfAbsent(lease.router(), router -> new ArrayList<>())
                        .add(lease.address());
            }
            if (!same || !there) {
                leases.replace(lease, NOWHERE);
            }
        }
        return missing;
    }

    /** What is leased still, by router. */
    Map<VirtualRouterId, List<VirtualAddress>> byRouter() {
        Map<VirtualRouterId, List<VirtualAddress>> leased = new LinkedHashMap<>();
        leases.keySet()
                .forEach(lease -> leased.computeIfAbsent(lease.router(), router -> new ArrayList<>())
                        .add(lease.address()));
        return leased;
    }

    private Snapshot snapshot(Collection<Lease> of) throws IOException {
        return Snapshot.of(devices(of), links, addresses);
    }

    private Set<String> devices(Collection<Lease> of) {
        Set<String> devices = new LinkedHashSet<>();
        of.forEach(lease -> devices.add(device(lease)));
        return devices;
    }

    private String device(Lease lease) {
        return macvlans.deviceOf(lease.router());
    }

    private void leaveAlone(LinkEntry link, AddressEntry entry) {
        if (leftAlone.add(key(link.name(), entry.address()))) {
            log.warn(
                    "{}: {}/{} was there already and is not ours; it is neither renewed nor removed."
                            + " Unless this host owns the address, two hosts may have it now",
                    link.name(),
                    entry.address(),
                    entry.prefixLength());
        }
    }

    private static String key(String device, IpAddress address) {
        return device + " " + address;
    }
}
