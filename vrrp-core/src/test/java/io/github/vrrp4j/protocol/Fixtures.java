package io.github.vrrp4j.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.util.List;
import java.util.Optional;

/** Virtual router 51 and its surroundings. */
final class Fixtures {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000_000_000;
    /** When the story starts: not at zero, so that a forgotten "now" is noticed. */
    static final long T0 = 5_000 * SECOND;

    /** Active_Down_Interval with priority 100 and one second, and Skew_Time. */
    static final long ADI_100 = 3_609_375_000L;

    static final long SKEW_100 = 609_375_000;

    static final IpAddress SELF = ip("192.0.2.11");
    /** Their bytes are in another order if taken as signed. */
    static final IpAddress LOWER_ADDRESS = ip("100.200.200.200");

    static final IpAddress HIGHER_ADDRESS = ip("192.0.2.200");

    static final Evidence BECAUSE = new Evidence.Circumstance("the test says so");
    static final List<Effect> NOTHING = List.of();

    private Fixtures() {}

    static IpAddress ip(String literal) {
        return IpAddress.of(literal);
    }

    static Interval centiseconds(int centiseconds) {
        return Interval.ofCentiseconds(centiseconds);
    }

    static VirtualRouterConfig.Builder v3() {
        return VirtualRouterConfig.on("eth0", 51)
                .preset(Preset.RFC9568)
                .address("192.0.2.1/24")
                .address("192.0.2.2/24");
    }

    static VirtualRouterConfig.Builder v3OverIpv6() {
        return VirtualRouterConfig.on("eth0", 51)
                .preset(Preset.RFC9568)
                .address("fe80::5:1/64")
                .address("2001:db8:5::1/64");
    }

    static VirtualRouterConfig.Builder v2() {
        return VirtualRouterConfig.on("eth0", 51)
                .preset(Preset.RFC9568)
                .version(Version.V2)
                .address("192.0.2.1/24");
    }

    /** What a router with this configuration says, or a peer of it, at a priority. */
    static Advertisement advertisement(VirtualRouterConfig config, int priority) {
        return advertisement(config, priority, config.interval());
    }

    static Advertisement advertisement(VirtualRouterConfig config, int priority, Interval interval) {
        List<IpAddress> addresses =
                config.addresses().stream().map(VirtualAddress::address).toList();
        if (config.version() == Version.V2) {
            return Advertisement.v2(config.id().vrid(), priority, interval, addresses);
        }
        ChecksumForm form =
                config.id().family() == Family.IPV6 ? ChecksumForm.PSEUDO_HEADER : ChecksumForm.MESSAGE_ONLY;
        return Advertisement.v3(config.id().vrid(), priority, interval, form, addresses);
    }

    static List<Effect> startup(VirtualRouter router, IpAddress source, long now) {
        return router.startup(source, Cause.STARTUP, BECAUSE, now);
    }

    static List<Effect> shutdown(VirtualRouter router, long now) {
        return router.shutdown(Cause.SHUTDOWN, BECAUSE, now);
    }

    /** In Backup since T0, having heard nothing. */
    static VirtualRouter backup(VirtualRouterConfig config) {
        return backup(config, SELF);
    }

    static VirtualRouter backup(VirtualRouterConfig config, IpAddress source) {
        VirtualRouter router = new VirtualRouter(config);
        startup(router, source, T0);
        assertEquals(State.BACKUP, router.state());
        return router;
    }

    /** In Active since the deadline of a Backup that heard nothing since T0. */
    static VirtualRouter active(VirtualRouterConfig config) {
        return active(config, SELF);
    }

    static VirtualRouter active(VirtualRouterConfig config, IpAddress source) {
        VirtualRouter router = backup(config, source);
        router.expire(router.deadline());
        assertEquals(State.ACTIVE, router.state());
        return router;
    }

    static Effect send(VirtualRouterConfig config, int priority) {
        return new Effect.Send(advertisement(config, priority));
    }

    static Effect release(VirtualRouterConfig config) {
        return new Effect.Release(config.addresses());
    }

    static Effect moved(State from, State to, Cause cause, Evidence evidence, long at) {
        return new Effect.Transition(from, to, cause, evidence, at);
    }

    /** RFC 9568 sections 6.4.1 and 6.4.2, note (vi): advertise, take the addresses, announce them, say so. */
    static List<Effect> promotion(VirtualRouterConfig config, State from, Cause cause, Evidence evidence, long at) {
        return List.of(
                send(config, config.priority()),
                new Effect.Acquire(config.addresses()),
                new Effect.Announce(config.addresses()),
                moved(from, State.ACTIVE, cause, evidence, at));
    }

    static List<Effect> demotion(VirtualRouterConfig config, Cause cause, Evidence evidence, long at) {
        return List.of(release(config), moved(State.ACTIVE, State.BACKUP, cause, evidence, at));
    }

    static Evidence.Heard heard(Advertisement advertisement, IpAddress sender) {
        return new Evidence.Heard(advertisement, sender);
    }

    static Evidence silence(long deadline, long waited) {
        return new Evidence.DeadlinePassed(deadline, waited, Optional.empty());
    }

    static Evidence silence(long deadline, long waited, Evidence.Heard last) {
        return new Evidence.DeadlinePassed(deadline, waited, Optional.of(last));
    }
}
