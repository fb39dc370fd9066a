package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** By means of Java alone. It sees interfaces that have an address, and those that have a carrier as up. */
record PortableLink(String name) implements Link {
    private @Nullable NetworkInterface find() throws IOException {
        return NetworkInterface.getByName(name);
    }

    @Override
    public int index() throws IOException {
        NetworkInterface found = find();
        return found == null ? 0 : Math.max(0, found.getIndex());
    }

    @Override
    public boolean isUp() throws IOException {
        NetworkInterface found = find();
        return found != null && found.isUp();
    }

    @Override
    public MacAddress macAddress() throws IOException {
        NetworkInterface found = find();
        byte @Nullable [] mac = found == null ? null : found.getHardwareAddress();
        if (mac == null || mac.length != MacAddress.BYTES) {
            throw new IOException(name + ": no interface with an IP address and a MAC address");
        }
        return MacAddress.read(mac, 0);
    }

    @Override
    public Closeable join(int index, IpAddress group) throws IOException {
        NetworkInterface found = find();
        if (found == null || found.getIndex() != index) {
            throw new IOException(name + ": cannot join " + group + ": the interface is gone");
        }
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(
                    group.family() == Family.IPV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
            channel.join(InetAddress.getByAddress(group.bytes()), found);
            return channel;
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            throw new IOException(name + ": cannot join " + group + ": " + e.getMessage(), e);
        }
    }

    /** It takes frames for all of them as long as a handle is open. */
    @Override
    public Closeable accept(int index, MacAddress mac) {
        return () -> {};
    }

    @Override
    public @Nullable PeerSockets peers(int index) {
        return null;
    }

    @Override
    public void close() {
        // Each question opened and closed what it needed.
    }
}
