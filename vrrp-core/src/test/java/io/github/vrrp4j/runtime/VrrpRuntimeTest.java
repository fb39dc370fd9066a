package io.github.vrrp4j.runtime;

import static io.github.vrrp4j.Polarity.NEGATIVE;
import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.github.vrrp4j.Proves;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.PeerStatus;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

class VrrpRuntimeTest {
    static final int PATIENCE_SECONDS = 30;
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    private final VirtualRouterConfig config = VirtualRouterConfig.on("eth0", 51)
            .interval(Duration.ofMillis(10))
            .priority(254)
            .address("10.9.0.100/24")
            .build();
    private final FakeWire wire = new FakeWire();
    private final FakeLinks links = new FakeLinks();
    private final AddressHook hook = mock(AddressHook.class);
    private final VrrpListener listener = mock(VrrpListener.class);
    private final VrrpRuntime runtime = VrrpRuntime.builder(wire, links)
            .addressHook(hook)
            .listener(listener)
            .add(config)
            .build();

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    @Proves(value = "ext-stall-01", by = NEGATIVE)
    void becomesActiveWhenNobodyIsHeardAndKeepsAdvertising() throws Exception {
        runtime.start();

        for (int i = 0; i < 5; i++) {
            assertEquals(254, wire.next().priority());
        }
        verify(hook, timeout(PATIENCE_SECONDS * 1000L)).acquire(config, config.addresses());
        assertEquals(State.ACTIVE, runtime.status(config.id()).state());
    }

    /** Unless the machine is so busy that the lane wakes up after the deadline: then there is a next time. */
    @Test
    void theTransportGetsReadyBeforeATakeover() throws Exception {
        runtime.start();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        do {
            wire.deliver(IpAddress.of("10.9.0.9"), wire.next());
        } while (wire.timesReadyBefore.get() == 0 && System.nanoTime() < limit);
        assertTrue(wire.timesReadyBefore.get() > 0);
    }

    @Test
    void countsHowLateItsTimersWere() throws Exception {
        runtime.start();
        for (int i = 0; i < 5; i++) {
            wire.next();
        }
        assertTrue(runtime.lateness().wakeUps() >= 5);
    }

    @Test
    @Proves(value = "9568-6.4.3-07", by = POSITIVE)
    void closingSendsPriority0LastAndReleasesTheAddresses() throws Exception {
        runtime.start();
        wire.next();

        runtime.close();
        runtime.close();

        assertEquals(0, wire.last().priority());
        assertTrue(wire.closed && links.closed);
        verify(hook, org.mockito.Mockito.times(2)).release(config, config.addresses());
    }

    @Test
    @Proves(value = "ext-evt-01", by = NEGATIVE)
    void aHookThatBlocksDelaysNoAdvertisement() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        org.mockito.Mockito.doAnswer(call -> {
                    blocked.countDown();
                    release.await();
                    return null;
                })
                .when(hook)
                .acquire(any(), any());
        runtime.start();
        assertTrue(blocked.await(PATIENCE_SECONDS, TimeUnit.SECONDS));

        for (int i = 0; i < 20; i++) {
            wire.next();
        }

        release.countDown();
    }

    @Test
    void aHookThatThrowsIsReportedAndTheAddressIsStillAdvertised() throws Exception {
        IOException failure = new IOException("no permission");
        doThrow(failure).when(hook).acquire(any(), any());
        runtime.start();

        verify(listener, timeout(PATIENCE_SECONDS * 1000L)).failed(config.id(), "acquiring [10.9.0.100/24]", failure);
        wire.next();
    }

    @Test
    void aListenerThatThrowsWhenItIsToldOfAFailureIsCounted() throws Exception {
        doThrow(new IOException("no permission")).when(hook).acquire(any(), any());
        doThrow(new IllegalStateException("a bug of the host")).when(listener).failed(any(), any(), any());
        runtime.start();
        verify(listener, timeout(PATIENCE_SECONDS * 1000L)).failed(any(), any(), any());

        // One task after the other: the next one's call shows that the one before has ended.
        links.watcher.changed("eth0", LinkStatus.ABSENT);
        verify(hook, timeout(PATIENCE_SECONDS * 1000L).times(2)).release(config, config.addresses());

        assertEquals(1, runtime.hostFailures());
    }

    @Test
    void countsWhatBelongsToNoVirtualRouterForTheInterface() throws Exception {
        runtime.start();
        VirtualRouterConfig unknown =
                VirtualRouterConfig.on("eth0", 52).address("10.9.0.100/24").build();
        wire.deliver(IpAddress.of("10.9.0.9"), ofAnActive(unknown));

        assertEquals(1, runtime.statistics("eth0").vridErrors());
        assertThrows(IllegalArgumentException.class, () -> runtime.statistics("eth1"));
    }

    @Test
    void theAddressHookIsPreparedBeforeAnythingStarts() throws Exception {
        runtime.start();
        wire.next();

        InOrder order = inOrder(hook);
        order.verify(hook).watch(any());
        order.verify(hook).prepare(config);
        order.verify(hook, timeout(PATIENCE_SECONDS * 1000L)).release(config, config.addresses());
    }

    @Test
    void aVirtualRouterThatTheAddressHookRefusesFailsTheStartAndClosesEverything() throws Exception {
        IllegalArgumentException refusal = new IllegalArgumentException("accept mode");
        doThrow(refusal).when(hook).prepare(config);

        assertEquals(refusal, assertThrows(IllegalArgumentException.class, runtime::start));

        assertTrue(wire.closed && links.closed);
        assertEquals(List.of(), List.copyOf(wire.sent));
    }

    @Test
    void aVirtualRouterThatTheTransportRefusesFailsTheStartBeforeAnyInterfaceIsOpen() throws Exception {
        wire.refused = config;

        assertThrows(UnsupportedOperationException.class, runtime::start);

        assertTrue(wire.closed && links.closed);
        assertNull(wire.receiver);
        verify(hook, never()).prepare(any());
    }

    @Test
    void parametersThatTheTransportRefusesChangeNothing() throws Exception {
        VirtualRouterConfig next = config.toBuilder().priority(7).build();
        wire.refused = next;
        runtime.start();

        assertThrows(UnsupportedOperationException.class, () -> runtime.reconfigure(next));

        assertEquals(config, runtime.status(config.id()).config());
        verify(hook, never()).prepare(next);
    }

    @Test
    void parametersThatTheAddressHookRefusesChangeNothing() throws Exception {
        VirtualRouterConfig next = config.toBuilder()
                .adjust(policies -> policies.withAcceptMode(false))
                .build();
        doThrow(new IOException("no macvlan")).when(hook).prepare(next);
        runtime.start();

        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> runtime.reconfigure(next));

        assertEquals("no macvlan", refused.getCause().getMessage());
        assertEquals(config, runtime.status(config.id()).config());
    }

    @Test
    void anAddressThatTheHookMissesIsAcquiredAgain() throws Exception {
        runtime.start();
        ArgumentCaptor<AddressHook.Watcher> watcher = ArgumentCaptor.forClass(AddressHook.Watcher.class);
        verify(hook).watch(watcher.capture());
        verify(hook, timeout(PATIENCE_SECONDS * 1000L)).acquire(config, config.addresses());

        watcher.getValue().removed(config.id(), config.addresses());

        verify(hook, timeout(PATIENCE_SECONDS * 1000L).times(2)).acquire(config, config.addresses());
    }

    @Test
    void aFloodWhileTheInterfaceIsOpenedDoesNotKeepTheRouterFromStarting() throws Exception {
        wire.floodOnOpen = 50_000;
        runtime.start();

        assertEquals(254, wire.next().priority());
    }

    @Test
    void anInterfaceThatCannotBeOpenedFailsTheStartAndClosesEverything() {
        wire.refusal = new IOException("eth0: no such interface");

        IOException failure = assertThrows(IOException.class, runtime::start);

        assertEquals("eth0: no such interface", failure.getMessage());
        assertTrue(wire.closed && links.closed);
        assertThrows(IllegalStateException.class, runtime::start);
    }

    @Test
    void hearsThePeerAndTheLink() throws Exception {
        runtime.start();
        Advertisement own = wire.next();
        IpAddress peer = IpAddress.of("10.9.0.9");
        wire.deliver(peer, own);
        verify(hook, timeout(PATIENCE_SECONDS * 1000L).times(2)).release(config, config.addresses());

        links.watcher.changed("eth0", LinkStatus.ABSENT);

        assertEquals(State.INITIALIZE, runtime.status(config.id()).state());
        assertFalse(runtime.status(config.id()).lastTransition().isEmpty());
        assertEquals(
                "eth0 does not exist",
                runtime.status(config.id()).lastTransition().get().why());
    }

    /**
     * The machine freezes while the protocol lane sends, and when it goes on, a Backup's timer is long overdue, and a packet
     * that proves its Active alive waits.
     */
    @Test
    @Proves(value = "ext-stall-01", by = POSITIVE)
    void aPacketThatProvesTheActiveAliveIsLookedAtBeforeTheTimerFires() throws Exception {
        ManualClock clock = new ManualClock();
        FreezingWire freezing = new FreezingWire();
        VirtualRouterConfig backup = VirtualRouterConfig.on("eth0", 51)
                .interval(Duration.ofMillis(40_950))
                .address("10.9.0.100/24")
                .build();
        VirtualRouterConfig owner = VirtualRouterConfig.on("eth0", 52)
                .addressOwner()
                .address("10.9.0.1/24")
                .build();
        try (VrrpRuntime frozen = VrrpRuntime.builder(freezing, new FakeLinks())
                .clock(clock)
                .add(backup)
                .add(owner)
                .build()) {
            frozen.start();
            assertTrue(freezing.sending.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            clock.nanos = Duration.ofHours(1).toNanos();
            freezing.deliver(IpAddress.of("10.9.0.9"), ofAnActive(backup));
            freezing.goOn.countDown();

            assertEquals(State.BACKUP, frozen.status(backup.id()).state());
            assertEquals(1, frozen.status(backup.id()).statistics().advertisementsReceived());
        }
    }

    @Test
    void aPacketCountsFromWhenItArrived() throws Exception {
        assertEquals(List.of(HOUR_NANOS - 3_000_000), heardAt(3_000_000));
    }

    @Test
    void aPacketOfUnknownAgeCountsFromWhenItWasDelivered() throws Exception {
        assertEquals(List.of(HOUR_NANOS), heardAt(0));
    }

    /** What waited while the process was frozen, or seems to be from the past or the future since somebody set the clock. */
    @Test
    void anAgeThatIsNotPlausibleCountsAsTheNearestThatIs() throws Exception {
        assertEquals(List.of(HOUR_NANOS - 5_000_000), heardAt(HOUR_NANOS));
        assertEquals(List.of(HOUR_NANOS), heardAt(-1));
    }

    /** By what time a peer was heard that sends a packet of this age, an hour from start. */
    private static List<Long> heardAt(long ageNanos) throws Exception {
        ManualClock clock = new ManualClock();
        FakeWire quiet = new FakeWire();
        VirtualRouterConfig backup = VirtualRouterConfig.on("eth0", 51)
                .interval(Duration.ofMillis(40_950))
                .address("10.9.0.100/24")
                .build();
        VrrpRuntime.Builder builder =
                VrrpRuntime.builder(quiet, new FakeLinks()).clock(clock).add(backup);
        clock.nanos = HOUR_NANOS - Duration.ofMillis(8).toNanos(); // no standstill, but more than a packet may wait
        try (VrrpRuntime hearing = builder.build()) {
            hearing.start();
            assertEquals(State.BACKUP, hearing.status(backup.id()).state());
            clock.nanos = HOUR_NANOS;
            quiet.deliver(IpAddress.of("10.9.0.9"), ofAnActive(backup), ageNanos);
            return hearing.status(backup.id()).peers().stream()
                    .map(PeerStatus::lastHeardNanos)
                    .toList();
        }
    }

    private static Advertisement ofAnActive(VirtualRouterConfig backup) {
        return Advertisement.v3(
                backup.id().vrid(), 200, backup.interval(), backup.checksumForm(), List.of(IpAddress.of("10.9.0.100")));
    }

    private static final class FreezingWire extends FakeWire {
        final CountDownLatch sending = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void send(VirtualRouterConfig router, Datagram datagram) {
            super.send(router, datagram);
            sending.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
