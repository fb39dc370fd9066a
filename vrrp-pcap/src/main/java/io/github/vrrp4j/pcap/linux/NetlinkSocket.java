package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** An rtnetlink socket, for requests or for events. Not safe for use by several threads. */
final class NetlinkSocket implements AutoCloseable {
    /** What a try to receive brought. */
    enum Received {
        MESSAGES,
        NOTHING,
        /** The kernel had more to say than the socket could hold: what is known of its state may be out of date. */
        LOST
    }

    static final int GROUP_LINK = 0x1;
    static final int GROUP_IPV4_ADDRESSES = 0x10;
    static final int GROUP_IPV6_ADDRESSES = 0x100;

    /** The kernel never puts more than this into one datagram of a dump. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int ANY_NUMBER = 0;

    private static final NativeLong SIOCGIFINDEX = new NativeLong(Libc.SIOCGIFINDEX);

    private final Memory memory = new Memory(BUFFER_BYTES);
    private final ByteBuffer buffer = memory.getByteBuffer(0, BUFFER_BYTES);
    private final Memory interfaceRequest = new Memory(Libc.IFREQ_BYTES);
    private final int descriptor;

    /** Opens a socket in the network namespace of this thread. */
    NetlinkSocket(int groups) throws IOException {
        descriptor = open();
        int errno = bind(descriptor, ANY_NUMBER, groups);
        if (errno != 0) {
            Libc.close(descriptor);
            throw new NetlinkException("rtnetlink bind", errno);
        }
    }

    /** Opens the descriptor of a socket. */
    static int open() throws IOException {
        int opened;
        try {
            opened = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_ROUTE);
        } catch (LinkageError e) {
            throw new MissingLibraryException("JNA cannot load its native library: " + e.getMessage(), e);
        }
        if (opened < 0) {
            throw new NetlinkException("rtnetlink socket", Native.getLastError());
        }
        return opened;
    }

    /** Gives a socket its number among those of the network namespace; returns 0 or why that failed. */
    static int bind(int descriptor, int number, int groups) {
        return Libc.bind(descriptor, address(number, groups), SOCKADDR_NL_BYTES) < 0 ? Native.getLastError() : 0;
    }

    static Memory address(int number, int groups) {
        Memory address = new Memory(SOCKADDR_NL_BYTES);
        address.clear();
        address.setShort(0, (short) Libc.AF_NETLINK);
        address.setInt(4, number);
        address.setInt(8, groups);
        return address;
    }

    /** Lets the kernel dump what was asked for, and no more, if it is new enough to know how. */
    void filterDumps() {
        Memory on = new Memory(Integer.BYTES);
        on.setInt(0, 1);
        Libc.setsockopt(descriptor, Libc.SOL_NETLINK, Libc.NETLINK_GET_STRICT_CHK, on, Integer.BYTES);
    }

    /** Takes only events of one type: renewals would wake this process for each address. */
    void takeOnly(int type) throws NetlinkException {
        // Filters load in network byte order what the kernel wrote in that of the host.
        int loaded =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Short.reverseBytes((short) type) & 0xffff : type;
        Memory instructions = new Memory(4 * Long.BYTES);
        instruction(instructions, 0, 0x28, 0, 0, 4); // load the half-word at 4: nlmsg_type
        instruction(instructions, 1, 0x15, 0, 1, loaded); // unless equal, skip one
        instruction(instructions, 2, 0x06, 0, 0, -1); // take all of it
        instruction(instructions, 3, 0x06, 0, 0, 0); // take nothing of it
        Memory program = new Memory(2L * Native.POINTER_SIZE);
        program.clear();
        program.setShort(0, (short) 4);
        program.setPointer(Native.POINTER_SIZE, instructions);
        if (Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, program, (int) program.size()) < 0) {
            throw new NetlinkException("rtnetlink filter", Native.getLastError());
        }
    }

    private static void instruction(Memory program, int number, int code, int ifTrue, int ifFalse, int operand) {
        long at = (long) number * Long.BYTES;
        program.setShort(at, (short) code);
        program.setByte(at + 2, (byte) ifTrue);
        program.setByte(at + 3, (byte) ifFalse);
        program.setInt(at + 4, operand);
    }

    /** The number of an interface, without all that a message would tell; 0 if there is none of this name. */
    int indexOf(byte[] interfaceName) {
        if (interfaceName.length >= Libc.IFNAMSIZ) {
            return 0;
        }
        interfaceRequest.clear();
        interfaceRequest.write(0, interfaceName, 0, interfaceName.length);
        int result = Libc.ioctl(descriptor, SIOCGIFINDEX, interfaceRequest);
        return result < 0 ? 0 : interfaceRequest.getInt(Libc.IFNAMSIZ);
    }

    int descriptor() {
        return descriptor;
    }

    void send(NetlinkRequest request) throws NetlinkException {
        if (Libc.send(descriptor, request.memory(), request.length(), 0) < 0) {
            throw new NetlinkException("rtnetlink send", Native.getLastError());
        }
    }

    /** Receives one datagram, which may hold several messages; {@code flags} says whether to wait for it. */
    Received receive(int flags, Consumer<NetlinkMessage> messages) throws NetlinkException {
        int received;
        do {
            received = Libc.recv(descriptor, memory, BUFFER_BYTES, flags | Libc.MSG_TRUNC);
        } while (received < 0 && Native.getLastError() == Libc.EINTR);
        if (received < 0) {
            int errno = Native.getLastError();
            return switch (errno) {
                case Libc.EAGAIN -> Received.NOTHING;
                case Libc.ENOBUFS -> Received.LOST;
                default -> throw new NetlinkException("rtnetlink receive", errno);
            };
        }
        if (received > BUFFER_BYTES) {
            return Received.LOST;
        }
        int at = 0;
        while (at + NetlinkMessage.HEADER <= received) {
            int length = buffer.getInt(at);
            if (length < NetlinkMessage.HEADER || at + length > received) {
                break;
            }
            messages.accept(new NetlinkMessage(buffer, at, at + length));
            at += NetlinkMessage.aligned(length);
        }
        return Received.MESSAGES;
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
