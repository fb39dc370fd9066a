package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Authentication;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a virtual router (RFC 9568 section 6.1), checked when they are built: what cannot be is refused, nothing is
 * repaired. Immutable.
 *
 * <pre>{@code
 * VirtualRouterConfig.on("eth0", 51).priority(150).address("192.0.2.1/24").build()
 * }</pre>
 */
public final class VirtualRouterConfig {
    private final VirtualRouterId id;
    private final Version version;
    private final int priority;
    private final Interval interval;
    private final Preemption preemption;
    private final ChecksumForm checksumForm;
    private final List<VirtualAddress> addresses;

    private VirtualRouterConfig(Builder builder) {
        addresses = List.copyOf(builder.addresses);
        Family family = requireAddresses(addresses);
        id = new VirtualRouterId(builder.interfaceName, builder.vrid, family);
        version = builder.version;
        priority = builder.priority;
        interval = builder.interval;
        preemption = builder.preemption;
        checksumForm = builder.checksumForm != null ? builder.checksumForm : defaultForm(version, family);
        if (isOwner() && !preemption.equals(Preemption.IMMEDIATE)) {
            throw new IllegalArgumentException(
                    "preemption " + preemption + ": an address owner always preempts at once (RFC 9568 section 6.1)");
        }
        advertisement(priority); // the record checks what the wire can carry
    }

    private static Family requireAddresses(List<VirtualAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: a virtual router needs at least one virtual address");
        }
        Family family = addresses.get(0).address().family();
        Set<IpAddress> seen = new HashSet<>();
        for (VirtualAddress address : addresses) {
            if (address.address().family() != family) {
                throw new IllegalArgumentException("virtual address " + address + ": a virtual router has addresses of"
                        + " one family, and the first one is " + addresses.get(0));
            }
            if (!seen.add(address.address())) {
                throw new IllegalArgumentException("virtual address " + address + ": is listed twice");
            }
        }
        return family;
    }

    private static ChecksumForm defaultForm(Version version, Family family) {
        return version == Version.V3 && family == Family.IPV6 ? ChecksumForm.PSEUDO_HEADER : ChecksumForm.MESSAGE_ONLY;
    }

    /**
     * Starts a configuration.
     *
     * @param interfaceName the network interface, for example {@code eth0}
     * @param vrid 1 to 255; there is no default
     * @return a builder with the defaults of RFC 9568
     */
    public static Builder on(String interfaceName, int vrid) {
        return new Builder(interfaceName, new Vrid(vrid));
    }

    /**
     * Which virtual router this configures.
     *
     * @return interface, VRID and family
     */
    public VirtualRouterId id() {
        return id;
    }

    /**
     * The protocol version.
     *
     * @return version 3 unless said otherwise
     */
    public Version version() {
        return version;
    }

    /**
     * The priority that is advertised.
     *
     * @return 1 to 254, or 255 for the address owner
     */
    public int priority() {
        return priority;
    }

    /**
     * Whether this router has the virtual addresses as its real ones (RFC 9568 section 1.7).
     *
     * @return true for the address owner
     */
    public boolean isOwner() {
        return priority == Advertisement.PRIORITY_OWNER;
    }

    /**
     * The router's own Advertisement_Interval.
     *
     * @return 1 s unless said otherwise
     */
    public Interval interval() {
        return interval;
    }

    /**
     * Preempt_Mode and its delay.
     *
     * @return {@link Preemption#IMMEDIATE} unless said otherwise
     */
    public Preemption preemption() {
        return preemption;
    }

    /**
     * Which checksum is sent.
     *
     * @return RFC 9568's unless said otherwise
     */
    public ChecksumForm checksumForm() {
        return checksumForm;
    }

    /**
     * The virtual addresses, in the order in which they are advertised.
     *
     * @return 1 to 255 addresses of one family
     */
    public List<VirtualAddress> addresses() {
        return addresses;
    }

    /** What a router with this configuration says at a priority. */
    Advertisement advertisement(int advertisedPriority) {
        return new Advertisement(
                version,
                id.vrid(),
                advertisedPriority,
                interval,
                Authentication.NONE,
                checksumForm,
                addresses.stream().map(VirtualAddress::address).toList());
    }

    /** Collects the parameters. Not for use by several threads. */
    public static final class Builder {
        private static final int DEFAULT_PRIORITY = 100;

        private final String interfaceName;
        private final Vrid vrid;
        private final List<VirtualAddress> addresses = new ArrayList<>();
        private Version version = Version.V3;
        private int priority = DEFAULT_PRIORITY;
        private Interval interval = Interval.DEFAULT;
        private Preemption preemption = Preemption.IMMEDIATE;
        private @Nullable ChecksumForm checksumForm;

        private Builder(String interfaceName, Vrid vrid) {
            if (interfaceName.isBlank()) {
                throw new IllegalArgumentException(
                        "interface '" + interfaceName + "': must be the name of an interface");
            }
            this.interfaceName = interfaceName;
            this.vrid = vrid;
        }

        /**
         * Sets the protocol version.
         *
         * @param newVersion version 3 is the default
         * @return this
         */
        public Builder version(Version newVersion) {
            version = newVersion;
            return this;
        }

        /**
         * Sets the priority of a router that does not own the addresses.
         *
         * @param newPriority 1 to 254, the default is 100
         * @return this
         * @throws IllegalArgumentException for other values; an owner is said by {@link #addressOwner()}, and 0 cannot be
         *     configured
         */
        public Builder priority(int newPriority) {
            if (newPriority < 1 || newPriority > 254) {
                throw new IllegalArgumentException(
                        "priority " + newPriority + ": must be 1 to 254 (255 is the address owner's)");
            }
            priority = newPriority;
            return this;
        }

        /**
         * Says that this router has the virtual addresses as its real ones: it advertises priority 255 and becomes Active
         * as soon as it starts.
         *
         * @return this
         */
        public Builder addressOwner() {
            priority = Advertisement.PRIORITY_OWNER;
            return this;
        }

        /**
         * Sets Advertisement_Interval.
         *
         * @param newInterval a multiple of 10 ms up to 40.95 s; version 2: whole seconds up to 255 s
         * @return this
         * @throws IllegalArgumentException if the protocol cannot express it; it is never rounded
         */
        public Builder interval(Duration newInterval) {
            interval = Interval.of(newInterval);
            return this;
        }

        /**
         * Sets Preempt_Mode.
         *
         * @param newPreemption at once is the default
         * @return this
         */
        public Builder preemption(Preemption newPreemption) {
            preemption = newPreemption;
            return this;
        }

        /**
         * Sets the checksum that is sent in version 3 over IPv4.
         *
         * @param newForm RFC 9568's is the default; keepalived and FRR understand only {@link ChecksumForm#PSEUDO_HEADER}
         * @return this
         */
        public Builder checksumForm(ChecksumForm newForm) {
            checksumForm = newForm;
            return this;
        }

        /**
         * Adds a virtual address.
         *
         * @param address for example {@code 192.0.2.1/24}; of the first address's family; IPv6: a link-local one first
         * @return this
         */
        public Builder address(String address) {
            return address(VirtualAddress.of(address));
        }

        /**
         * Adds a virtual address.
         *
         * @param address of the first address's family; IPv6: a link-local one first
         * @return this
         */
        public Builder address(VirtualAddress address) {
            addresses.add(address);
            return this;
        }

        /**
         * Checks the parameters against each other.
         *
         * @return the configuration
         * @throws IllegalArgumentException naming the parameter, its value and the rule
         */
        public VirtualRouterConfig build() {
            return new VirtualRouterConfig(this);
        }
    }
}
