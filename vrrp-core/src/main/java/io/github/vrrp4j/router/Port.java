package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An interface of the host and the virtual routers on it. */
final class Port {
    /** To ask takes as long as to send, and hundreds of virtual routers may be about to take over. */
    private static final long MOMENT_NANOS = 1_000_000;

    final List<Instance> instances = new ArrayList<>();

    private final String name;
    private final Instance[][] byFamilyAndVrid = new Instance[Family.values().length][256];
    private @Nullable LinkStatus status;
    /** Since when the interface is up again, if it was seen to come back. */
    private @Nullable Long backSinceNanos;

    private boolean behind;
    private long caughtUpNanos;

    private Set<IpAddress> virtualAddresses = Set.of();
    private final long sinceNanos;
    private long checksumErrors;
    private long versionErrors;
    private long vridErrors;
    private long ttlErrors;

    Port(String name, long now) {
        this.name = name;
        this.sinceNanos = now;
        caughtUpNanos = now - MOMENT_NANOS;
    }

    @Nullable
    Instance find(Family family, int vrid) {
        return byFamilyAndVrid[family.ordinal()][vrid];
    }

    void add(Instance instance) {
        byFamilyAndVrid[instance.id.family().ordinal()][instance.id.vrid().value()] = instance;
        instances.add(instance);
        collectVirtualAddresses();
    }

    void remove(Instance instance) {
        byFamilyAndVrid[instance.id.family().ordinal()][instance.id.vrid().value()] = null;
        instances.remove(instance);
        collectVirtualAddresses();
    }

    void status(LinkStatus newStatus, long now) {
        if (!newStatus.isUsable()) {
            backSinceNanos = null;
        } else if (status != null && !status.isUsable()) {
            backSinceNanos = now;
        }
        status = newStatus;
    }

    private LinkStatus status() {
        return status == null ? LinkStatus.ABSENT : status;
    }

    /** Whether packets may have arrived here that were not handed over; that they have all been is true for a moment. */
    boolean isBehind(Transport transport, long now) {
        if (behind || now - caughtUpNanos >= MOMENT_NANOS) {
            behind = transport.isBehind(name);
            caughtUpNanos = now;
        }
        return behind;
    }

    /** Until when an interface that came back is not trusted yet. */
    long heldUntilNanos(Instance instance) {
        return backSinceNanos == null
                ? Long.MIN_VALUE
                : backSinceNanos + instance.config().holdUp().toNanos();
    }

    /** Counts those of the reasons that RFC 6527 and RFC 8347 count for a whole host. */
    void count(Rejection rejection) {
        switch (rejection) {
            case CHECKSUM -> checksumErrors++;
            case VERSION -> versionErrors++;
            case VRID -> vridErrors++;
            case TTL -> ttlErrors++;
            default -> {
                // The others are counted by the virtual router alone.
            }
        }
    }

    InterfaceStatistics statistics() {
        return new InterfaceStatistics(checksumErrors, versionErrors, vridErrors, ttlErrors, sinceNanos);
    }

    void collectVirtualAddresses() {
        virtualAddresses = new HashSet<>();
        for (Instance instance : instances) {
            if (!instance.config().isOwner()) {
                instance.config().addresses().stream()
                        .map(VirtualAddress::address)
                        .forEach(virtualAddresses::add);
            }
        }
    }

    /** Why a virtual router cannot run here at present; empty if it can. */
    Optional<Obstacle> obstacle(Instance instance, long now) {
        if (!instance.started) {
            return Optional.of(Obstacle.NOT_STARTED);
        }
        if (instance.ineligible != null) {
            return Optional.of(Obstacle.ineligible(instance.ineligible));
        }
        if (!status().isUsable()) {
            return Optional.of(Obstacle.link(describeStatus()));
        }
        if (now < heldUntilNanos(instance)) {
            return Optional.of(Obstacle.link(name + " is back, and has to stay for "
                    + instance.config().holdUp().toMillis() / 1000.0 + " s"));
        }
        if (source(instance).isEmpty()) {
            return Optional.of(Obstacle.source(name + " has no "
                    + (instance.id.family() == Family.IPV4 ? "IPv4" : "link-local IPv6")
                    + " address to send from"));
        }
        return Optional.empty();
    }

    /**
     * The address to send from (RFC 9568 sections 5.1.1.1 and 5.1.2.1): the first IPv4 address, or the first link-local IPv6
     * address, that is not the virtual address of a router that does not own it, and that no other router makes of the same
     * virtual MAC address (section 7.4).
     */
    Optional<IpAddress> source(Instance instance) {
        for (IpAddress address : status().addresses()) {
            if (address.family() == instance.id.family()
                    && (address.family() == Family.IPV4 || address.isLinkLocal())
                    && !isMadeOfAVirtualMac(address)
                    && !virtualAddresses.contains(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /** The interface identifier that RFC 4291 appendix A makes of 00:00:5e:00:02:VRID, as a macvlan interface gets it by itself. */
    private static boolean isMadeOfAVirtualMac(IpAddress address) {
        return address.family() == Family.IPV6 && address.low() >>> 8 == 0x0200_5eff_fe00_02L;
    }

    String describeStatus() {
        return name + " " + status().description();
    }
}
