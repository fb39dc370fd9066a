package io.github.vrrp4j.pcap.linux;

import static io.github.vrrp4j.pcap.linux.NetlinkRequest.ACK;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.CREATE;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.DUMP;
import static io.github.vrrp4j.pcap.linux.NetlinkRequest.REPLACE;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.pcap.linux.NetlinkSocket.Received;
import io.github.vrrp4j.protocol.VirtualAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The few rtnetlink requests that VRRP needs. Not safe for use by several threads. */
final class Rtnetlink implements AutoCloseable {
    private static final int IFLA_IFNAME = 3;
    private static final int MAX_NAME_BYTES = 15;
    private static final int DUMP_ATTEMPTS = 5;

    private final NetlinkSocket socket = new NetlinkSocket(0);
    private final NetlinkRequest request = new NetlinkRequest();
    private int sequence;

    Rtnetlink() throws IOException {}

    /** The interface of this name; null if there is none. */
    @Nullable
    LinkEntry link(String name) throws IOException {
        byte[] terminated = (name + "\0").getBytes(StandardCharsets.UTF_8);
        if (name.isEmpty() || terminated.length > MAX_NAME_BYTES + 1) {
            return null;
        }
        request.begin(NetlinkRequest.RTM_GETLINK, ACK)
                .u32(0)
                .u32(0)
                .u32(0)
                .u32(0)
                .attribute(IFLA_IFNAME, terminated);
        Answer<LinkEntry> answer = ask(LinkEntry::read);
        if (answer.errno == Libc.ENODEV) {
            return null;
        }
        answer.check(name);
        return answer.entries.isEmpty() ? null : answer.entries.get(0);
    }

    /** The addresses of an interface, of both families, in the order of the kernel. */
    List<AddressEntry> addresses(int interfaceIndex) throws IOException {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            request.begin(NetlinkRequest.RTM_GETADDR, DUMP).u32(0).u32(0);
            Answer<AddressEntry> answer = ask(AddressEntry::read);
            answer.check("addresses");
            if (!answer.interrupted) {
                answer.entries.removeIf(entry -> entry.interfaceIndex() != interfaceIndex);
                return answer.entries;
            }
        }
        throw new IOException("addresses: they change faster than they can be read");
    }

    /**
     * Installs an address or renews its lifetime. It brings no route for its prefix: that of the real address must not get a
     * rival which comes and goes. It is used without duplicate address detection, since the last holder may just be leaving.
     */
    void addAddress(int interfaceIndex, VirtualAddress address, int lifetimeSeconds) throws NetlinkException {
        int flags = AddressEntry.IFA_F_NOPREFIXROUTE
                | (address.address().family() == Family.IPV6 ? AddressEntry.IFA_F_NODAD : 0);
        beginAddress(NetlinkRequest.RTM_NEWADDR, ACK | CREATE | REPLACE, interfaceIndex, address)
                .attribute(AddressEntry.IFA_FLAGS, flags)
                .attribute(AddressEntry.IFA_CACHEINFO, lifetimeSeconds, lifetimeSeconds, 0, 0);
        ask(message -> null).check("install " + address);
    }

    /** Removes an address; it does not matter if it or its interface is gone already. */
    void deleteAddress(int interfaceIndex, VirtualAddress address) throws NetlinkException {
        beginAddress(NetlinkRequest.RTM_DELADDR, ACK, interfaceIndex, address);
        Answer<?> answer = ask(message -> null);
        if (answer.errno != Libc.EADDRNOTAVAIL && answer.errno != Libc.ENODEV) {
            answer.check("remove " + address);
        }
    }

    private NetlinkRequest beginAddress(int type, int flags, int interfaceIndex, VirtualAddress address) {
        byte[] bytes = address.address().bytes();
        return request.begin(type, flags)
                .u8(address.address().family() == Family.IPV4 ? AddressEntry.AF_INET : AddressEntry.AF_INET6)
                .u8(address.prefixLength())
                .u8(0)
                .u8(0)
                .u32(interfaceIndex)
                .attribute(AddressEntry.IFA_LOCAL, bytes)
                .attribute(AddressEntry.IFA_ADDRESS, bytes);
    }

    /** Sends the request and collects what comes until the kernel says that this was all. */
    private <T> Answer<T> ask(Function<NetlinkMessage, @Nullable T> reader) throws NetlinkException {
        int expected = ++sequence;
        Answer<T> answer = new Answer<>();
        request.finish(expected);
        socket.send(request);
        while (!answer.complete) {
            Received received = socket.receive(0, message -> {
                if (message.sequence() == expected) {
                    answer.add(message, reader);
                }
            });
            if (received != Received.MESSAGES) {
                throw new NetlinkException("rtnetlink receive", Libc.ENOBUFS);
            }
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static final class Answer<T> {
        final List<T> entries = new ArrayList<>();
        int errno;
        boolean interrupted;
        boolean complete;

        void add(NetlinkMessage message, Function<NetlinkMessage, @Nullable T> reader) {
            interrupted |= message.isOfInterruptedDump();
            switch (message.type()) {
                case NetlinkMessage.NLMSG_ERROR, NetlinkMessage.NLMSG_DONE -> {
                    complete = true;
                    errno = -message.s32(NetlinkMessage.HEADER);
                }
                default -> {
                    T entry = reader.apply(message);
                    if (entry != null) {
                        entries.add(entry);
                    }
                }
            }
        }

        void check(String what) throws NetlinkException {
            if (errno != 0) {
                throw new NetlinkException(what, errno);
            }
        }
    }
}
