package io.github.vrrp4j.examples.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.examples.agent.conf.Mistake;
import io.github.vrrp4j.examples.agent.conf.VrrpConf;
import io.github.vrrp4j.examples.agent.conf.VrrpConfReader;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.helpers.NOPLogger;

class ReloadTest {
    private static final String BOTH = Mistake.GOOD
            + Mistake.GOOD
                    .substring(Mistake.GOOD.indexOf("vrrp_instance"))
                    .replace("V1", "V2")
                    .replace("router_id 51", "router_id 52")
                    .replace("10.9.0.100", "10.9.0.102");

    private final List<VirtualRouterConfig> applied = new ArrayList<>();
    private Optional<RuntimeException> refusal = Optional.empty();
    private final Reload reload = new Reload(
            conf(BOTH).instances().values(),
            new Host.Running() {
                @Override
                public void reconfigure(VirtualRouterConfig next) {
                    if (next.id().vrid().value() == 51 && refusal.isPresent()) {
                        throw refusal.get();
                    }
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
        reload.apply(conf(Mistake.GOOD.replace("virtual_router_id 51", "virtual_router_id 53")));

        assertEquals(List.of(), applied);
    }

    static List<RuntimeException> refusals() {
        return List.of(
                new UncheckedIOException(new IOException("lo: has the virtual address itself")),
                new UnsupportedOperationException("no virtual MAC addresses here"),
                new IllegalArgumentException("needs a restart"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheMachineRefusesIsTriedAgainWithTheNextReloadAndTheOtherVirtualRoutersChange(RuntimeException why) {
        VrrpConf next = conf(BOTH.replace("priority 100", "priority 120"));
        refusal = Optional.of(why);
        reload.apply(next);
        assertEquals(List.of(52), vrids());

        refusal = Optional.empty();
        reload.apply(next);
        assertEquals(List.of(52, 51), vrids());
    }

    private List<Integer> vrids() {
        return applied.stream().map(each -> each.id().vrid().value()).toList();
    }

    private List<Integer> priorities() {
        return applied.stream().map(VirtualRouterConfig::priority).toList();
    }

    private static VrrpConf conf(String text) {
        return new VrrpConfReader(name -> true).read("vrrp.conf", text);
    }
}
