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

    /** For how long a turn looks at packets; a flood must not keep timers from being served. */
    private static final long LONGEST_NANOS = 5_000_000;

    /**
     * How much a sleeping thread may oversleep. A takeover is waited for awake for so long, since that happens only when the Active
     * router is gone and every fraction of a millisecond is without service.
     */
    private static final long AWAKE_NANOS = 2_000_000;

    /** Nearer than that, a takeover is not worth to wake up half-way. */
    private static final long HALFWAY_NANOS = 4 * AWAKE_NANOS;

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
    private final Watch watch;
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
        watch = new Watch(stallPolicy, clock.nanos());
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
     * Active router is alive. A flood ends the turn nevertheless; no Backup takes over then, as its transport is behind.
     */
    private void turn() throws InterruptedException {
        long deadline = Math.min(router.deadline(), watch.quietAt());
        long begin = look();
        pacing.rest(deadline, begin);
        Mailbox.Message message = awaitMessageOr(deadline, begin);
        long now = look();
        if (deadline <= now) {
            lateness.count(now - deadline);
        }
        if (message != null) {
            pacing.looked(now);
        }
        for (long looked = now; message != null; looked = look()) {
            message.deliver(router);
            watch.heard(looked);
            message = looked - now < LONGEST_NANOS ? mailbox.poll(0) : null;
        }
        if (watch.hasCaughtUp(now)) {
            router.caughtUp(time.at(now));
        }
        router.expire(time.at(now));
    }

    /**
     * The next message, or null when the deadline has come. Also null half-way to a takeover: that the lane was awake then shows that
     * it was not because of a standstill that nothing was heard. Where the Active router lives, that time does not come.
     */
    private Mailbox.@Nullable Message awaitMessageOr(long deadline, long begin) throws InterruptedException {
        boolean awake = !watch.isCatchingUp() && router.takesOverNext();
        long planned = awake ? begin + sleepNanos(deadline - begin) : deadline;
        Mailbox.Message message = mailbox.poll(planned - clock.nanos());
        long now = look(planned);
        if (!awake || message != null || now < deadline - AWAKE_NANOS) {
            return message;
        }
        if (now < deadline) {
            router.getReady();
        }
        while (message == null && clock.nanos() < deadline) {
            Thread.onSpinWait();
            message = mailbox.poll(0);
        }
        return message;
    }

    private static long sleepNanos(long remaining) {
        return remaining > HALFWAY_NANOS ? remaining / 2 : remaining - AWAKE_NANOS;
    }

    private long look() {
        return look(watch.lookedAt());
    }

    /** The lane runs, and has slept until then at most; returns what time it is. */
    private long look(long planned) {
        long now = clock.nanos();
        if (watch.stoodStill(planned, now)) {
            router.stoodStill(watch.lookedAt(), planned, time.at(now));
        }
        watch.looked(now);
        return now;
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
