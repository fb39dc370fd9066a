package io.github.vrrp4j.pcap.transport;

import com.sun.jna.Memory;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers questions about an interface by its name, also about one without any address. */
final class LinkSocket implements AutoCloseable {
    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCGIFHWADDR = 0x8927;
    private static final int SIOCGIFINDEX = 0x8933;

    private static final int IFF_UP = 0x1;

    private static final int IFNAMSIZ = 16;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_HARDWARE_ADDRESS = IFNAMSIZ + Short.BYTES;

    private final Memory interfaceRequest = new Memory(IFREQ_BYTES);
    private final byte[] nameBytes;
    private final String interfaceName;
    private final NativeSocket socket;

    LinkSocket(String interfaceName) throws IOException {
        this.interfaceName = interfaceName;
        nameBytes = interfaceName.getBytes(StandardCharsets.UTF_8);
        socket = new NativeSocket(interfaceName, NativeSocket.AF_INET, NativeSocket.SOCK_DGRAM, 0);
    }

    /** The number of the interface, above 0; 0 if there is no such interface. */
    synchronized int index() throws IOException {
        return ask(SIOCGIFINDEX) ? interfaceRequest.getInt(IFNAMSIZ) : 0;
    }

    /** Whether the interface exists and is set up by the administrator. */
    synchronized boolean isUp() throws IOException {
        return ask(SIOCGIFFLAGS) && (interfaceRequest.getShort(IFNAMSIZ) & IFF_UP) != 0;
    }

    /** The MAC address that the interface has now: it may change while it is in use, for example that of a bond. */
    synchronized MacAddress macAddress() throws IOException {
        if (!ask(SIOCGIFHWADDR)) {
            throw new IOException(interfaceName + ": no such interface");
        }
        return MacAddress.read(interfaceRequest.getByteArray(IFREQ_HARDWARE_ADDRESS, MacAddress.BYTES), 0);
    }

    private boolean ask(int request) throws IOException {
        if (nameBytes.length >= IFNAMSIZ) {
            return false;
        }
        interfaceRequest.clear();
        interfaceRequest.write(0, nameBytes, 0, nameBytes.length);
        return socket.ask(request, interfaceRequest);
    }

    @Override
    public void close() {
        socket.close();
    }
}
