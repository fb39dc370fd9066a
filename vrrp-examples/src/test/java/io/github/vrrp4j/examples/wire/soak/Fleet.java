package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The 255 virtual routers that two hosts share, each with one address: the better one of half of them is the first host, and of the
 * others the second one; every third leaves a working Active in office; a few have virtual MAC addresses.
 */
final class Fleet {
    static final int SIZE = 255;
    static final Duration INTERVAL = Duration.ofMillis(100);

    /** Active_Down_Interval is less, whatever the priority: Skew_Time is less than an interval. */
    static final Duration ACTIVE_DOWN = INTERVAL.multipliedBy(4);

    static final String PREFIX = "10.9.1.";
    private static final int BETTER = 150;
    private static final int WORSE = 100;

    /** One in so many. */
    private static final int VIRTUAL_MAC = 64;

    private Fleet() {}

    static IpAddress address(int vrid) {
        return IpAddress.of(PREFIX + vrid);
    }

    /** How many have a virtual MAC address, and thus an interface of their own. */
    static int virtualMacs() {
        return SIZE / VIRTUAL_MAC;
    }

    static List<VirtualRouterConfig> of(int host) {
        return IntStream.rangeClosed(1, SIZE)
                .mapToObj(vrid -> config(vrid, host))
                .toList();
    }

    /** The virtual routers whose addresses this host takes back whenever it can. */
    static BitSet movesTo(int host) {
        BitSet moving = new BitSet(SIZE + 1);
        IntStream.rangeClosed(1, SIZE)
                .filter(vrid -> preempts(vrid) && isBetter(vrid, host))
                .forEach(moving::set);
        return moving;
    }

    private static boolean preempts(int vrid) {
        return vrid % 3 != 0;
    }

    private static boolean isBetter(int vrid, int host) {
        return (vrid + host) % 2 == 0;
    }

    private static VirtualRouterConfig config(int vrid, int host) {
        var builder = VirtualRouterConfig.on(Host.INTERFACE, vrid)
                .priority(isBetter(vrid, host) ? BETTER : WORSE)
                .interval(INTERVAL)
                .preemption(preempts(vrid) ? Preemption.IMMEDIATE : Preemption.NEVER)
                .address(PREFIX + vrid + "/32");
        return vrid % VIRTUAL_MAC == 0
                ? builder.adjust(policies -> policies.withSourceMac(SourceMac.VIRTUAL))
                        .build()
                : builder.build();
    }
}
