package io.github.vrrp4j.examples.wire;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One virtual router on a host.
 *
 * @param peer the host of the other router
 */
record RouterConfig(Setting setting, int vrid, int priority, boolean preempt, Host host, Host peer) {
    Dialect dialect() {
        return setting.dialect();
    }

    RouterConfig withoutPreemption() {
        return new RouterConfig(setting, vrid, priority, false, host, peer);
    }

    /** The virtual addresses with their prefix length. */
    List<String> prefixes() {
        return dialect().virtualAddresses().stream()
                .map(address -> address + "/" + dialect().prefixLength())
                .toList();
    }

    /** As the agent and keepalived read it. */
    String text() {
        return """
                global_defs {
                    vrrp_version %d
                }
                vrrp_instance V1 {
                    state BACKUP
                    interface %s
                    virtual_router_id %d
                    priority %d
                    advert_int %s
                    %s
                    %s
                    %s
                    %s
                    %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(
                        dialect().version(),
                        Host.INTERFACE,
                        vrid,
                        priority,
                        dialect().advertInt(),
                        preempt ? "" : "nopreempt",
                        setting.virtualMac() ? "use_vmac" : "",
                        unicast(),
                        authentication(),
                        probe(),
                        prefixes().stream().collect(Collectors.joining("\n        ")));
    }

    private String unicast() {
        return setting.unicast()
                ? "unicast_src_ip %s\n    unicast_peer {\n        %s\n    }"
                        .formatted(host.source(dialect()), peer.source(dialect()))
                : "";
    }

    private String probe() {
        return setting.probe().isEmpty()
                ? ""
                : "reachability {\n        target %s\n        interval 0.2\n        fall 3\n    }"
                        .formatted(setting.probe());
    }

    private String authentication() {
        return setting.authentication().isEmpty()
                ? ""
                : "authentication {\n        auth_type %s\n        auth_pass shared\n    }"
                        .formatted(setting.authentication());
    }
}
