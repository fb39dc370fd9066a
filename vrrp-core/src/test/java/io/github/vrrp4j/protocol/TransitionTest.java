package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Fixtures.BECAUSE;
import static io.github.vrrp4j.protocol.Fixtures.HIGHER_ADDRESS;
import static io.github.vrrp4j.protocol.Fixtures.SECOND;
import static io.github.vrrp4j.protocol.Fixtures.SELF;
import static io.github.vrrp4j.protocol.Fixtures.T0;
import static io.github.vrrp4j.protocol.Fixtures.active;
import static io.github.vrrp4j.protocol.Fixtures.advertisement;
import static io.github.vrrp4j.protocol.Fixtures.backup;
import static io.github.vrrp4j.protocol.Fixtures.ip;
import static io.github.vrrp4j.protocol.Fixtures.shutdown;
import static io.github.vrrp4j.protocol.Fixtures.startup;
import static io.github.vrrp4j.protocol.Fixtures.v3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every transition says why, so that a person understands it without the log of anybody else. */
class TransitionTest {
    private final VirtualRouterConfig config = v3().build();

    /** The transition is what comes last. */
    private static String why(List<Effect> effects) {
        return ((Effect.Transition) effects.get(effects.size() - 1)).why();
    }

    private static void assertSays(String sentence, String... parts) {
        for (String part : parts) {
            assertTrue(sentence.contains(part), () -> "\"" + sentence + "\" does not say \"" + part + "\"");
        }
    }

    @Test
    void silenceAfterSomethingWasHeard() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 200), ip("10.9.0.1"), T0 + SECOND);
        assertEquals(
                "no advertisement for 3.609375 s, last heard: 10.9.0.1 with priority 200",
                why(router.expire(router.deadline())));
    }

    @Test
    void silenceFromTheBeginning() {
        VirtualRouter router = backup(config);
        String why = why(router.expire(router.deadline()));
        assertSays(why, "3.609375 s");
        assertFalse(why.contains("last heard: "), why);
    }

    @Test
    void aResignation() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 0), HIGHER_ADDRESS, T0 + SECOND);
        assertSays(why(router.expire(router.deadline())), "192.0.2.200", "priority 0", "0.609375 s");
    }

    @Test
    void aPreemption() {
        VirtualRouter router = backup(config);
        router.receive(advertisement(config, 50), HIGHER_ADDRESS, T0 + SECOND);
        assertSays(why(router.expire(router.deadline())), "192.0.2.200", "priority 50", "3.609375 s");
    }

    @Test
    void aHigherPriority() {
        VirtualRouter router = active(config);
        assertSays(
                why(router.receive(advertisement(config, 200), HIGHER_ADDRESS, router.deadline() - 1)),
                "192.0.2.200",
                "priority 200");
    }

    @Test
    void anEqualPriorityFromAHigherAddress() {
        VirtualRouter router = active(config);
        assertSays(
                why(router.receive(advertisement(config, 100), HIGHER_ADDRESS, router.deadline() - 1)),
                "192.0.2.200",
                "priority 100");
    }

    @Test
    void whatTheHostSaid() {
        VirtualRouter router = new VirtualRouter(config);
        assertSays(why(startup(router, SELF, T0)), "the test says so");
        assertSays(why(shutdown(router, T0 + 1)), "the test says so");
        assertSays(why(router.startup(SELF, Cause.LINK_UP, BECAUSE, T0 + 2)), "the test says so");
        assertSays(why(router.shutdown(Cause.LINK_DOWN, BECAUSE, T0 + 3)), "the test says so");
    }

    @Test
    void activeIsCalledMasterToo() {
        assertEquals("ACTIVE (master)", State.ACTIVE.toString());
    }
}
