package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Host} knows about an interface, by its name, and does for it where libpcap does nothing. Any thread may call any
 * method. What an interface has, by its number, it has until that is closed or the interface is deleted.
 */
interface Link extends Closeable {
    /** The name of the interface. */
    String name();

    /** The number of the interface, above 0; 0 if there is no such interface. */
    int index() throws IOException;

    /** Whether the interface exists and is set up by the administrator. */
    boolean isUp() throws IOException;

    /** The MAC address that the interface has now: it may change while it is in use, for example that of a bond. */
    MacAddress macAddress() throws IOException;

    /** Joins a group, so that the network card, and switches that listen to such reports, let it through. */
    Closeable join(int index, IpAddress group) throws IOException;

    /** Has the network card take frames for one more address. */
    Closeable accept(int index, MacAddress mac) throws IOException;

    /** For packets to single peers; null if this host has nothing for them. */
    @Nullable
    PeerSockets peers(int index) throws IOException;

    @Override
    void close();
}
