package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
    private final boolean coexistence;
    private final int priority;
    private final Interval interval;
    private final Preemption preemption;
    private final AuthenticationKey authentication;
    private final List<VirtualAddress> addresses;
    private final List<IpAddress> peers;
    private final ReachabilityProbe probe;
    private final Duration holdUp;
    private final Policies policies;
    private final Builder origin;

    private VirtualRouterConfig(Builder builder) {
        origin = builder.copy();
        addresses = List.copyOf(builder.addresses);
        Family family = ConfigurationRules.familyOf(addresses);
        id = new VirtualRouterId(builder.interfaceName, builder.vrid, family);
        Preset preset = builder.preset != null ? builder.preset : Preset.RFC9568;
        version = builder.version != null ? builder.version : preset.version(family);
        Policies adjusted = preset.policies(version);
        if (builder.preset == null) {
            adjusted = adjusted.withSourceMac(SourceMac.INTERFACE)
                    .withLastAdvertisement(true)
                    .withAcceptMode(true)
                    .withAnnouncements(adjusted.announcements().withOnLosingAdvertisement(true));
        }
        for (UnaryOperator<Policies> adjustment : builder.adjustments) {
            adjusted = adjustment.apply(adjusted);
        }
        policies = builder.checksumForm == null ? adjusted : adjusted.withSentChecksum(builder.checksumForm);
        coexistence = builder.coexistence;
        priority = builder.priority;
        interval = builder.interval;
        preemption = builder.preemption;
        authentication = builder.authentication;
        peers = List.copyOf(builder.peers);
        probe = builder.probe;
        holdUp = builder.holdUp;
        ConfigurationRules.check(this, preset);
        if (builder.checksumForm != null) {
            ConfigurationRules.checkChoice(this, builder.checksumForm);
        }
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
     * Starts from this configuration, to change some of it.
     *
     * @return a builder with the parameters of this configuration
     */
    public Builder toBuilder() {
        return origin.copy();
    }

    /**
     * What would change if a running virtual router took another configuration.
     *
     * @param next the other configuration
     * @return the parameters that differ, and what each change would do
     */
    public Changes compare(VirtualRouterConfig next) {
        return Changes.between(this, next);
    }

    /**
     * What is allowed here but may not be what is wanted.
     *
     * @return advice for people; empty if there is none
     */
    public List<Advice> advice() {
        return Advice.on(this);
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
     * @return version 3 unless the preset or the builder says otherwise
     */
    public Version version() {
        return version;
    }

    /**
     * Whether both versions are sent and taken (RFC 9568 section 8.4.2).
     *
     * @return false unless said otherwise
     */
    public boolean coexistence() {
        return coexistence;
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
     * How version 2 messages are authenticated.
     *
     * @return {@link AuthenticationKey#NONE} unless said otherwise
     */
    public AuthenticationKey authentication() {
        return authentication;
    }

    /**
     * The virtual addresses, in the order in which they are advertised.
     *
     * @return 1 to 255 addresses of one family
     */
    public List<VirtualAddress> addresses() {
        return addresses;
    }

    /**
     * The unicast peers.
     *
     * @return empty for multicast
     */
    public List<IpAddress> peers() {
        return peers;
    }

    /**
     * Whom to ask whether this router is cut off.
     *
     * @return {@link ReachabilityProbe#NONE} unless said otherwise
     */
    public ReachabilityProbe probe() {
        return probe;
    }

    /**
     * For how long an interface that came back must have been up before this router listens on it.
     *
     * @return zero unless said otherwise
     */
    public Duration holdUp() {
        return holdUp;
    }

    /**
     * What the documents leave open or implementations do differently.
     *
     * @return the policies of the preset, as adjusted
     */
    public Policies policies() {
        return policies;
    }

    /**
     * Whether an Active router with these parameters takes packets to the virtual addresses for itself (RFC 9568 section 6.4.3):
     * an owner always, others by Accept_Mode, which version 2 does not have but keepalived does.
     *
     * @return true if it does
     */
    public boolean acceptsPackets() {
        return isOwner() || policies.acceptMode();
    }

    /**
     * Which checksum is sent: version 2 and IPv6 leave no choice.
     *
     * @return the form
     */
    public ChecksumForm checksumForm() {
        return version == Version.V2 ? ChecksumForm.MESSAGE_ONLY : formOfVersion3();
    }

    private ChecksumForm formOfVersion3() {
        return id.family() == Family.IPV6 ? ChecksumForm.PSEUDO_HEADER : policies.sentChecksum();
    }

    /** What a router with this configuration says at a priority: one message, or one of each version. */
    List<Advertisement> advertisements(int advertisedPriority) {
        List<IpAddress> list = addresses.stream().map(VirtualAddress::address).toList();
        Advertisement own = new Advertisement(
                version, id.vrid(), advertisedPriority, interval, authentication.onTheWire(), checksumForm(), list);
        if (!coexistence) {
            return List.of(own);
        }
        // RFC 9568 8.4.2: both versions at the configured rate, even if version 2 cannot express it.
        Interval seconds = Interval.ofSeconds(Math.max(1, interval.centiseconds() / 100));
        return List.of(own, Advertisement.v2(id.vrid(), advertisedPriority, seconds, list));
    }

    @Override
    public String toString() {
        return id + ", version " + version.number() + ", priority " + priority + ", every " + interval + ", "
                + addresses;
    }

    /** Collects the parameters. Not for use by several threads. */
    public static final class Builder {
        private static final int DEFAULT_PRIORITY = 100;
        private static final Duration LONGEST_HOLD_UP = Duration.ofHours(1);

        private final String interfaceName;
        private final Vrid vrid;
        private final List<VirtualAddress> addresses = new ArrayList<>();
        private final List<IpAddress> peers = new ArrayList<>();
        private final List<UnaryOperator<Policies>> adjustments = new ArrayList<>();
        private @Nullable Preset preset;
        private @Nullable Version version;
        private boolean coexistence;
        private int priority = DEFAULT_PRIORITY;
        private Interval interval = Interval.DEFAULT;
        private Preemption preemption = Preemption.IMMEDIATE;
        private AuthenticationKey authentication = AuthenticationKey.NONE;
        private ReachabilityProbe probe = ReachabilityProbe.NONE;
        private Duration holdUp = Duration.ZERO;
        private @Nullable ChecksumForm checksumForm;

        private Builder(String interfaceName, Vrid vrid) {
            if (interfaceName.isBlank()) {
                throw new ConfigurationException(
                        "interface", "'" + interfaceName + "'", "must be the name of an interface");
            }
            this.interfaceName = interfaceName;
            this.vrid = vrid;
        }

        private Builder copy() {
            Builder copy = new Builder(interfaceName, vrid);
            copy.addresses.addAll(addresses);
            copy.peers.addAll(peers);
            copy.adjustments.addAll(adjustments);
            copy.preset = preset;
            copy.version = version;
            copy.coexistence = coexistence;
            copy.priority = priority;
            copy.interval = interval;
            copy.preemption = preemption;
            copy.authentication = authentication;
            copy.probe = probe;
            copy.holdUp = holdUp;
            copy.checksumForm = checksumForm;
            return copy;
        }

        /**
         * Sets whose habits to follow: the version, unless it is set, and all policies. Without a preset it is {@link
         * Preset#RFC9568} for hosts that answer at the virtual addresses themselves: they accept packets, and use {@link
         * SourceMac#INTERFACE}, since the virtual MAC address takes the help of the host. Therefore they announce again after
         * another Active router was heard, whose MAC address others may have learned, and one that yields lets itself be heard by
         * a last advertisement.
         *
         * @param newPreset whose
         * @return this
         */
        public Builder preset(Preset newPreset) {
            preset = newPreset;
            return this;
        }

        /**
         * Changes single policies, after those of the preset.
         *
         * @param adjustment for example {@code policies -> policies.withAcceptMode(true)}
         * @return this
         */
        public Builder adjust(UnaryOperator<Policies> adjustment) {
            adjustments.add(adjustment);
            return this;
        }

        /**
         * Sends and takes both versions, for the time of an upgrade (RFC 9568 section 8.4.2). Only with version 3 over IPv4.
         *
         * @return this
         */
        public Builder coexistence() {
            coexistence = true;
            return this;
        }

        /**
         * Authenticates version 2 messages.
         *
         * @param key none is the default
         * @return this
         */
        public Builder authentication(AuthenticationKey key) {
            authentication = key;
            return this;
        }

        /**
         * Lets the router ask others on the link whether it is cut off, and stand down as long as nobody answers.
         *
         * @param newProbe nobody is asked by default
         * @return this
         */
        public Builder probe(ReachabilityProbe newProbe) {
            probe = newProbe;
            return this;
        }

        /**
         * Lets the router stay in Initialize for a while after its interface has come back. A switch that lets nothing through
         * in the first seconds (spanning tree) would make it hear nobody and take over; an interface that flaps would let it
         * come and go. Not waited for when the router starts on an interface that is up.
         *
         * @param newHoldUp zero, the default, to one hour
         * @return this
         * @throws IllegalArgumentException for other values
         */
        public Builder holdUp(Duration newHoldUp) {
            if (newHoldUp.isNegative() || newHoldUp.compareTo(LONGEST_HOLD_UP) > 0) {
                throw new ConfigurationException(
                        "hold-up", newHoldUp, "must be 0 to " + LONGEST_HOLD_UP.toHours() + " h");
            }
            holdUp = newHoldUp;
            return this;
        }

        /**
         * Adds a unicast peer: with at least one, each of them gets its own copy, and nothing goes to the group.
         *
         * @param address the address that the peer sends from
         * @return this
         */
        public Builder peer(String address) {
            peers.add(IpAddress.of(address));
            return this;
        }

        /**
         * Takes out all unicast peers, for another list or for multicast.
         *
         * @return this
         */
        public Builder noPeers() {
            peers.clear();
            return this;
        }

        /**
         * Takes out all virtual addresses, for another list.
         *
         * @return this
         */
        public Builder noAddresses() {
            addresses.clear();
            return this;
        }

        /**
         * Sets the protocol version.
         *
         * @param newVersion the preset's is the default, and with it version 3
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
                throw new ConfigurationException(
                        "priority", newPriority, "must be 1 to 254 (255 is the address owner's)");
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
