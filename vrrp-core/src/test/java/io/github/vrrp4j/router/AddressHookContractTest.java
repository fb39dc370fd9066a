package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.BOTH;
import static io.github.vrrp4j.Polarity.NEGATIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link AddressHook}, over random events: addresses are acquired exactly while the virtual router is Active.
 * {@code -Dvrrp.seed} repeats a run.
 */
class AddressHookContractTest {
    private static final int RUNS = 12;
    private static final int EVENTS = 1_000;

    private final long seed = Long.getLong("vrrp.seed", System.nanoTime());

    @Test
    @Proves(
            value = {"9568-6.4.2-07", "9568-6.4.2-05"},
            by = NEGATIVE)
    @Proves(value = "ext-evt-01", by = BOTH)
    void addressesAreAcquiredExactlyWhileActive() {
        for (int run = 0; run < RUNS; run++) {
            new Run(new Random(seed + run), run % 4 == 0, "run " + run + ", repeat with -Dvrrp.seed=" + seed).play();
        }
    }

    /** A host that is told this and that, and a list of what was broken. */
    private static final class Run implements AddressHook, VrrpListener {
        private final Random random;
        private final boolean owner;
        private final String hint;
        private final Bench bench;
        private final Set<VirtualAddress> held = new HashSet<>();
        private final List<String> history = new ArrayList<>();
        private State told = State.INITIALIZE;
        private boolean starting;

        Run(Random random, boolean owner, String hint) {
            this.random = random;
            this.owner = owner;
            this.hint = hint;
            VirtualRouterConfig.Builder builder = Bench.v3();
            bench = Bench.withHooks(owner ? builder.addressOwner() : builder, new Hooks(this, Announcer.NONE, this));
        }

        void play() {
            int transitions = 0;
            for (int i = 0; i < EVENTS; i++) {
                State before = bench.state();
                event();
                VirtualRouterStatus status = bench.router.status(bench.id);
                transitions += status.state() == before ? 0 : 1;
                boolean active = status.state() == State.ACTIVE;
                check(held.equals(active ? Set.copyOf(status.config().addresses()) : Set.of()), "held " + held);
                check(told == status.state(), "told " + told);
            }
            assertTrue(transitions > EVENTS / 50, hint + ": hardly anything happened");
        }

        private void event() {
            int what = random.nextInt(12);
            history.add(bench.now + " " + what);
            switch (what) {
                case 0 -> bench.router.stop(bench.id, bench.now);
                case 1, 2 -> start();
                case 3 -> bench.router.link("eth0", random.nextBoolean() ? LinkStatus.ABSENT : Bench.UP, bench.now);
                case 4 -> bench.router.link("eth0", Bench.UP, bench.now);
                case 5, 6 ->
                    bench.hears(
                            bench.saying(
                                    random.nextInt(6) == 0 ? 255 : random.nextInt(256),
                                    Interval.ofCentiseconds(1 + random.nextInt(300))),
                            List.of(Bench.LOWER, Bench.OWN, Bench.HIGHER).get(random.nextInt(3)));
                case 7, 8 -> bench.passes(random.nextInt(4_000) * Bench.MILLISECOND);
                case 9 ->
                    bench.router.eligible(
                            bench.id, random.nextInt(3) == 0 ? Optional.of("no uplink") : Optional.empty(), bench.now);
                case 10 -> bench.router.resign(bench.id, "maintenance", bench.now);
                default -> change();
            }
        }

        private void start() {
            starting = true;
            bench.router.start(bench.id, bench.now);
            starting = false;
        }

        private void change() {
            if (random.nextBoolean()) {
                bench.router.reprioritize(bench.id, 1 + random.nextInt(254), bench.now);
                return;
            }
            VirtualRouterConfig.Builder next =
                    bench.router.status(bench.id).config().toBuilder().noAddresses();
            for (int i = 100 + random.nextInt(3); i <= 103; i++) {
                next.address("10.9.0." + i + "/24");
            }
            if (random.nextInt(8) == 0) {
                next.address(Bench.OWN + "/24"); // leaves others than the owner nothing to send from
            }
            next.interval(Duration.ofMillis(10 * (1 + random.nextInt(200))));
            if (!owner) {
                next.priority(1 + random.nextInt(254));
                next.preemption(random.nextBoolean() ? Preemption.IMMEDIATE : Preemption.NEVER);
            }
            bench.router.reconfigure(next.build(), bench.now);
        }

        @Override
        public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            check(router.addresses().containsAll(addresses), "acquires " + addresses);
            for (VirtualAddress address : addresses) {
                check(held.add(address), "acquires twice " + address);
            }
        }

        @Override
        public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            for (VirtualAddress address : addresses) {
                check(held.remove(address) || starting, "releases what it does not hold " + address);
            }
        }

        @Override
        public void transition(VirtualRouterId router, Transition transition) {
            check(transition.from() == told, "told " + transition + " after " + told);
            check(transition.from() != transition.to(), "told no change " + transition);
            check(
                    held.isEmpty() == (transition.to() != State.ACTIVE),
                    "told " + transition + " while it holds " + held);
            told = transition.to();
        }

        @Override
        public void failed(VirtualRouterId router, String what, Exception failure) {
            throw new AssertionError(hint, failure);
        }

        private void check(boolean holds, String otherwise) {
            assertEquals(
                    true,
                    holds,
                    () -> otherwise + "; " + hint + "; last events "
                            + history.subList(Math.max(0, history.size() - 10), history.size()));
        }
    }
}
