package io.github.vrrp4j.examples.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.examples.agent.conf.Mistake;
import io.github.vrrp4j.examples.agent.conf.VrrpConf;
import io.github.vrrp4j.examples.agent.conf.VrrpConfReader;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class ReloadTest {
    private final List<VirtualRouterConfig> applied = new ArrayList<>();
    private final Reload reload = new Reload(
            conf(Mistake.GOOD).instances().values(),
            new Host.Running() {
                @Override
                public void reconfigure(VirtualRouterConfig next) {
                    applied.add(next);
                }

                @Override
                public void close() {}
            },
            NOPLogger.NOP_LOGGER);

    @Test
    void whatCanChangeWhileItRunsChanges() {
        reload.apply(conf(Mistake.GOOD.replace("priority 100", "priority 120")));

        assertEquals(List.of(120), priorities());
    }

    @Test
    void whatIsComparedIsWhatRunsNow() {
        reload.apply(conf(Mistake.GOOD.replace("priority 100", "priority 120")));
        reload.apply(conf(Mistake.GOOD.replace("priority 100", "priority 120")));
        reload.apply(conf(Mistake.GOOD));

        assertEquals(List.of(120, 100), priorities());
    }

    @Test
    void anUnchangedFileChangesNothing() {
        reload.apply(conf(Mistake.GOOD));

        assertEquals(List.of(), applied);
    }

    @Test
    void aWrongFileChangesNothing() {
        reload.apply(conf(Mistake.GOOD.replace("priority 100", "priority 300")));

        assertEquals(List.of(), applied);
    }

    @Test
    void anotherVersionIsLeftToARestartWithAllThatComesWithIt() {
        reload.apply(conf(Mistake.GOOD
                .replace("priority 100", "priority 120")
                .replace("vrrp_version 3", "vrrp_version 2")
                .replace("advert_int 0.1", "advert_int 1")));

        assertEquals(List.of(), applied);
    }

    @Test
    void aNewVirtualRouterIsLeftToARestart() {
        reload.apply(conf(Mistake.GOOD.replace("virtual_router_id 51", "virtual_router_id 52")));

        assertEquals(List.of(), applied);
    }

    private List<Integer> priorities() {
        return applied.stream().map(VirtualRouterConfig::priority).toList();
    }

    private static VrrpConf conf(String text) {
        return new VrrpConfReader(name -> true).read("vrrp.conf", text);
    }
}
