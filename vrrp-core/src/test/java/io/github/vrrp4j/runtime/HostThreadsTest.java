package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** DESIGN: the host lane runs hooks in order for each virtual router, and none holds up another's. */
class HostThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HostThreads lane = new HostThreads();
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void start() {
        lane.start();
    }

    @AfterEach
    void close() {
        release.countDown();
        assertTrue(lane.close(PATIENCE));
    }

    private static VirtualRouterId router(int vrid) {
        return new VirtualRouterId("eth0", new Vrid(vrid), Family.IPV4);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it never happened");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitForEver(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void block(VirtualRouterId router) {
        CountDownLatch blocked = new CountDownLatch(1);
        lane.execute(router, () -> {
            blocked.countDown();
            await(release);
        });
        await(blocked);
    }

    @Test
    void tasksOfOneVirtualRouterRunInTheirOrder() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            int number = i;
            lane.execute(router(1), () -> {
                order.add(number);
                done.countDown();
            });
        }
        await(done);
        assertEquals(IntStream.range(0, 100).boxed().toList(), order);
    }

    /** More than there are processors, and each of them stands in the way of nobody but its own router. */
    @Test
    void hooksThatBlockHoldUpNoOtherVirtualRouter() {
        CountDownLatch started = new CountDownLatch(200);
        for (int vrid = 1; vrid <= 200; vrid++) {
            lane.execute(router(vrid), () -> {
                started.countDown();
                HostThreadsTest.await(release);
            });
        }
        await(started);

        CountDownLatch other = new CountDownLatch(1);
        lane.execute(router(255), other::countDown);
        await(other);
    }

    @Test
    void whatWaitsBehindAHookThatDoesNotReturnIsBounded() {
        block(router(1));
        CountDownLatch done = new CountDownLatch(HostThreads.MOST_WAITING);
        for (int i = 0; i < HostThreads.MOST_WAITING; i++) {
            lane.execute(router(1), done::countDown);
        }

        assertFalse(lane.execute(router(1), () -> {}));

        release.countDown();
        await(done);
    }

    @Test
    void anErrorEndsOnlyItsTask() {
        CountDownLatch next = new CountDownLatch(1);
        lane.execute(router(1), () -> {
            throw new LinkageError("a class is missing");
        });
        lane.execute(router(1), next::countDown);
        await(next);
    }

    @Test
    void aHookThatInterruptsItsThreadDisturbsNobody() {
        CountDownLatch all = new CountDownLatch(20);
        for (int vrid = 1; vrid <= 20; vrid++) {
            lane.execute(router(vrid), () -> {
                Thread.currentThread().interrupt();
                all.countDown();
            });
        }
        await(all);
        CountDownLatch later = new CountDownLatch(1);
        lane.execute(router(1), later::countDown);
        await(later);
    }

    @Test
    void closingGivesUpOnAHookThatDoesNotReturn() {
        HostThreads other = new HostThreads();
        other.start();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        other.execute(router(1), () -> {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        await(blocked);

        assertFalse(other.close(Duration.ofMillis(1)));

        await(interrupted);
        assertFalse(other.execute(router(1), () -> {}));
    }

    /** On a busy machine that takes milliseconds for each, and hooks that block need hundreds. */
    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void whoGivesTasksDoesNotWaitWhileThreadsAreMade() {
        CountDownLatch makes = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        HostThreads other = new HostThreads(
                task -> made.getAndIncrement() < 2
                        ? new Thread(task)
                        : new Thread(task) {
                            @Override
                            public void start() {
                                makes.countDown();
                                awaitForEver(release);
                                super.start();
                            }
                        },
                text -> {});
        other.start();
        other.execute(router(1), () -> await(release));
        CountDownLatch done = new CountDownLatch(1);
        other.execute(router(2), done::countDown);
        await(makes);

        assertTrue(other.execute(router(3), () -> {}));

        release.countDown();
        await(done);
        assertTrue(other.close(PATIENCE));
    }

    /** As it is told that tasks are skipped. */
    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void whoGivesTasksDoesNotWaitForALogThatBlocks() {
        CountDownLatch logs = new CountDownLatch(1);
        HostThreads other = new HostThreads(Thread::new, text -> {
            logs.countDown();
            awaitForEver(release);
        });
        other.start();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch hook = new CountDownLatch(1);
        other.execute(router(1), () -> {
            began.countDown();
            await(hook);
        });
        await(began);
        for (int i = 0; i < HostThreads.MOST_WAITING; i++) {
            assertTrue(other.execute(router(1), () -> {}));
        }
        assertFalse(other.execute(router(1), () -> {}));
        await(logs);

        assertFalse(other.execute(router(1), () -> {}));
        CountDownLatch done = new CountDownLatch(1);
        assertTrue(other.execute(router(2), done::countDown));
        hook.countDown();
        await(done);

        release.countDown();
        assertTrue(other.close(PATIENCE));
    }

    @Test
    void whenTheSystemHasNoMoreThreadsThoseThatAreThereGoOnAndItIsAskedAgain() {
        AtomicInteger made = new AtomicInteger();
        List<String> logged = Collections.synchronizedList(new ArrayList<>());
        HostThreads other = new HostThreads(
                task -> made.getAndIncrement() != 2
                        ? new Thread(task)
                        : new Thread(task) {
                            @Override
                            public void start() {
                                throw new OutOfMemoryError("no more");
                            }
                        },
                logged::add);
        other.start();
        other.execute(router(1), () -> await(release));
        CountDownLatch done = new CountDownLatch(1);
        other.execute(router(2), done::countDown);

        await(done);

        assertTrue(logged.contains("no thread for hooks that wait: no more"), logged::toString);
        release.countDown();
        assertTrue(other.close(PATIENCE));
    }
}
