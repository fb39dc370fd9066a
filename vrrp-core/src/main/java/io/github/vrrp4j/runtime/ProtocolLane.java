package io.github.vrrp4j.runtime;

import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.NanoClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that the router runs in: it waits for messages and deadlines, and says what time it is. Others ask it by message. */
final class ProtocolLane {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolLane.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** More than a capture buffer holds; a flood must not keep timers from being served. */
    private static final int STALL_BUDGET = 4096;

    /** So many times the wait for silence after a stall: where packets keep coming, there is none, and Actives have to go on. */
    private static final int STALL_LIMIT = 5;

    /**
     * How much a sleeping thread may oversleep. A takeover is waited for awake for so long, since that happens only when the Active
     * router is gone and every fraction of a millisecond is without service.
     */
    private static final long AWAKE_NANOS = 2_000_000;

    /** What somebody wants to know of the router. */
    @FunctionalInterface
    interface Question<T> {
        T ask(VrrpRouter router, long now);
    }

    /** What the router is to do. */
    @FunctionalInterface
    interface Order {
        void give(VrrpRouter router, long now);
    }

    private final VrrpRouter router;
    private final Mailbox mailbox;
    private final Time time;
    private final NanoClock clock;
    private final StallPolicy stallPolicy;
    private final Pacing pacing = new Pacing();
    private final Lateness.Counter lateness = new Lateness.Counter();
    private final Thread thread = new Thread(this::run, "vrrp-protocol");
    private volatile boolean running;

    @SuppressWarnings("ThreadPriorityCheck") // not relied on: it helps on a busy machine
    ProtocolLane(VrrpRouter router, Mailbox mailbox, Time time, NanoClock clock, StallPolicy stallPolicy) {
        this.router = router;
        this.mailbox = mailbox;
        this.time = time;
        this.clock = clock;
        this.stallPolicy = stallPolicy;
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY); // counts where the JVM was told to heed priorities
    }

    void start() {
        running = true;
        thread.start();
    }

    boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                turn();
            } catch (InterruptedException e) {
                // Nobody but a stranger interrupts this thread, and a virtual router does not end by accident.
                LOG.warn("the protocol lane was interrupted; it goes on");
            } catch (RuntimeException e) {
                LOG.error("the protocol lane failed in a turn; it goes on", e);
            }
        }
    }

    /**
     * One turn. Everything that had arrived by the time at which timers are served is looked at first: it may prove that the
     * Active router is alive. A flood ends the turn nevertheless, so that it cannot keep timers from firing.
     */
    private void turn() throws InterruptedException {
        long deadline = router.deadline();
        pacing.rest(deadline, clock.nanos());
        Mailbox.Message message = awaitMessageOr(deadline);
        long now = clock.nanos();
        if (deadline <= now) {
            lateness.count(now - deadline);
            if (now - deadline >= stallPolicy.lateBy().toNanos()) {
                now = afterStall(message, now);
                message = null;
            }
        }
        if (message != null) {
            pacing.looked(now);
        }
        for (int budget = Mailbox.CAPACITY; message != null; budget--) {
            message.deliver(router);
            message = budget > 0 ? mailbox.poll(0) : null;
        }
        router.expire(time.at(now));
    }

    /** The next message, or null when the deadline has come. */
    private Mailbox.@Nullable Message awaitMessageOr(long deadline) throws InterruptedException {
        boolean awake = router.takesOverNext();
        Mailbox.Message message = mailbox.poll(deadline - clock.nanos() - (awake ? AWAKE_NANOS : 0));
        if (awake && message == null && clock.nanos() < deadline) {
            router.getReady();
        }
        while (awake && message == null && clock.nanos() < deadline) {
            Thread.onSpinWait();
            message = mailbox.poll(0);
        }
        return message;
    }

    /**
     * Looks at what is still on its way from the kernel, until nothing more comes or that has taken for long enough; says what time it
     * is then. Backups for whom packets wait even then do not take over (see {@link VrrpRouter#expire}).
     */
    private long afterStall(Mailbox.@Nullable Message first, long now) throws InterruptedException {
        long quietNanos = stallPolicy.quietFor().toNanos();
        long latest = now + STALL_LIMIT * quietNanos;
        router.stoodStill(time.at(now));
        Mailbox.Message message = first == null ? mailbox.poll(quietNanos) : first;
        for (int budget = STALL_BUDGET; message != null; budget--) {
            message.deliver(router);
            message = budget > 0 && clock.nanos() < latest ? mailbox.poll(quietNanos) : null;
        }
        long caughtUp = time.now();
        router.caughtUp(caughtUp);
        return caughtUp;
    }

    /**
     * Has the router answer in its own thread.
     *
     * @throws IllegalArgumentException if the router says so
     * @throws IllegalStateException if the lane does not run, or does not answer in time
     */
    <T> T ask(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tell((asked, now) -> {
            try {
                answer.complete(question.ask(asked, now));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return await(answer);
    }

    /**
     * Has something done in the router's thread, some time.
     *
     * @throws IllegalStateException if the lane does not run
     */
    void tell(Order order) {
        if (!running) {
            throw new IllegalStateException("runtime: does not run");
        }
        try {
            mailbox.put(told -> order.give(told, time.now()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the protocol lane", e);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException mistake) {
                throw mistake;
            }
            throw new IllegalStateException("the protocol lane failed", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the protocol lane did not answer within " + LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the protocol lane", e);
        }
    }

    /** How late timers were served so far. */
    Lateness lateness() {
        return ask((asked, now) -> lateness.snapshot());
    }

    /** Stops all virtual routers, then the lane. Returns when that is done, or a limit is over. */
    void stop() {
        if (!running) {
            return;
        }
        try {
            boolean told = mailbox.put(
                    stopped -> {
                        stopped.stopAll(time.now());
                        running = false;
                    },
                    LIMIT);
            if (told) {
                thread.join(LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
        mailbox.close();
    }
}
