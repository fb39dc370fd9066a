package io.github.vrrp4j.spi;

import java.io.IOException;

/** Says when an interface loses its carrier, is set down, goes away, comes back, or changes its addresses. */
public interface LinkMonitor extends AutoCloseable {
    /**
     * Begins to watch an interface: delivers its present status before this returns, and each later one as it comes. Called
     * once for each interface by the thread that starts the runtime; may block for a moment.
     *
     * @param interfaceName the interface, which need not exist
     * @param watcher where statuses go, from any thread
     * @throws IOException if this host cannot be watched
     */
    void watch(String interfaceName, Watcher watcher) throws IOException;

    /** Stops watching. Returns when no more statuses will be delivered. May be called twice. */
    @Override
    void close();

    /** Where a monitor delivers what it saw. Neither blocks nor throws. */
    @FunctionalInterface
    interface Watcher {
        /**
         * The interface has this status now.
         *
         * @param interfaceName the interface
         * @param status its status; may be the same as before
         */
        void changed(String interfaceName, LinkStatus status);
    }
}
