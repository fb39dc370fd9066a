package io.github.vrrp4j.router;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.HostLane;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.VrrpListener;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VrrpRouterTest {
    private static final long DOWN_AT = 3_609_375_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final LinkStatus UP = LinkStatus.up(List.of(IpAddress.of("10.9.0.1")));

    private final TestWire wire = new TestWire();
    private final VirtualRouterConfig config = config(51);
    private final VirtualRouterId id = config.id();
    private final VrrpRouter router = new VrrpRouter(wire, wire.hooks(), HostLane.INLINE);

    private static VirtualRouterConfig config(int vrid) {
        return VirtualRouterConfig.on("eth0", vrid)
                .address("10.9." + vrid + ".100/24")
                .build();
    }

    private void startOnALinkThatIsUp() {
        router.add(config, 0);
        router.link("eth0", UP, 0);
        router.start(id, 0);
        wire.takeLog();
    }

    @Test
    void startingReleasesWhatAnEarlierRunMayHaveLeftBeforeTheFirstElection() {
        router.add(config, 0);
        router.link("eth0", UP, 0);

        router.start(id, 0);

        assertEquals(List.of("release [10.9.51.100/24]", "INITIALIZE -> BACKUP: started by the host"), wire.takeLog());
    }

    @Test
    void anOwnersAddressesAreNotReleasedWhenItStarts() {
        VirtualRouterConfig owner = VirtualRouterConfig.on("eth0", 7)
                .addressOwner()
                .address("10.9.0.1/24")
                .build();
        router.add(owner, 0);
        router.link("eth0", UP, 0);

        router.start(owner.id(), 0);

        assertEquals(
                List.of(
                        "send eth0/7 priority 255",
                        "acquire [10.9.0.1/24]",
                        "announce [10.9.0.1]",
                        "INITIALIZE -> ACTIVE (master): started by the host"),
                wire.takeLog());
    }

    @Test
    @Proves(
            value = {"9568-6.4.2-07", "ext-evt-01"},
            by = POSITIVE)
    void aBackupThatHearsNobodyAdvertisesThenAcquiresThenAnnouncesThenTells() {
        startOnALinkThatIsUp();

        assertEquals(DOWN_AT, router.deadline());
        router.expire(DOWN_AT - 1);
        assertEquals(List.of(), wire.takeLog());
        router.expire(DOWN_AT);

        assertEquals(
                List.of(
                        "send eth0/51 priority 100",
                        "acquire [10.9.51.100/24]",
                        "announce [10.9.51.100]",
                        "BACKUP -> ACTIVE (master): no advertisement for 3.609375 s, none was heard"),
                wire.takeLog());
        assertEquals(DOWN_AT + SECOND, router.deadline());
    }

    @Test
    void everyAdvertisementOfATurnGoesOutBeforeAnyHookRuns() {
        for (int vrid = 1; vrid <= 3; vrid++) {
            router.add(config(vrid), 0);
            router.start(config(vrid).id(), 0);
        }
        router.link("eth0", UP, 0);
        wire.takeLog();

        router.expire(DOWN_AT);

        List<String> log = wire.takeLog();
        assertTrue(log.subList(0, 3).stream().allMatch(line -> line.startsWith("send ")), log::toString);
        assertEquals(3, log.stream().filter(line -> line.startsWith("send ")).count());
        assertEquals(3, log.stream().filter(line -> line.startsWith("acquire ")).count());
    }

    @Test
    void losingTheCarrierMeansInitializeAtOnceAndALinkThatIsBackMeansBackupWithAFullInterval() {
        startOnALinkThatIsUp();
        router.expire(DOWN_AT);
        wire.takeLog();

        router.link("eth0", new LinkStatus(true, true, false, UP.addresses()), 5 * SECOND);

        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "release [10.9.51.100/24]",
                        "ACTIVE (master) -> INITIALIZE: eth0 has no carrier"),
                wire.takeLog());
        assertEquals(VirtualRouter.NEVER, router.deadline());

        router.link("eth0", UP, 9 * SECOND);

        assertEquals(List.of("INITIALIZE -> BACKUP: eth0 is up"), wire.takeLog());
        assertEquals(9 * SECOND + DOWN_AT, router.deadline());
    }

    @Test
    @Proves(value = "9568-7.2-03", by = NEGATIVE)
    void aRouterWithoutAnAddressToSendFromWaitsAndSaysWhy() {
        router.add(config, 0);
        router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.51.100"))), 0);

        router.start(id, 0);

        assertEquals(
                List.of("release [10.9.51.100/24]", "waiting: eth0 has no IPv4 address to send from"), wire.takeLog());
        router.link("eth0", UP, 1);
        assertEquals(List.of("INITIALIZE -> BACKUP: 10.9.0.1 is there to send from"), wire.takeLog());
        router.link("eth0", LinkStatus.up(List.of()), 2);
        router.link("eth0", UP, 3);
        assertEquals(
                List.of(
                        "BACKUP -> INITIALIZE: eth0 has no IPv4 address to send from",
                        "INITIALIZE -> BACKUP: 10.9.0.1 is there to send from"),
                wire.takeLog());
    }

    @Test
    void anotherPrimaryAddressIsUsedFromTheNextAdvertisementOn() {
        startOnALinkThatIsUp();
        router.expire(DOWN_AT);

        router.link("eth0", LinkStatus.up(List.of(IpAddress.of("10.9.0.7"))), 4 * SECOND);
        router.expire(DOWN_AT + SECOND);

        assertEquals(State.ACTIVE, router.status(id).state());
        assertEquals(IpAddress.of("10.9.0.1"), wire.sent.get(0).source());
        assertEquals(IpAddress.of("10.9.0.7"), wire.sent.get(1).source());
    }

    @Test
    void stoppingAnActiveRouterSaysSoAndABackupSaysNothing() {
        startOnALinkThatIsUp();
        router.stop(id, 1);
        assertEquals(List.of("BACKUP -> INITIALIZE: stopped by the host"), wire.takeLog());

        router.start(id, 0);
        router.expire(DOWN_AT);
        wire.takeLog();
        router.stop(id, 4 * SECOND);

        assertEquals(
                List.of(
                        "send eth0/51 priority 0",
                        "release [10.9.51.100/24]",
                        "ACTIVE (master) -> INITIALIZE: stopped by the host"),
                wire.takeLog());
    }

    @Test
    @Proves(value = "ext-tx-03", by = NEGATIVE)
    void aTransportThatFailsIsReportedAndTheScheduleStands() {
        startOnALinkThatIsUp();
        router.expire(DOWN_AT);
        wire.takeLog();
        wire.down = true;

        router.expire(DOWN_AT + SECOND);

        assertEquals(List.of("failed sending an advertisement: Network is down"), wire.takeLog());
        assertEquals(DOWN_AT + 2 * SECOND, router.deadline());
        assertEquals(1, router.status(id).statistics().sendFailures());
        assertEquals(1, router.status(id).statistics().advertisementsSent());
    }

    @Test
    void aHookThatThrowsIsReportedAndWhatFollowsStillRuns() {
        AddressHook broken = new AddressHook() {
            @Override
            public void acquire(VirtualRouterConfig of, List<VirtualAddress> addresses) throws Exception {
                throw new Exception("no permission");
            }

            @Override
            public void release(VirtualRouterConfig of, List<VirtualAddress> addresses) {}
        };
        VrrpRouter withBrokenHook =
                new VrrpRouter(wire, new Hooks(broken, wire.announcer(), wire.new Listener()), HostLane.INLINE);
        withBrokenHook.add(config, 0);
        withBrokenHook.link("eth0", UP, 0);
        withBrokenHook.start(id, 0);
        wire.takeLog();

        withBrokenHook.expire(DOWN_AT);

        assertEquals(
                List.of(
                        "send eth0/51 priority 100",
                        "failed acquiring [10.9.51.100/24]: no permission",
                        "announce [10.9.51.100]",
                        "BACKUP -> ACTIVE (master): no advertisement for 3.609375 s, none was heard"),
                wire.takeLog());
        assertEquals(State.ACTIVE, withBrokenHook.status(id).state());
    }

    @Test
    @Proves(value = "ext-evt-01", by = NEGATIVE)
    void aListenerThatThrowsEvenWhenToldOfAFailureIsCountedAndTheProtocolGoesOn() {
        VrrpListener broken = new VrrpListener() {
            @Override
            public void transition(VirtualRouterId of, Transition transition) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void failed(VirtualRouterId of, String what, Exception failure) {
                throw new IllegalStateException("broken, too");
            }
        };
        VrrpRouter withBrokenListener =
                new VrrpRouter(wire, new Hooks(AddressHook.NONE, wire.announcer(), broken), HostLane.INLINE);
        withBrokenListener.add(config, 0);
        withBrokenListener.link("eth0", UP, 0);
        withBrokenListener.start(id, 0);

        withBrokenListener.expire(DOWN_AT);

        assertEquals(2, withBrokenListener.hostFailures());
        assertEquals(State.ACTIVE, withBrokenListener.status(id).state());
    }

    @Test
    @Proves(value = "ext-cfg-01", by = NEGATIVE)
    void aSecondVirtualRouterWithTheSameInterfaceVridAndFamilyIsRefused() {
        router.add(config, 0);

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> router.add(config(51), 0));

        assertEquals("vrid 51: there is already a virtual router eth0/51 (RFC 9568 section 7.1)", refusal.getMessage());
    }

    @Test
    void aVirtualRouterThatIsRemovedResignsAndIsForgotten() {
        startOnALinkThatIsUp();
        router.expire(DOWN_AT);
        wire.takeLog();

        router.remove(id, 4 * SECOND);

        assertEquals("send eth0/51 priority 0", wire.takeLog().get(0));
        assertEquals(List.of(), router.ids());
        assertEquals(VirtualRouter.NEVER, router.deadline());
        assertThrows(IllegalArgumentException.class, () -> router.status(id));
    }

    @Test
    void aStalledActiveRouterListensForAnIntervalBeforeItGoesOn() {
        startOnALinkThatIsUp();
        router.expire(DOWN_AT);
        wire.takeLog();

        router.expire(DOWN_AT + 10 * SECOND);
        assertEquals(List.of(), wire.takeLog());
        router.expire(DOWN_AT + 11 * SECOND);

        assertEquals(List.of("send eth0/51 priority 100"), wire.takeLog());
        assertEquals(State.ACTIVE, router.status(id).state());
    }

    @Test
    void anActiveRouterThatIsOnlyLateGoesOnAtOnce() {
        startOnALinkThatIsUp();
        router.expire(DOWN_AT);
        wire.takeLog();

        router.expire(DOWN_AT + 4 * SECOND);

        assertEquals(List.of("send eth0/51 priority 100"), wire.takeLog());
    }

    /** The heap against a plain minimum, over random changes. */
    @Test
    void theDeadlineIsAlwaysTheEarliestOfAllVirtualRouters() {
        long seed = Long.getLong("vrrp.seed", System.nanoTime());
        Random random = new Random(seed);
        List<VirtualRouterId> ids = IntStream.rangeClosed(1, 255)
                .mapToObj(vrid -> VirtualRouterConfig.on("eth0", vrid)
                        .priority(1 + random.nextInt(254))
                        .interval(java.time.Duration.ofMillis(10 * (1 + random.nextInt(400))))
                        .address("10.9." + vrid + ".100/24")
                        .build())
                .peek(each -> router.add(each, 0))
                .map(VirtualRouterConfig::id)
                .toList();
        router.link("eth0", UP, 0);
        long now = 0;
        for (int step = 0; step < 5000; step++) {
            VirtualRouterId one = ids.get(random.nextInt(ids.size()));
            if (random.nextInt(3) == 0) {
                router.stop(one, now);
            } else {
                router.start(one, now);
            }
            now += random.nextInt(20_000_000);
            router.expire(now);

            assertTrue(router.deadline() > now, "seed=" + seed);
            for (VirtualRouterId id : ids) {
                assertTrue(router.deadline() <= router.deadlineOf(id), "seed=" + seed + " " + id);
            }
        }
    }
}
