package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.WireTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * 255 virtual routers at 100 ms on two hosts, whose processes die, end and freeze, whose cables are pulled and cut, and whose hooks
 * fail one time in ten, while a third host sends 50,000 hostile frames a second. {@code -Dvrrp.soak=PT1H} says for how long,
 * {@code -Dvrrp.soak.hostile} how many frames, and {@code -Dvrrp.seed} repeats what happens.
 */
@WireTest
class SoakIT {
    @Test
    void whateverHappensEachAddressHasOneOwnerAndNothingLeaks() {
        long seed = Long.getLong("vrrp.seed", System.nanoTime());
        Duration length = Duration.parse(System.getProperty("vrrp.soak", "PT30S"));
        int hostile = Integer.getInteger("vrrp.soak.hostile", 50_000);
        System.out.println("Soak for " + length + ", " + hostile + " hostile frames/s: -Dvrrp.seed=" + seed);
        try (Soak soak = new Soak(seed, hostile)) {
            soak.run(length);
        } catch (TestAbortedException e) {
            System.out.println("Not judged: " + e.getMessage());
            throw e;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dvrrp.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
