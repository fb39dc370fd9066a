package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.KEEPALIVED;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The lab does to its hosts what it says, and leaves nothing behind. */
@WireTest
class LabIT {
    @Test
    void aPulledCableIsSeenAndASilentCutIsNot(Lab lab) {
        Host host = lab.host("h", 1);

        host.cutOff();
        assertTrue(hasCarrier(host), "carrier of a host that was cut off");
        host.reconnect();
        host.loseCarrier();
        assertFalse(hasCarrier(host), "carrier of a host whose cable was pulled");
        host.restoreCarrier();
        assertTrue(hasCarrier(host), "carrier of a host whose cable was plugged in again");
    }

    private static boolean hasCarrier(Host host) {
        return host.namespace().ip("link", "show", Host.INTERFACE).contains("LOWER_UP");
    }

    @Test
    void behindASilentCutBothAreActiveAndAfterHealingOne(Lab lab) {
        disturb(
                lab,
                duel -> duel.cutOff(duel.better()),
                duel -> duel.better().host().reconnect());
    }

    @Test
    void aFrozenRouterDoesNothingUntilItIsThawed(Lab lab) {
        disturb(lab, duel -> duel.freeze(duel.better()), duel -> duel.thaw(duel.better()));
    }

    private static void disturb(Lab lab, Consumer<Duel> fault, Consumer<Duel> repair) {
        Duel duel = new Duel(lab, new Pair(KEEPALIVED, KEEPALIVED, Dialect.V3), true);
        duel.play(() -> {
            duel.begin();

            long disturbed = Capture.now();
            fault.accept(duel);
            duel.isSender(duel.worse(), disturbed);
            assertEquals(List.of(true, true), holders(duel));

            long repaired = Capture.now();
            repair.accept(duel);
            duel.isActive(duel.better(), repaired);
        });
    }

    private static List<Boolean> holders(Duel duel) {
        return List.of(duel.better().holdsTheAddress(), duel.worse().holdsTheAddress());
    }

    @Test
    void aClosedLabLeavesNeitherNamespacesNorProcesses() throws Exception {
        Process process;
        try (Lab lab = Lab.open()) {
            Host host = lab.host("h", 1);
            process = Command.start(
                    host.namespace().inside(List.of("sleep", "600")),
                    lab.directory().resolve("sleep.log"));
            awaitInside(host.namespace(), process);
        }

        assertTrue(process.waitFor() != 0, "sleep ended by itself");
        assertFalse(namespaces().contains("vrrp4j-" + ProcessHandle.current().pid() + "-"), "a namespace is left");
    }

    private static void awaitInside(Namespace namespace, Process process) {
        Supplier<String> inside = () -> Command.run("ip", "netns", "pids", namespace.name());
        String pid = Long.toString(process.pid());
        Await.until(
                Duration.ofSeconds(60),
                "process " + pid + " in " + namespace.name(),
                () -> inside.get().lines().anyMatch(pid::equals),
                inside);
    }

    @Test
    void whatAKilledRunLeftBehindIsRemovedByTheNext() throws Exception {
        Namespace leftover = leftover();
        Command.run("ip", "netns", "add", leftover.name());

        Lab.open().close();

        assertFalse(namespaces().contains(leftover.name()), "the namespace of a dead run is still there");
    }

    @Test
    void aLeftoverThatAnotherRunRemovesFirstIsNoTrouble() throws Exception {
        assertDoesNotThrow(leftover()::removeUnlessGone);
    }

    private static Namespace leftover() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        return new Namespace("vrrp4j-" + dead.pid() + "-1-lan");
    }

    private static String namespaces() {
        return Command.run("ip", "netns", "list");
    }
}
