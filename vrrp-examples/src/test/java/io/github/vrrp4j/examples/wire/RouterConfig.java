package io.github.vrrp4j.examples.wire;

/** One virtual router with one address; its text is understood by the agent and by keepalived alike. */
record RouterConfig(Timing timing, int vrid, int priority, boolean preempt, String address) {
    static final int PREFIX_LENGTH = 24;

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
                    virtual_ipaddress {
                        %s/%d
                    }
                }
                """.formatted(
                        timing.version(),
                        Host.INTERFACE,
                        vrid,
                        priority,
                        timing.advertInt(),
                        preempt ? "" : "nopreempt",
                        address,
                        PREFIX_LENGTH);
    }
}
