package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.RemovedAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The user's own hooks run on the simulated host, where they can be slow and fail. */
class HooksTest {
    private static final Duration THREE_INTERVALS_AND_SKEW = Duration.ofNanos(3_218_750_000L);

    private static final IpAddress ADDRESS = IpAddress.of(VIRTUAL);

    private final SimulatedLan lan = SimulatedLan.seeded(42);
    private final List<String> calls = new ArrayList<>();

    /** Writes down every call. */
    private final class Diary implements AddressHook, VrrpListener {
        @Override
        public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            calls.add("acquire " + addresses);
        }

        @Override
        public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            calls.add("release " + addresses);
        }

        @Override
        public void transition(VirtualRouterId router, Transition transition) {
            calls.add(transition.to().name());
        }

        @Override
        public void failed(VirtualRouterId router, String what, Exception failure) {
            calls.add("failed: " + what);
        }
    }

    private SimulatedNode join() {
        Diary diary = new Diary();
        return lan.join(
                new Hooks(diary, (router, announcements) -> calls.add("announce " + announcements.size()), diary),
                priority(200));
    }

    @Test
    void theUsersHooksAreCalledInOrder() {
        SimulatedNode node = join();
        lan.run(A_WHILE);
        node.stop();

        assertEquals(
                List.of(
                        "release [10.9.0.100/24]",
                        "BACKUP",
                        "acquire [10.9.0.100/24]",
                        "announce 1",
                        "ACTIVE",
                        "release [10.9.0.100/24]",
                        "INITIALIZE"),
                calls);
    }

    @Test
    void anAddressThatSomebodyRemovesIsPutBack() {
        SimulatedNode node = lan.join(priority(200));
        lan.run(A_WHILE);

        node.removeAddress(ADDRESS);

        assertEquals(List.of(ADDRESS), node.held());
        node.assertState(State.ACTIVE);
    }

    @Test
    void byPolicyTheNextRouterTakesOverWhenSomebodyRemovesTheAddress() {
        SimulatedNode touched = lan.join(Routers.any()
                .priority(200)
                .preemption(Preemption.NEVER)
                .adjust(policies -> policies.withRemovedAddress(RemovedAddress.RESIGN))
                .build());
        SimulatedNode next = lan.join(Routers.nopreempt(100));
        lan.run(A_WHILE);
        touched.assertState(State.ACTIVE);

        touched.removeAddress(ADDRESS);
        lan.run(Duration.ofSeconds(1));

        touched.assertState(State.BACKUP);
        next.assertState(State.ACTIVE);
        assertEquals(List.of(next), lan.holders(ADDRESS));
    }

    @Test
    void aProcessThatStandsStillPutsTheAddressBackWhenItGoesOn() {
        SimulatedNode node = lan.join(priority(200));
        lan.run(A_WHILE);

        node.pause();
        node.removeAddress(ADDRESS);
        assertEquals(List.of(), node.held());
        node.resume();

        assertEquals(List.of(ADDRESS), node.held());
    }

    @Test
    void onlyOwnVirtualAddressesCanBeRemoved() {
        SimulatedNode node = lan.join(priority(200));

        assertThrows(IllegalArgumentException.class, () -> node.removeAddress(IpAddress.of("10.9.0.1")));
        node.removeAddress(ADDRESS);
        assertEquals(List.of(), node.held());
    }

    @Test
    void aHookThatRefusesAVirtualRouterKeepsTheHostFromStarting() {
        IOException missing = new IOException("no macvlan here");
        SimulatedNode node = lan.join(priority(200));
        AddressHook refusing = new AddressHook() {
            @Override
            public void prepare(VirtualRouterConfig router) throws IOException {
                throw missing;
            }

            @Override
            public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {}

            @Override
            public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {}
        };

        UncheckedIOException refused =
                assertThrows(UncheckedIOException.class, () -> lan.join(priority(100), refusing));

        assertEquals(missing, refused.getCause());
        node.assertState(State.BACKUP);
    }

    @Test
    void aHookThatThrowsLeavesTheHostWithoutTheAddress() {
        SimulatedNode node = lan.join(priority(200), new AddressHook() {
            @Override
            public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
                throw new IOException("no more addresses");
            }

            @Override
            public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {}
        });

        lan.run(A_WHILE);

        node.assertState(State.ACTIVE);
        assertEquals(List.of(), node.held());
    }

    @Test
    void failingHooksAreReported() {
        SimulatedNode node = join();
        node.failingHooks(1);

        lan.run(A_WHILE);

        node.assertState(State.ACTIVE);
        assertEquals(List.of(), node.held());
        assertEquals(
                List.of(
                        "release [10.9.0.100/24]",
                        "BACKUP",
                        "failed: acquiring [10.9.0.100/24]",
                        "failed: announcing [10.9.0.100/24]",
                        "ACTIVE"),
                calls);
    }

    @Test
    void oneInSoManyHooksFails() {
        SimulatedNode node = join();
        node.failingHooks(3);

        for (int i = 0; i < 10; i++) {
            node.resign("to call hooks");
            lan.run(A_WHILE);
        }

        long failed = calls.stream().filter(call -> call.startsWith("failed")).count();
        long worked = calls.stream()
                .filter(call -> call.matches("(acquire|release|announce).*"))
                .count();
        assertEquals((worked - 1 + failed) / 3, failed, calls::toString);
        assertThrows(IllegalArgumentException.class, () -> node.failingHooks(-1));
    }

    @Test
    void slowHooksHoldUpWhatComesAfterThemButNoAdvertisement() {
        SimulatedNode node = join();
        SimulatedNode backup = lan.join(priority(100));
        node.slowHooks(Duration.ofSeconds(5));
        lan.run(THREE_INTERVALS_AND_SKEW);
        node.assertState(State.ACTIVE);
        assertEquals(List.of(), node.held());

        lan.run(Duration.ofMillis(4999));
        assertEquals(List.of(), node.held());
        lan.run(Duration.ofMillis(2));
        lan.assertHolds(node, VIRTUAL);
        assertEquals("announce 1", calls.get(calls.size() - 1));

        lan.run(Duration.ofMillis(5000));
        assertEquals("ACTIVE", calls.get(calls.size() - 1));
        backup.assertState(State.BACKUP);
        assertEquals(1 + 10, node.status().statistics().advertisementsSent());
    }

    @Test
    void aHookOfTheUsersMayBlock() {
        SimulatedNode[] node = new SimulatedNode[1];
        node[0] = lan.join(priority(200), blocking(node));

        lan.run(THREE_INTERVALS_AND_SKEW.plusMillis(999));
        assertEquals(List.of(), node[0].held());
        lan.run(Duration.ofMillis(1));
        lan.assertHolds(node[0], VIRTUAL);
    }

    private static AddressHook blocking(SimulatedNode[] node) {
        return new AddressHook() {
            @Override
            public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
                node[0].block(Duration.ofSeconds(1));
            }

            @Override
            public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {}
        };
    }

    @Test
    void onlyAHookCanBlock() {
        SimulatedNode node = join();

        assertThrows(IllegalStateException.class, () -> node.block(Duration.ofSeconds(1)));
    }

    @Test
    void aHookMayCrashItsOwnHost() {
        SimulatedNode[] node = new SimulatedNode[1];
        node[0] = lan.join(priority(200), new VrrpListener() {
            @Override
            public void transition(VirtualRouterId router, Transition transition) {
                if (transition.to() == State.ACTIVE) {
                    node[0].crash();
                }
            }
        });
        SimulatedNode backup = lan.join(priority(100));

        lan.run(A_WHILE);

        node[0].assertState(State.INITIALIZE);
        backup.assertState(State.ACTIVE);
    }

    @Test
    void aDeadProcessCallsNoHooksAnyMore() {
        SimulatedNode node = join();
        node.slowHooks(Duration.ofSeconds(1));
        lan.run(THREE_INTERVALS_AND_SKEW);
        int before = calls.size();

        node.crash();
        lan.run(A_WHILE);

        assertEquals(before, calls.size());
        assertEquals(List.of(), node.held());
    }

    @Test
    void theRouterCannotBeDrivenFromItsOwnHooks() {
        SimulatedNode[] node = new SimulatedNode[1];
        node[0] = lan.join(priority(200), new VrrpListener() {
            @Override
            public void transition(VirtualRouterId router, Transition transition) {
                if (transition.to() == State.ACTIVE) {
                    calls.add(assertThrows(IllegalStateException.class, () -> node[0].resign("no"))
                            .getMessage());
                }
            }
        });

        lan.run(A_WHILE);

        assertEquals(List.of("drive: cannot be called from a hook of r1"), calls);
    }
}
