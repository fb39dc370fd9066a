package io.github.vrrp4j.worlds;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One virtual router, and how each host of a world is configured for it: so that they understand each other. */
final class Cluster {
    /** What its hosts say to each other. */
    private enum Speech {
        VERSION_2,
        VERSION_3,
        /** Some say version 2 only, the others both (RFC 9568 section 8.4). */
        UPGRADE
    }

    private static final int FIRST_VRID = 51;
    private static final int LONGEST_CENTISECONDS = 4095;

    private final Dice dice;
    private final Speech speech;
    private final int vrid;
    private final Family family;
    private final Duration interval;
    private final List<String> addresses;
    private final List<String> peers;
    private final Preset preset;
    private final AuthenticationKey authentication;
    private final List<VirtualRouterConfig> configs = new ArrayList<>();

    /**
     * Draws one.
     *
     * @param number how many there are already in this world
     * @param hosts how many hosts it is on
     * @param pace about how often its Active router advertises
     * @param unicast whether its hosts know each other
     * @param owned whether one of them may own the addresses
     */
    Cluster(Dice dice, int number, int hosts, Duration pace, boolean unicast, boolean owned) {
        this.dice = dice;
        speech = speechAt(pace);
        family = speech == Speech.VERSION_3 && dice.oneIn(3) ? Family.IPV6 : Family.IPV4;
        vrid = FIRST_VRID + (number == 0 ? 0 : number + dice.below(3) * 10);
        interval = pace;
        addresses = drawAddresses(number);
        peers = unicast ? hostAddresses(hosts) : List.of();
        preset = drawPreset();
        authentication = speech == Speech.VERSION_2 ? drawKey() : AuthenticationKey.NONE;
        List<Integer> priorities = drawPriorities(hosts);
        int owner = owned && !unicast ? dice.below(hosts) : -1;
        for (int host = 0; host < hosts; host++) {
            configs.add(draw(priorities.get(host), host == owner));
        }
    }

    private Speech speechAt(Duration pace) {
        if (pace.toMillis() % 1000 != 0 || dice.oneIn(3)) {
            return Speech.VERSION_3;
        }
        return dice.oneIn(4) ? Speech.UPGRADE : Speech.VERSION_2;
    }

    private List<String> drawAddresses(int number) {
        int last = 100 + 20 * number;
        List<String> drawn = new ArrayList<>();
        if (family == Family.IPV6) {
            drawn.add("fe80::5e:" + last + "/64");
        }
        IntStream.range(0, dice.between(1, 3))
                .mapToObj(
                        i -> family == Family.IPV4 ? "10.9.0." + (last + i) + "/24" : "2001:db8::" + (last + i) + "/64")
                .forEach(drawn::add);
        return drawn;
    }

    /** The addresses that a simulated LAN gives to its hosts. */
    private List<String> hostAddresses(int hosts) {
        return IntStream.range(11, 11 + hosts)
                .mapToObj(host -> family == Family.IPV4 ? "10.9.0." + host : "fe80::" + Integer.toHexString(host))
                .toList();
    }

    private Preset drawPreset() {
        return switch (speech) {
            case UPGRADE -> Preset.RFC9568;
            case VERSION_2 -> dice.oneOf(Preset.RFC9568, Preset.RFC3768, Preset.KEEPALIVED);
            case VERSION_3 -> dice.oneOf(Preset.RFC9568, Preset.RFC5798, Preset.KEEPALIVED, Preset.FRR);
        };
    }

    private AuthenticationKey drawKey() {
        return switch (dice.below(6)) {
            case 0 -> AuthenticationKey.simpleText("secret");
            case 1 -> AuthenticationKey.header("secret");
            default -> AuthenticationKey.NONE;
        };
    }

    private List<Integer> drawPriorities(int hosts) {
        int middle = dice.between(2, 253);
        int style = dice.below(4);
        List<Integer> priorities = new ArrayList<>();
        for (int host = 0; host < hosts; host++) {
            priorities.add(
                    switch (style) {
                        case 0 -> middle;
                        case 1 -> middle + dice.between(-1, 1);
                        case 2 -> dice.oneOf(1, 100, 200, 254);
                        default -> dice.between(1, 254);
                    });
        }
        return priorities;
    }

    private VirtualRouterConfig draw(int priority, boolean owner) {
        VirtualRouterConfig.Builder builder =
                VirtualRouterConfig.on("eth0", vrid).interval(drawInterval()).authentication(authentication);
        if (preset != Preset.RFC9568 || dice.oneIn(2)) {
            builder.preset(preset);
        }
        addresses.forEach(builder::address);
        peers.forEach(builder::peer);
        switch (speech) {
            case VERSION_2 -> builder.version(Version.V2);
            case VERSION_3 -> builder.version(Version.V3);
            case UPGRADE -> {
                if (dice.oneIn(2)) {
                    builder.version(Version.V2);
                } else {
                    builder.version(Version.V3).coexistence();
                }
            }
        }
        if (owner) {
            return builder.addressOwner().build();
        }
        return builder.priority(priority).preemption(drawPreemption()).build();
    }

    /** Version 2 discards what has another interval, so there it is the same for all. */
    Duration drawInterval() {
        if (speech != Speech.VERSION_3 || !dice.oneIn(4)) {
            return interval;
        }
        long centiseconds = interval.toMillis() / 10 * dice.between(1, 6) / 2;
        return Duration.ofMillis(10 * Math.max(1, Math.min(LONGEST_CENTISECONDS, centiseconds)));
    }

    Preemption drawPreemption() {
        return switch (dice.below(6)) {
            case 0, 1, 2 -> Preemption.IMMEDIATE;
            case 3, 4 -> Preemption.NEVER;
            default -> Preemption.after(interval.multipliedBy(dice.between(1, 6)));
        };
    }

    /** For a while, a host may have other parameters that it takes live. */
    VirtualRouterConfig drawChange(int host) {
        VirtualRouterConfig config = configs.get(host);
        VirtualRouterConfig.Builder changed = config.toBuilder();
        switch (dice.below(config.isOwner() ? 2 : 5)) {
            case 0 ->
                changed.interval(speech == Speech.VERSION_3 ? drawInterval() : Duration.ofSeconds(dice.between(1, 40)));
            case 1 -> changed.adjust(policies -> policies.withMissedAdvertisements(dice.between(2, 4)));
            case 2 -> changed.priority(dice.between(1, 254));
            case 3 -> changed.preemption(drawPreemption());
            default -> changed.address(family == Family.IPV4 ? "10.9.0.99/24" : "2001:db8::99/64");
        }
        return changed.build();
    }

    /** An advertisement that a stranger forges. */
    Advertisement forge() {
        VirtualRouterConfig victim = dice.oneOf(configs);
        int priority = dice.oneOf(0, 1, 100, 254, 255, dice.below(256));
        List<IpAddress> list =
                victim.addresses().stream().map(VirtualAddress::address).toList();
        Interval said = victim.interval();
        if (victim.version() == Version.V2) {
            return Advertisement.v2(victim.id().vrid(), priority, said, list);
        }
        if (speech == Speech.VERSION_3 && dice.oneIn(3)) {
            said = Interval.ofCentiseconds(
                    dice.oneIn(8) ? LONGEST_CENTISECONDS : Math.min(LONGEST_CENTISECONDS, 3 * said.centiseconds()));
        }
        return Advertisement.v3(victim.id().vrid(), priority, said, victim.checksumForm(), list);
    }

    /** The parameters of a host, as long as nobody changes them. */
    VirtualRouterConfig config(int host) {
        return configs.get(host);
    }

    VirtualRouterId id() {
        return configs.get(0).id();
    }

    List<VirtualAddress> addresses() {
        return configs.get(0).addresses();
    }

    /**
     * How long a forged advertisement can do harm after it was heard, besides what it teaches: a host that runs both versions discards
     * version 2 of whoever seemed to speak version 3 within three intervals (RFC 9568 section 8.4.2).
     */
    Duration grudge() {
        return speech == Speech.UPGRADE ? interval.multipliedBy(3) : Duration.ZERO;
    }

    /** Whether packets have sequence numbers. */
    boolean countsPackets() {
        return authentication.type() == 2;
    }

    /** Whether its hosts use the virtual MAC address, all of them or none. */
    boolean hasOneMac() {
        return configs.stream()
                        .map(each -> each.policies().sourceMac())
                        .distinct()
                        .count()
                == 1;
    }

    boolean isUnicast() {
        return !peers.isEmpty();
    }

    @Override
    public String toString() {
        return speech + (peers.isEmpty() ? " " : " unicast ") + preset + ": " + configs;
    }
}
