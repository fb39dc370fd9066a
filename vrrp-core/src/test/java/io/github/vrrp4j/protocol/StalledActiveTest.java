package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An Active router that stood still must not take back what it lost meanwhile, unless preemption would give it back. */
class StalledActiveTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress OWN = IpAddress.of("192.0.2.20");
    private static final IpAddress LOWER = IpAddress.of("192.0.2.10");
    private static final Evidence START = new Evidence.Circumstance("started");

    private static VirtualRouter active(VirtualRouterConfig.Builder builder) {
        VirtualRouter machine = new VirtualRouter(builder.build());
        machine.startup(OWN, Cause.STARTUP, START, 0);
        machine.expire(machine.deadline());
        assertEquals(State.ACTIVE, machine.state());
        return machine;
    }

    private static VirtualRouterConfig.Builder priority100() {
        return VirtualRouterConfig.on("eth0", 51).preset(Preset.RFC9568).address("192.0.2.1/24");
    }

    private static Advertisement from(int priority) {
        return Advertisement.v3(
                new Vrid(51),
                priority,
                Interval.DEFAULT,
                ChecksumForm.MESSAGE_ONLY,
                List.of(IpAddress.of("192.0.2.1")));
    }

    @Test
    void withoutPreemptionItYieldsToALowerPriority() {
        VirtualRouter machine = active(priority100().preemption(Preemption.NEVER));
        machine.stalled(60 * SECOND);

        List<Effect> effects = machine.receive(from(50), LOWER, 60 * SECOND + 1);

        assertEquals(State.BACKUP, machine.state());
        assertEquals(new Effect.Release(machine.config().addresses()), effects.get(0));
        assertEquals(
                "stalled, and another router has taken over meanwhile: 192.0.2.10 with priority 50",
                ((Effect.Transition) effects.get(1)).why());
        assertEquals(2, effects.size());
        assertEquals(60 * SECOND + 1 + 3_609_375_000L, machine.deadline());
    }

    @Test
    void itYieldsToAnEqualPriorityFromALowerAddress() {
        VirtualRouter machine = active(priority100());
        machine.stalled(60 * SECOND);

        machine.receive(from(100), LOWER, 60 * SECOND + 1);

        assertEquals(State.BACKUP, machine.state());
    }

    @Test
    void withPreemptionItAssertsItselfAgainstALowerPriority() {
        VirtualRouter machine = active(priority100());
        machine.stalled(60 * SECOND);

        List<Effect> effects = machine.receive(from(50), LOWER, 60 * SECOND + 1);

        assertEquals(State.ACTIVE, machine.state());
        assertEquals(List.of(new Effect.Send(from(100))), effects);
    }

    @Test
    void ifNobodyIsHeardForAnIntervalItGoesOn() {
        VirtualRouter machine = active(priority100().preemption(Preemption.NEVER));
        machine.stalled(60 * SECOND);

        assertEquals(List.of(), machine.expire(61 * SECOND - 1));
        assertEquals(List.of(new Effect.Send(from(100))), machine.expire(61 * SECOND));
        assertEquals(62 * SECOND, machine.deadline());

        machine.receive(from(50), LOWER, 61 * SECOND + 1);
        assertEquals(State.ACTIVE, machine.state());
    }

    @Test
    void anOwnerGoesOnAtOnceAndABackupIsNotConcerned() {
        VirtualRouter owner = new VirtualRouter(priority100().addressOwner().build());
        owner.startup(OWN, Cause.STARTUP, START, 0);
        owner.stalled(60 * SECOND);
        assertEquals(SECOND, owner.deadline());

        VirtualRouter backup = new VirtualRouter(priority100().build());
        backup.startup(OWN, Cause.STARTUP, START, 0);
        backup.stalled(60 * SECOND);
        assertEquals(3_609_375_000L, backup.deadline());
    }
}
