package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Host;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Virtual routers with the same parameters and one address each; their text is understood by both programs. */
record Fleet(int virtualRouters, Duration interval, boolean preempt) {
    /** The virtual router N has the address 10.9.1.N. */
    static final String PREFIX = "10.9.1.";

    static final String NETWORK = PREFIX + "0/24";

    static String address(int vrid) {
        return PREFIX + vrid;
    }

    List<String> addresses() {
        return IntStream.rangeClosed(1, virtualRouters).mapToObj(Fleet::address).toList();
    }

    String text(int priority) {
        StringBuilder text = new StringBuilder("global_defs {\n    vrrp_version 3\n}\n");
        for (int vrid = 1; vrid <= virtualRouters; vrid++) {
            text.append("""
                    vrrp_instance V%d {
                        state BACKUP
                        interface %s
                        virtual_router_id %d
                        priority %d
                        advert_int %s
                        %s
                        virtual_ipaddress {
                            %s/32
                        }
                    }
                    """.formatted(
                            vrid,
                            Host.INTERFACE,
                            vrid,
                            priority,
                            BigDecimal.valueOf(interval.toMillis(), 3).toPlainString(),
                            preempt ? "" : "nopreempt",
                            address(vrid)));
        }
        return text.toString();
    }

    /** RFC 9568 section 6.1. */
    long skewNanos(int priority) {
        return interval.toNanos() * (256 - priority) / 256;
    }

    /** RFC 9568 section 6.1. */
    long activeDownNanos(int priority) {
        return 3 * interval.toNanos() + skewNanos(priority);
    }
}
