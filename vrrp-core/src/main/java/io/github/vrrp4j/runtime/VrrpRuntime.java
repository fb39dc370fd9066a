package io.github.vrrp4j.runtime;

import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.InterfaceStatistics;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.LinkMonitor;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * <p>Any thread may call its methods, hooks and listeners included; only a {@link Transport} must not.
 */
public final class VrrpRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VrrpRuntime.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Duration WARM_UP_PAUSE = Duration.ofMillis(100);

    private final Transport transport;
    private final LinkMonitor linkMonitor;
    private final AddressHook addressHook;
    private final @Nullable Thread shutdownHook;
    private final List<VirtualRouterConfig> configs;
    private final HostThreads hostLane = new HostThreads();
    private final Mailbox mailbox = new Mailbox();
    private final Inbox inbox;
    private final ProtocolLane protocolLane;
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private boolean started;
    private boolean closed;

    private VrrpRuntime(Builder builder) {
        transport = builder.transport;
        linkMonitor = builder.linkMonitor;
        addressHook = builder.addressHook;
        shutdownHook = builder.closesOnShutdown ? new Thread(this::close, "vrrp-shutdown") : null;
        configs = List.copyOf(builder.configs);
        NanoClock clock = builder.clock;
        Time time = new Time(clock);
        inbox = new Inbox(mailbox, time, clock);
        VrrpRouter router = new VrrpRouter(
                new MailedTransport(transport, mailbox),
                new Hooks(addressHook, builder.announcer, builder.listener),
                hostLane);
        configs.forEach(config -> router.add(config, clock.nanos()));
        protocolLane = new ProtocolLane(router, mailbox, time, clock, builder.stallPolicy);
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
     * @throws IllegalStateException if it was started or closed before, or is closed meanwhile, or if it is to be closed with the JVM,
     *     which is shutting down
     */
    public void start() throws IOException {
        synchronized (this) {
            if (closed || started) {
                throw new IllegalStateException("runtime: can be started once");
            }
            // The lane runs before anything can arrive: a flood must find a mailbox that is emptied.
            started = true;
            hostLane.start();
            protocolLane.start();
        }
        try {
            open();
        } catch (IOException | RuntimeException e) {
            close();
            forgetShutdownHook();
            throw e;
        }
        Thread warmUp = new Thread(() -> WarmUp.play(configs, transport, WARM_UP_PAUSE, isClosed), "vrrp-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
    }

    /** A hook that does not return keeps nobody from closing. */
    private void open() throws IOException {
        if (shutdownHook != null) {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
        LinkedHashSet<String> interfaces = new LinkedHashSet<>();
        configs.forEach(config -> interfaces.add(config.id().interfaceName()));
        configs.forEach(transport::check);
        for (String name : interfaces) {
            linkMonitor.watch(name, inbox);
            transport.open(name, inbox);
        }
        addressHook.watch(inbox);
        for (VirtualRouterConfig config : configs) {
            addressHook.prepare(config);
        }
        protocolLane.tell((router, now) -> configs.forEach(config -> router.start(config.id(), now)));
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
        return protocolLane.ask((router, now) -> router.status(id));
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
        return protocolLane.ask((router, now) -> router.reconfigure(next, now));
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
        protocolLane.ask((router, now) -> {
            router.eligible(id, why, now);
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
        protocolLane.ask((router, now) -> {
            router.reprioritize(id, priority, now);
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
        protocolLane.ask((router, now) -> {
            router.resign(id, why, now);
            return why;
        });
    }

    /**
     * How late timers were served so far.
     *
     * @return a snapshot
     * @throws IllegalStateException if the runtime does not run
     */
    public Lateness lateness() {
        return protocolLane.lateness();
    }

    /**
     * What an interface has counted.
     *
     * @param interfaceName one that a virtual router is on
     * @return its counters, those of RFC 6527 and RFC 8347 that belong to no virtual router
     * @throws IllegalArgumentException if there is no virtual router on this interface
     * @throws IllegalStateException if the runtime does not run
     */
    public InterfaceStatistics statistics(String interfaceName) {
        return protocolLane.ask((router, now) -> router.statistics(interfaceName));
    }

    /**
     * How often a task for a hook or listener was skipped, since too many waited for one that does not return, or failed without a
     * listener that could be told: what it threw is in the log.
     *
     * @return the count; the protocol went on each time
     * @throws IllegalStateException if the runtime does not run
     */
    public long hostFailures() {
        return protocolLane.ask((router, now) -> router.hostFailures()) + hostLane.thrown();
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
     * done, at the latest after about fifteen seconds, even if a hook does not return. May be called twice, by whatever threads, and before
     * {@link #start}. A hook or listener that calls it is not waited for: what its virtual router releases comes when it returns.
     */
    @Override
    public void close() {
        if (isFirstToClose()) {
            try {
                closeAll();
            } finally {
                isClosed.countDown();
            }
        } else {
            awaitClosed();
        }
    }

    private synchronized boolean isFirstToClose() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** The JVM must not end while another thread closes. */
    private void awaitClosed() {
        try {
            if (!isClosed.await(3 * CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("another thread is still closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAll() {
        protocolLane.stop();
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
