package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.io.IOException;

/** Carries VRRP packets to and from the interfaces of a host. */
public interface Transport extends AutoCloseable {
    /**
     * Begins to receive the VRRP packets of an interface: joins the groups 224.0.0.18 and ff02::12 there. Called once for each
     * interface, before any virtual router on it starts, by the thread that starts the runtime; may block for a moment.
     *
     * @param interfaceName the interface
     * @param receiver where packets go; its methods may be called from any thread
     * @throws IOException if the interface does not exist, or a privilege or a library is missing
     */
    void open(String interfaceName, Receiver receiver) throws IOException;

    /**
     * Refuse a virtual router whose packets cannot be carried here, so that it does not start and become Active unheard. Called by
     * the runtime before it opens any interface, and before a virtual router takes other parameters, in the thread that asked for
     * it. Whoever drives a {@link io.github.vrrp4j.router.VrrpRouter} himself calls it himself. Does nothing unless overridden.
     *
     * @param router the parameters that the virtual router is about to have
     * @throws UnsupportedOperationException if they ask for something that this transport does not do
     */
    default void check(VirtualRouterConfig router) {}

    /**
     * Sends one packet. Called on the protocol lane, for each advertisement: must not block. A packet that cannot be sent is
     * lost, which VRRP is made for; it is not kept for later.
     *
     * @param router the parameters of the sender: they say the interface, and which MAC address the packet comes from
     * @param datagram what to send, to a group or to one peer
     * @throws IOException if it was not sent; counted and reported, the schedule goes on
     */
    void send(VirtualRouterConfig router, Datagram datagram) throws IOException;

    /**
     * Asks whether a target on the link answers: sends an ARP request or a Neighbor Solicitation for it. Called on the protocol
     * lane: must not block. The answer, if one comes, goes to {@link Receiver#answered}.
     *
     * @param router who asks; says the interface
     * @param source the address that asks, which is not a virtual one
     * @param target of the same family
     * @throws IOException if the question was not sent; counted as unanswered
     */
    default void probe(VirtualRouterId router, IpAddress source, IpAddress target) throws IOException {
        throw new IOException(
                router.interfaceName() + ": this transport cannot ask whether " + target + " is reachable");
    }

    /**
     * Whether packets may have arrived that were not handed over yet, since whoever does that did not get a processor. Called on
     * the protocol lane when a Backup is about to take over, as one of them may prove that the Active router is alive: must not
     * block.
     *
     * @param interfaceName an open interface
     * @return false if all that had arrived when this was called has been handed over, or if that cannot be known
     */
    default boolean isBehind(String interfaceName) {
        return false;
    }

    /**
     * A Backup may take over within some milliseconds, and what it sends then is in a hurry: a transport may do beforehand what would
     * delay it. Called on the protocol lane, also if no takeover follows: must not block. A runtime that has just started calls it
     * often, from another thread, so that the JVM compiles it. Does nothing unless overridden.
     *
     * @param interfaceName an open interface
     */
    default void getReady(String interfaceName) {}

    /** Stops receiving and gives everything back. Returns when no more packets will be delivered. May be called twice. */
    @Override
    void close();

    /** Where a transport delivers what it received. Its methods neither block nor throw. */
    interface Receiver {
        /**
         * A packet of protocol 112 arrived.
         *
         * @param interfaceName the interface
         * @param datagram what arrived, of which the receiver becomes the owner
         */
        void received(String interfaceName, Datagram datagram);

        /**
         * A packet of protocol 112 arrived some time ago, as a transport knows whose packets carry the time of their arrival: the
         * Active_Down_Timer (RFC 9568 section 6.4.2) counts from there, and not from when a thread came to look. A receiver to
         * whom that does not matter implements the other method only.
         *
         * @param interfaceName the interface
         * @param datagram what arrived, of which the receiver becomes the owner
         * @param ageNanos how long ago, in nanoseconds, 0 or more; 0 if unknown. A receiver may take an implausible age for a
         *     shorter one: what says it may have been measured with a clock that somebody set meanwhile
         */
        default void received(String interfaceName, Datagram datagram, long ageNanos) {
            received(interfaceName, datagram);
        }

        /**
         * A target answered a {@link Transport#probe}.
         *
         * @param interfaceName the interface
         * @param target who answered
         */
        default void answered(String interfaceName, IpAddress target) {}
    }
}
