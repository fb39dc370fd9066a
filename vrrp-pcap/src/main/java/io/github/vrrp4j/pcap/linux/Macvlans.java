package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.pcap.linux.Links.Ipv4Setting;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The macvlan interfaces that answer with virtual router MAC addresses, one for each virtual router that uses its own: set down,
 * so that it hears nothing, unless the router is Active. Not safe for use by several threads.
 */
final class Macvlans {
    private static final Logger log = LoggerFactory.getLogger(Macvlans.class);

    /** Answers for the virtual addresses that it has, and not for the real ones of its parent. */
    private static final int ARP_IGNORE_OTHERS = 1;

    /** What comes from anywhere that can be reached: the way back is through the parent. Overrides a strict "all". */
    private static final int RP_FILTER_LOOSE = 2;

    private static final int NAME_RADIX = 36;

    private final Links links;
    private final Ipv6Settings ipv6;
    private final SignOfLife sign;
    private final Map<VirtualRouterId, Macvlan> made = new LinkedHashMap<>();
    private final Set<Integer> swept = new HashSet<>();

    private record Macvlan(String name, int parentIndex) {}

    Macvlans(Links links, Ipv6Settings ipv6, SignOfLife sign) {
        this.links = links;
        this.ipv6 = ipv6;
        this.sign = sign;
    }

    boolean has(VirtualRouterId router) {
        return made.containsKey(router);
    }

    /** The interface that has the virtual addresses of a router. */
    String deviceOf(VirtualRouterId router) {
        Macvlan macvlan = made.get(router);
        return macvlan == null ? router.interfaceName() : macvlan.name();
    }

    /**
     * Removes, when an interface is first used, what is on it of processes that have ended, whatever VRIDs they had: a VRID that
     * is no longer configured would not bring it up again.
     */
    void sweep(String interfaceName) {
        try {
            LinkEntry parent = links.find(interfaceName);
            if (parent != null && swept.add(parent.index())) {
                sweep(interfaceName, parent.index());
            }
        } catch (IOException e) {
            log.warn(
                    "{}: macvlan interfaces that an earlier process left behind cannot be removed: {}",
                    interfaceName,
                    e.getMessage());
        }
    }

    private void sweep(String interfaceName, int parentIndex) throws IOException {
        List<Integer> abandoned = new ArrayList<>();
        Optional<ParentSettings> original = Optional.empty();
        for (LinkEntry link : links.list()) {
            boolean ipv4 = link.name().startsWith(prefix(Family.IPV4, parentIndex));
            boolean named = ipv4 || link.name().startsWith(prefix(Family.IPV6, parentIndex));
            Optional<MacvlanMark> mark = named ? markOf(link) : Optional.empty();
            if (mark.isPresent() && !sign.isThere(mark.get().sign())) {
                log.info(
                        "{}: removing {}, left behind by process {}, which has ended",
                        interfaceName,
                        link.name(),
                        mark.get().process());
                abandoned.add(link.index());
                original = ipv4 ? mark.map(MacvlanMark::parent) : original;
            }
        }
        if (!abandoned.isEmpty()) {
            links.removeAll(abandoned);
        }
        if (original.isPresent()) {
            restore(parentIndex, original.get());
        }
    }

    /** Sees to it that the interface exists. What an earlier process left behind is made anew. */
    void make(VirtualRouterId router) throws IOException {
        LinkEntry parent = parent(router);
        Macvlan wanted = new Macvlan(name(router, parent.index()), parent.index());
        Macvlan before = made.get(router);
        if (before != null && !before.equals(wanted)) {
            remove(router); // its parent has another name now, and another interface has that of the parent
        }
        LinkEntry present = links.find(wanted.name());
        Optional<MacvlanMark> mark = present == null ? Optional.empty() : markOf(present);
        if (mark.isPresent() && isOurs(mark.get()) && wanted.equals(before)) {
            return;
        }
        // Before it is there: addresses must not go to the parent instead if it cannot be made again.
        made.put(router, wanted);
        try {
            if (present != null) {
                discard(router, present, mark);
            }
            create(router, parent, wanted.name(), MacvlanMark.ofThisProcess(sign, originalSettings(parent, mark)));
        } catch (NetlinkException e) {
            throw explained(router, e);
        }
    }

    private LinkEntry parent(VirtualRouterId router) throws IOException {
        LinkEntry parent = links.find(router.interfaceName());
        if (parent == null) {
            throw new IOException(router.interfaceName() + ": no such interface to put a virtual MAC address on");
        }
        if (parent.kind().equals("macvlan")) {
            throw new IOException(router.interfaceName() + ": cannot have the virtual MAC address "
                    + router.vrid().virtualMac(router.family())
                    + ": it is a macvlan interface itself, and those below it would answer as well");
        }
        return parent;
    }

    /**
     * At most 15 characters, and one for each parent, family and VRID. The last part is the VRID as in the MAC address: {@code
     * vrrp4-2-33} for VRID 51 on the interface of number 2.
     */
    private static String name(VirtualRouterId router, int parentIndex) {
        return prefix(router.family(), parentIndex)
                + Integer.toHexString(router.vrid().value());
    }

    private static String prefix(Family family, int parentIndex) {
        return (family == Family.IPV4 ? "vrrp4-" : "vrrp6-") + Integer.toString(parentIndex, NAME_RADIX) + "-";
    }

    private static Optional<MacvlanMark> markOf(LinkEntry link) {
        return link.kind().equals("macvlan") ? MacvlanMark.read(link.alias()) : Optional.empty();
    }

    private boolean isOurs(MacvlanMark mark) {
        return mark.sign() == sign.number();
    }

    private boolean isInUseByAnother(MacvlanMark mark) {
        return !isOurs(mark) && sign.isThere(mark.sign());
    }

    private void discard(VirtualRouterId router, LinkEntry present, Optional<MacvlanMark> mark) throws IOException {
        if (mark.isEmpty()) {
            throw new IOException(router.interfaceName() + ": cannot make a macvlan interface for VRID " + router.vrid()
                    + ": there is an interface " + present.name() + " already, and it is not one of ours");
        }
        if (isInUseByAnother(mark.get())) {
            throw new IOException(router.interfaceName() + ": process "
                    + mark.get().process() + " runs VRID " + router.vrid() + " already, on " + present.name());
        }
        log.info(
                "{}: removing {}, left behind by process {}",
                router,
                present.name(),
                mark.get().process());
        links.remove(present.index());
    }

    private void create(VirtualRouterId router, LinkEntry parent, String name, MacvlanMark mark) throws IOException {
        MacAddress mac = router.vrid().virtualMac(router.family());
        links.createMacvlan(name, mac, parent.index());
        LinkEntry created = links.find(name);
        if (created == null) {
            throw new IOException(name + ": is gone as soon as it was made");
        }
        try {
            links.setAlias(created.index(), mark.toString());
            configure(router, parent, created);
        } catch (IOException e) {
            links.remove(created.index());
            throw e;
        }
    }

    private void configure(VirtualRouterId router, LinkEntry parent, LinkEntry created) throws IOException {
        links.set(created.index(), Ipv4Setting.ARP_IGNORE, ARP_IGNORE_OTHERS);
        links.set(created.index(), Ipv4Setting.RP_FILTER, RP_FILTER_LOOSE);
        links.set(created.index(), Ipv4Setting.PROMOTE_SECONDARIES, 1);
        if (router.family() == Family.IPV4) {
            ipv6.set(created.name(), "disable_ipv6", 1);
            ParentSettings present = ParentSettings.read(links, parent.index());
            present.keepingApart().replace(present, links, parent.index());
        } else {
            ipv6.set(created.name(), "disable_ipv6", 0);
            ipv6.set(created.name(), "accept_ra", 0);
            // RFC 9568 section 7.4: no interface identifier is made of a virtual MAC address.
            links.generateNoIpv6Address(created.index());
        }
    }

    /** What others of ours on this parent have found there counts, since it is changed now. */
    private ParentSettings originalSettings(LinkEntry parent, Optional<MacvlanMark> leftBehind) throws IOException {
        Optional<MacvlanMark> known = leftBehind.isPresent() ? leftBehind : neighbor(parent.index());
        return known.isPresent() ? known.get().parent() : ParentSettings.read(links, parent.index());
    }

    private Optional<MacvlanMark> neighbor(int parentIndex) throws IOException {
        String prefix = prefix(Family.IPV4, parentIndex);
        return links.list().stream()
                .filter(link -> link.name().startsWith(prefix))
                .flatMap(link -> markOf(link).stream())
                .findFirst();
    }

    /** Sets the interface up, and makes it first if it is gone, with its parent or without. */
    void raise(VirtualRouterId router) throws IOException {
        make(router);
        LinkEntry link = links.find(deviceOf(router));
        if (link == null || link.isEnabled()) {
            return;
        }
        try {
            links.setUp(link.index(), true);
        } catch (NetlinkException e) {
            throw explained(router, e);
        }
    }

    /** Sets the interface down: a Backup discards what is sent to the virtual MAC address (RFC 9568 section 6.4.2). */
    void lower(VirtualRouterId router) throws IOException {
        LinkEntry link = has(router) ? links.find(deviceOf(router)) : null;
        if (link != null && link.isEnabled() && markOf(link).isPresent()) {
            links.setUp(link.index(), false);
        }
    }

    /** Removes the interface of a router that now uses the MAC address of its interface, or that an earlier process made. */
    void remove(VirtualRouterId router) throws IOException {
        Macvlan known = made.remove(router);
        if (known == null) {
            LinkEntry parent = links.find(router.interfaceName());
            if (parent == null) {
                return;
            }
            known = new Macvlan(name(router, parent.index()), parent.index());
        }
        LinkEntry present = links.find(known.name());
        Optional<MacvlanMark> mark = present == null ? Optional.empty() : markOf(present);
        if (present != null && mark.isPresent() && !isInUseByAnother(mark.get())) {
            links.remove(present.index());
            if (router.family() == Family.IPV4) {
                restore(known.parentIndex(), mark.get().parent());
            }
        }
    }

    private void restore(int parentIndex, ParentSettings original) throws IOException {
        ParentSettings present = ParentSettings.read(links, parentIndex);
        // Whoever has changed them meanwhile knows better.
        if (neighbor(parentIndex).isEmpty() && present.equals(original.keepingApart())) {
            original.replace(present, links, parentIndex);
        }
    }

    /** Removes the interfaces of all routers. */
    void removeAll() {
        try {
            Map<Integer, ParentSettings> parents = new LinkedHashMap<>();
            List<Integer> indices = new ArrayList<>();
            for (Macvlan each : made.values()) {
                LinkEntry present = links.find(each.name());
                Optional<MacvlanMark> mark = present == null ? Optional.empty() : markOf(present);
                if (present != null && mark.isPresent() && isOurs(mark.get())) {
                    indices.add(present.index());
                    parents.put(each.parentIndex(), mark.get().parent());
                }
            }
            if (!indices.isEmpty()) {
                links.removeAll(indices);
            }
            for (Map.Entry<Integer, ParentSettings> parent : parents.entrySet()) {
                restore(parent.getKey(), parent.getValue());
            }
        } catch (IOException e) {
            log.warn("macvlan interfaces are left behind: {}", e.getMessage());
        }
        made.clear();
    }

    private static IOException explained(VirtualRouterId router, NetlinkException e) {
        String parent = router.interfaceName();
        String mac = router.vrid().virtualMac(router.family()).toString();
        return switch (e.errno()) {
            case Libc.EPERM ->
                new MissingPrivilegeException(
                        parent + ": cannot have the virtual MAC address " + mac + ": needs root or CAP_NET_ADMIN");
            case Libc.EOPNOTSUPP ->
                new IOException(
                        parent + ": cannot have the virtual MAC address " + mac
                                + ": this kernel has no macvlan interfaces (module macvlan)",
                        e);
            case Libc.EADDRINUSE ->
                new IOException(
                        parent + ": another interface on it has the virtual MAC address " + mac
                                + " already: does another VRRP program run here?",
                        e);
            default ->
                new IOException(
                        parent + ": cannot have the virtual MAC address " + mac
                                + ": a macvlan interface needs an Ethernet interface below it: " + e.getMessage(),
                        e);
        };
    }
}
