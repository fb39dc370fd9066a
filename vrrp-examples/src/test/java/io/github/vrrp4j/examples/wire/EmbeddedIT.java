package io.github.vrrp4j.examples.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.vrrp4j.examples.embedding.QuickStart;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library in a program that knows nothing of signals. */
@WireTest
class EmbeddedIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIGTERM = 143;
    private static final String ADDRESS = "10.9.0.100";

    private static final class Embedded extends RouterProcess {
        Embedded(Host host, Process process) {
            super(host, process);
        }

        static Embedded start(Lab lab, Host host) {
            var command = Programs.java(QuickStart.class, "-Xmx64m", Host.INTERFACE, "51", ADDRESS + "/24");
            return new Embedded(
                    host,
                    Command.startWithInput(
                            host.namespace().inside(command), lab.directory().resolve("quickstart.log")));
        }
    }

    @Test
    void aRuntimeThatIsClosedOnShutdownResignsAndRemovesItsAddressWhenItsJvmIsTerminated(Lab lab) {
        Host host = lab.host("r1", 1);
        Embedded embedded = Embedded.start(lab, host);
        Await.until(LIMIT, "it is Active", () -> isActive(embedded, lab, host), () -> "it is not");

        assertEquals(SIGTERM, embedded.terminate(), "exit status");

        // Now: a lease that nobody renews would remove it, too, but not before one second and a half.
        assertFalse(host.holds(ADDRESS), "the address stays after the end");
        Await.until(LIMIT, "priority 0 as its last word", () -> lastPriority(lab) == 0, () -> lastPriority(lab) + "");
    }

    private static boolean isActive(Embedded embedded, Lab lab, Host host) {
        embedded.requireAlive();
        return host.holds(ADDRESS) && !lab.capture().adverts(0).isEmpty();
    }

    private static int lastPriority(Lab lab) {
        List<Advert> adverts = lab.capture().adverts(0);
        return adverts.get(adverts.size() - 1).priority();
    }
}
