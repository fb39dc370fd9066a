package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A runtime can be closed at any time and by any thread, whatever the hooks do. */
class RuntimeClosingTest {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final FakeWire wire = new FakeWire();
    private final FakeLinks links = new FakeLinks();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch inHook = new CountDownLatch(1);

    @AfterEach
    void letTheHookReturn() {
        never.countDown();
    }

    private VrrpRuntime.Builder builder() {
        VirtualRouterConfig config = VirtualRouterConfig.on("eth0", 51)
                .interval(Duration.ofMillis(10))
                .priority(254)
                .address("10.9.0.100/24")
                .build();
        return VrrpRuntime.builder(wire, links).add(config);
    }

    private void hang() {
        inHook.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void ends(Thread thread, String what) throws InterruptedException {
        thread.join(PATIENCE_MILLIS);
        assertFalse(thread.isAlive(), what);
    }

    @Test
    void aHookThatDoesNotGetReadyDoesNotKeepItFromBeingClosed() throws Exception {
        VrrpRuntime runtime = builder()
                .addressHook(new AddressHook() {
                    @Override
                    public void prepare(VirtualRouterConfig router) {
                        hang();
                    }

                    @Override
                    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {}

                    @Override
                    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {}
                })
                .build();
        Thread starting = started(() -> assertThrows(IllegalStateException.class, runtime::start));
        inHook.await();

        ends(started(runtime::close), "closing waits for the hook");
        assertTrue(wire.closed && links.closed);
        never.countDown();
        ends(starting, "starting goes on");
        assertEquals(List.of(), List.copyOf(wire.sent));
    }

    @Test
    void aListenerMayCloseIt() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        VrrpRuntime[] runtime = new VrrpRuntime[1];
        runtime[0] = builder()
                .listener(new VrrpListener() {
                    @Override
                    public void transition(VirtualRouterId router, Transition transition) {
                        if (transition.to() == State.ACTIVE) {
                            runtime[0].close();
                            closed.countDown();
                        }
                    }
                })
                .build();
        runtime[0].start();

        assertTrue(closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS), "closing waits for the listener");
        assertEquals(0, wire.last().priority());
        assertTrue(wire.closed && links.closed);
    }

    @Test
    void whoClosesItWhileAnotherThreadDoesReturnsWhenThatIsDone() throws Exception {
        VrrpRuntime runtime = builder().build();
        runtime.start();
        wire.next();
        AtomicInteger timesDone = new AtomicInteger();
        Runnable close = () -> {
            runtime.close();
            timesDone.addAndGet(wire.closed && links.closed ? 1 : 0);
        };
        Thread one = started(close);
        Thread other = started(close);

        ends(one, "closing does not end");
        ends(other, "closing does not end");
        assertEquals(2, timesDone.get());
        assertEquals(0, wire.last().priority());
    }

    @Test
    void aHookThatDoesNotReturnKeepsItFromClosingForALimitedTime() throws Exception {
        VrrpRuntime runtime =
                builder().announcer((router, announcements) -> hang()).build();
        runtime.start();
        inHook.await();

        ends(started(runtime::close), "closing waits for the hook");
        assertEquals(0, wire.last().priority());
        assertTrue(wire.closed && links.closed);
    }
}
