package io.github.vrrp4j.runtime;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.LinkMonitor;
import io.github.vrrp4j.spi.LinkStatus;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs virtual routers in a Java process: one thread for the protocol, others for the host's hooks.
 *
 * <pre>{@code
 * try (var vrrp = VrrpRuntime.builder(transport, linkMonitor).addressHook(hook).announcer(announcer).add(config).build()) {
 *     vrrp.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>Any thread may call its methods; hooks and listeners may call {@link #status} but must not close it.
 */
public final class VrrpRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VrrpRuntime.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** More than a capture buffer holds; a flood must not keep timers from being served. */
    private static final int STALL_BUDGET = 4096;

    /**
     * How much a sleeping thread may oversleep. A takeover is waited for awake for so long, since that happens only when the Active
     * router is gone and every fraction of a millisecond is without service.
     */
    private static final long AWAKE_NANOS = 300_000;

    private final Transport transport;
    private final LinkMonitor linkMonitor;
    private final AddressHook addressHook;
    private final NanoClock clock;
    private final Time time;
    private final Pacing pacing = new Pacing();
    private final StallPolicy stallPolicy;
    private final Lateness.Counter lateness = new Lateness.Counter();
    private final @Nullable Thread shutdownHook;
    private final List<VirtualRouterConfig> configs;
    private final HostThreads hostLane = new HostThreads();
    private final Mailbox mailbox = new Mailbox();
    private final VrrpRouter router;
    private final Thread protocolLane;
    private volatile boolean running;
    private boolean closed;

    private VrrpRuntime(Builder builder) {
        transport = builder.transport;
        linkMonitor = builder.linkMonitor;
        addressHook = builder.addressHook;
        clock = builder.clock;
        time = new Time(clock);
        stallPolicy = builder.stallPolicy;
        shutdownHook = builder.closesOnShutdown ? new Thread(this::close, "vrrp-shutdown") : null;
        configs = List.copyOf(builder.configs);
        router = new VrrpRouter(transport, new Hooks(addressHook, builder.announcer, builder.listener), hostLane);
        configs.forEach(config -> router.add(config, clock.nanos()));
        protocolLane = new Thread(this::run, "vrrp-protocol");
        protocolLane.setDaemon(true);
    }

    /**
     * Starts to build a runtime.
     *
     * @param transport the wire; closed with the runtime
     * @param linkMonitor what tells the state of interfaces; closed with the runtime
     * @return a builder without hooks and virtual routers
     */
    public static Builder builder(Transport transport, LinkMonitor linkMonitor) {
        return new Builder(transport, linkMonitor);
    }

    /**
     * Opens the interfaces and starts all virtual routers. When this returns, the protocol lane is about to let them take part, or
     * wait for their interface.
     *
     * @throws IOException if an interface cannot be opened, or the address hook is not ready; the runtime is then closed
     * @throws IllegalArgumentException if the address hook refuses a virtual router; the runtime is then closed
     * @throws UnsupportedOperationException if the transport refuses a virtual router; the runtime is then closed
     * @throws IllegalStateException if it was started or closed before, or if it is to be closed with the JVM, which is shutting down
     */
    public synchronized void start() throws IOException {
        if (closed || running) {
            throw new IllegalStateException("runtime: can be started once");
        }
        // The lane runs before anything can arrive: a flood must find a mailbox that is emptied.
        running = true;
        protocolLane.start();
        Receiver receiver = new Receiver();
        LinkedHashSet<String> interfaces = new LinkedHashSet<>();
        configs.forEach(config -> interfaces.add(config.id().interfaceName()));
        try {
            if (shutdownHook != null) {
                Runtime.getRuntime().addShutdownHook(shutdownHook);
            }
            configs.forEach(transport::check);
            for (String name : interfaces) {
                linkMonitor.watch(name, receiver);
                transport.open(name, receiver);
            }
            addressHook.watch(receiver);
            for (VirtualRouterConfig config : configs) {
                addressHook.prepare(config);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        ask(started -> configs.forEach(config -> started.start(config.id(), time.now())));
        Thread warmUp = new Thread(() -> WarmUp.play(configs), "vrrp-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
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
        while (awake && message == null && clock.nanos() < deadline) {
            Thread.onSpinWait();
            message = mailbox.poll(0);
        }
        return message;
    }

    /** Looks at what is still on its way from the kernel, until nothing more comes; says what time it is then. */
    private long afterStall(Mailbox.@Nullable Message first, long now) throws InterruptedException {
        long quietNanos = stallPolicy.quietFor().toNanos();
        router.stoodStill(time.at(now));
        Mailbox.Message message = first == null ? mailbox.poll(quietNanos) : first;
        for (int budget = STALL_BUDGET; message != null; budget--) {
            message.deliver(router);
            message = budget > 0 ? mailbox.poll(quietNanos) : null;
        }
        long caughtUp = time.now();
        router.caughtUp(caughtUp);
        return caughtUp;
    }

    /**
     * A virtual router at this moment.
     *
     * @param id which one
     * @return its state and counters
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the runtime does not run
     */
    public VirtualRouterStatus status(VirtualRouterId id) {
        return onProtocolLane(asked -> asked.status(id));
    }

    /**
     * Gives a running virtual router other parameters, without stopping it: it stays in its state, sends no priority 0, and
     * touches only addresses that come or go. {@link VirtualRouterConfig#compare} says beforehand what the change will do.
     *
     * @param next the parameters; interface, VRID and family say which virtual router
     * @return what has changed
     * @throws IllegalArgumentException if there is no such virtual router, a change needs a restart, or the address hook refuses
     *     the parameters; nothing has changed then
     * @throws UnsupportedOperationException if the transport refuses them; nothing has changed then
     * @throws UncheckedIOException if the address hook cannot get ready for them; nothing has changed then
     * @throws IllegalStateException if the runtime does not run
     */
    public Changes reconfigure(VirtualRouterConfig next) {
        if (status(next.id()).config().compare(next).areLive()) {
            transport.check(next);
            try {
                addressHook.prepare(next);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return onProtocolLane(asked -> asked.reconfigure(next, time.now()));
    }

    /**
     * Says whether a virtual router may take part; one that may not is in Initialize.
     *
     * @param id which one
     * @param why what speaks against it, for people; empty if nothing does
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the runtime does not run
     */
    public void eligible(VirtualRouterId id, Optional<String> why) {
        onProtocolLane(asked -> {
            asked.eligible(id, why, time.now());
            return why;
        });
    }

    /**
     * Gives a virtual router another effective priority. An owner's stays 255.
     *
     * @param id which one
     * @param priority 1 to 254
     * @throws IllegalArgumentException if there is no such virtual router, or the priority is out of range
     * @throws IllegalStateException if the runtime does not run
     */
    public void reprioritize(VirtualRouterId id, int priority) {
        onProtocolLane(asked -> {
            asked.reprioritize(id, priority, time.now());
            return priority;
        });
    }

    /**
     * Asks an Active virtual router to let another one take over. Ignored unless it is Active.
     *
     * @param id which one
     * @param why for what reason, for people
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the runtime does not run
     */
    public void resign(VirtualRouterId id, String why) {
        onProtocolLane(asked -> {
            asked.resign(id, why, time.now());
            return why;
        });
    }

    private <T> T onProtocolLane(Function<VrrpRouter, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        ask(asked -> {
            try {
                answer.complete(question.apply(asked));
            } catch (IllegalArgumentException e) {
                answer.completeExceptionally(e);
            }
        });
        return await(answer);
    }

    private void ask(Mailbox.Message question) {
        if (!running) {
            throw new IllegalStateException("runtime: does not run");
        }
        try {
            mailbox.put(question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the protocol lane", e);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(CLOSE_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException mistake) {
                throw mistake;
            }
            throw new IllegalStateException("the protocol lane failed", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the protocol lane did not answer within " + CLOSE_LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the protocol lane", e);
        }
    }

    /**
     * How late timers were served so far.
     *
     * @return a snapshot
     * @throws IllegalStateException if the runtime does not run
     */
    public Lateness lateness() {
        return onProtocolLane(asked -> lateness.snapshot());
    }

    /**
     * How many packets were dropped because the protocol lane did not keep up.
     *
     * @return the count
     */
    public long mailboxOverflows() {
        return mailbox.dropped();
    }

    /**
     * Stops all virtual routers: those that are Active say so with priority 0, and release their addresses. Returns when that is
     * done, at the latest after about ten seconds, even if a hook does not return. May be called twice, and before {@link #start}.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (running) {
            stopProtocolLane();
        }
        if (!hostLane.close(CLOSE_LIMIT)) {
            LOG.warn("hooks did not finish within {}; left to themselves", CLOSE_LIMIT);
        }
        linkMonitor.close();
        transport.close();
        forgetShutdownHook();
    }

    private void forgetShutdownHook() {
        if (shutdownHook != null && !shutdownHook.equals(Thread.currentThread())) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException e) {
                LOG.debug("the JVM is shutting down, and finds the runtime closed", e);
            }
        }
    }

    private void stopProtocolLane() {
        try {
            mailbox.put(stopped -> {
                stopped.ids().forEach(id -> stopped.stop(id, time.now()));
                running = false;
            });
            protocolLane.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    /** Puts what the wire and the kernel say into the mailbox, stamped with the time at which it came. */
    private final class Receiver implements Transport.Receiver, LinkMonitor.Watcher, AddressHook.Watcher {
        @Override
        public void received(String interfaceName, Datagram datagram) {
            received(interfaceName, datagram, 0);
        }

        @Override
        public void received(String interfaceName, Datagram datagram, long ageNanos) {
            long arrival = time.ago(ageNanos);
            mailbox.offer(receiver -> receiver.receive(interfaceName, datagram, time.at(arrival)));
        }

        @Override
        public void answered(String interfaceName, IpAddress target) {
            mailbox.offer(receiver -> receiver.answered(interfaceName, target));
        }

        @Override
        public void changed(String interfaceName, LinkStatus status) {
            long arrival = clock.nanos();
            put(receiver -> receiver.link(interfaceName, status, time.at(arrival)));
        }

        @Override
        public void removed(VirtualRouterId router, List<VirtualAddress> addresses) {
            long arrival = clock.nanos();
            put(receiver -> receiver.removed(router, addresses, time.at(arrival)));
        }

        private void put(Mailbox.Message message) {
            try {
                mailbox.put(message);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Collects what a runtime needs. Not for use by several threads. */
    public static final class Builder {
        private final Transport transport;
        private final LinkMonitor linkMonitor;
        private final List<VirtualRouterConfig> configs = new ArrayList<>();
        private AddressHook addressHook = AddressHook.NONE;
        private Announcer announcer = Announcer.NONE;
        private VrrpListener listener = VrrpListener.NONE;
        private NanoClock clock = NanoClock.system();
        private StallPolicy stallPolicy = StallPolicy.DEFAULT;
        private boolean closesOnShutdown;

        private Builder(Transport transport, LinkMonitor linkMonitor) {
            this.transport = transport;
            this.linkMonitor = linkMonitor;
        }

        /**
         * Sets what makes the host answer for the addresses.
         *
         * @param hook nothing is the default
         * @return this
         */
        public Builder addressHook(AddressHook hook) {
            addressHook = hook;
            return this;
        }

        /**
         * Sets what announces the addresses on the link.
         *
         * @param newAnnouncer nothing is the default
         * @return this
         */
        public Builder announcer(Announcer newAnnouncer) {
            announcer = newAnnouncer;
            return this;
        }

        /**
         * Sets who hears what happens and why.
         *
         * @param newListener nobody is the default
         * @return this
         */
        public Builder listener(VrrpListener newListener) {
            listener = newListener;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param newClock the machine's is the default
         * @return this
         */
        public Builder clock(NanoClock newClock) {
            clock = newClock;
            return this;
        }

        /**
         * Sets when a late wake-up means that the machine stood still.
         *
         * @param policy {@link StallPolicy#DEFAULT} is the default
         * @return this
         */
        public Builder stallPolicy(StallPolicy policy) {
            stallPolicy = policy;
            return this;
        }

        /**
         * Closes the runtime when the JVM shuts down, for example by SIGTERM: from {@link #start} on until it is closed.
         *
         * @return this
         */
        public Builder closeOnShutdown() {
            closesOnShutdown = true;
            return this;
        }

        /**
         * Adds a virtual router.
         *
         * @param config its parameters
         * @return this
         */
        public Builder add(VirtualRouterConfig config) {
            configs.add(config);
            return this;
        }

        /**
         * Checks the virtual routers against each other.
         *
         * @return a runtime, not yet started
         * @throws IllegalArgumentException if two have the same interface, VRID and family
         */
        public VrrpRuntime build() {
            return new VrrpRuntime(this);
        }
    }
}
