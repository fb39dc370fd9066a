package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Leaves virtual routers that do not accept packets to another hook, if there is one. Any thread may call any method. */
final class NotAccepting {
    private final @Nullable AddressHook hook;
    private final Map<VirtualRouterId, Set<VirtualAddress>> handedOver = new ConcurrentHashMap<>();

    NotAccepting(@Nullable AddressHook hook) {
        this.hook = hook;
    }

    AddressHook require(VirtualRouterConfig router) {
        if (hook == null) {
            throw new ConfigurationException(
                    "accept mode",
                    false,
                    "virtual router " + router.id()
                            + ": Linux takes every packet to an address that it has. Accept them:"
                            + " adjust(policies -> policies.withAcceptMode(true)), or give LinuxAddressHook another hook"
                            + " that answers for addresses without having them");
        }
        return hook;
    }

    void prepare(VirtualRouterConfig router) throws IOException {
        if (!router.acceptsPackets()) {
            require(router).prepare(router);
        }
    }

    void watch(AddressHook.Watcher watcher) {
        if (hook != null) {
            hook.watch(watcher);
        }
    }

    boolean has(VirtualRouterId router) {
        return handedOver.containsKey(router);
    }

    void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception {
        AddressHook other = require(router);
        handedOver.compute(router.id(), (id, before) -> {
            Set<VirtualAddress> all = before == null ? new HashSet<>() : before;
            all.addAll(addresses);
            return all;
        });
        other.acquire(router, addresses);
    }

    /** Takes back what was handed over; from a virtual router that does not accept, also what an earlier run may have left. */
    void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception {
        boolean known = has(router.id());
        handedOver.computeIfPresent(router.id(), (id, before) -> {
            addresses.forEach(before::remove);
            return before.isEmpty() ? null : before;
        });
        if (hook != null && (known || !router.acceptsPackets())) {
            hook.release(router, addresses);
        }
    }
}
