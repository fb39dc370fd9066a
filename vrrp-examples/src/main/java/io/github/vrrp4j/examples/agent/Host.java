package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.examples.agent.conf.Machine;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** The machine that the agent runs on. */
interface Host extends Machine {
    /**
     * Starts virtual routers.
     *
     * @throws IOException if a privilege, a library or an interface is missing; nothing runs then
     * @throws UnsupportedOperationException on a system that lacks what it takes; nothing runs then
     */
    Running start(Collection<VirtualRouterConfig> routers, VrrpListener listener) throws IOException;

    /** Virtual routers that run. */
    interface Running extends AutoCloseable {
        /**
         * Gives one of them other parameters while it runs.
         *
         * @throws IllegalArgumentException if that needs a restart; nothing has changed then
         * @throws UnsupportedOperationException if this machine lacks what it takes; nothing has changed then
         * @throws UncheckedIOException if this machine refuses it; nothing has changed then
         */
        void reconfigure(VirtualRouterConfig next);

        /** Resigns with priority 0 and removes the addresses, in bounded time. */
        @Override
        void close();
    }
}
